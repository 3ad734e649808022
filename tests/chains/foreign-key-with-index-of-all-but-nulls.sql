-- The index leaves out the rows that refer to nothing, and no delete looks for those.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists articles (
  id bigint constraint pk_articles primary key
);

create table if not exists comments (
  id bigint constraint pk_comments primary key,
  article_id bigint constraint fk_comments_article_id references articles on delete cascade
);

create index if not exists idx_comments_article_id on comments (article_id) where article_id is not null;
-- file: V0001.down.sql
drop table if exists comments;

drop table if exists articles;
