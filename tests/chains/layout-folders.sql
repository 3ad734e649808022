-- The same defects in folders, one a version.
-- expect: fk-index 0002_comments/up.sql:6 comments.article_id
-- expect: down-restores 0002_comments/down.sql:1 function shorten(text)
-- file: 0001_articles/up.sql
create table if not exists articles (
  id bigint constraint pk_articles primary key
);
-- file: 0001_articles/down.sql
drop table if exists articles;
-- file: 0002_comments/up.sql
create or replace function shorten(body text) returns text
language sql
immutable
as 'select left(body, 80)';

create table if not exists comments (
  id bigint constraint pk_comments primary key,
  article_id bigint not null constraint fk_comments_article_id references articles,
  body text not null
);
-- file: 0002_comments/down.sql
drop table if exists comments;
