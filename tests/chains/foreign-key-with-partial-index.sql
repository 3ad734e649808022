-- The only index on the column leaves out the rows that are hidden, and a delete has to look at those too.
-- expect: fk-index V0001.up.sql:5 comments.article_id
-- file: V0001.up.sql
create table if not exists articles (
  id bigint constraint pk_articles primary key
);

create table if not exists comments (
  id bigint constraint pk_comments primary key,
  article_id bigint not null
    constraint fk_comments_article_id references articles on delete cascade,
  hidden boolean not null default false
);

create index if not exists idx_comments_article_id on comments (article_id) where not hidden;
-- file: V0001.down.sql
drop table if exists comments;

drop table if exists articles;
