-- The second version drops the index that the first one's foreign key needs: the key is to blame where it stands.
-- expect: fk-index 000001_articles.up.sql:5 comments.article_id
-- file: 000001_articles.up.sql
create table if not exists articles (
  id bigint constraint pk_articles primary key
);

create table if not exists comments (
  id bigint constraint pk_comments primary key,
  article_id bigint not null
    constraint fk_comments_article_id references articles
);

create index if not exists idx_comments_article_id on comments (article_id);
-- file: 000001_articles.down.sql
drop table if exists comments;

drop table if exists articles;
-- file: 000002_drop_index.up.sql
drop index if exists idx_comments_article_id;
-- file: 000002_drop_index.down.sql
create index if not exists idx_comments_article_id on comments (article_id);
