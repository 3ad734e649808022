-- Deleting an article reads all comments.
-- expect: fk-index V0001.up.sql:5 comments.article_id
-- file: V0001.up.sql
create table if not exists articles (
  id bigint constraint pk_articles primary key
);

create table if not exists comments (
  id bigint constraint pk_comments primary key,
  article_id bigint not null
    constraint fk_comments_article_id references articles on delete cascade
);
-- file: V0001.down.sql
drop table if exists comments;

drop table if exists articles;
