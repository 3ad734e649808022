-- The folders of Prisma: it has no downs, which one finding says, and a ledger, so that what cannot run again is a warning.
-- expect: down-exists 20240101000000_articles/migration.sql:1 2 versions
-- expect: fk-index 20240102000000_comments/migration.sql:1 comments.article_id
-- expect: up-reruns 20240101000000_articles/migration.sql:1 articles
-- file: 20240101000000_articles/migration.sql
create table articles (
  id bigint constraint pk_articles primary key
);
-- file: 20240102000000_comments/migration.sql
create table if not exists comments (
  id bigint constraint pk_comments primary key,
  article_id bigint not null constraint fk_comments_article references articles (id)
);
