-- The up makes a foreign key restrict, and the down makes it one without any action: it used to cascade.
-- expect: down-restores V0002.down.sql:3 comments.fk_comments_article_id
-- file: V0001.up.sql
create table if not exists articles (
  id bigint constraint pk_articles primary key
);

create table if not exists comments (
  id bigint constraint pk_comments primary key,
  article_id bigint not null
    constraint fk_comments_article_id references articles on delete cascade
);

create index if not exists idx_comments_article_id on comments (article_id);
-- file: V0001.down.sql
drop table if exists comments;

drop table if exists articles;
-- file: V0002.up.sql
alter table comments drop constraint if exists fk_comments_article_id;

alter table comments add constraint fk_comments_article_id
foreign key (article_id) references articles on delete restrict;
-- file: V0002.down.sql
alter table comments drop constraint if exists fk_comments_article_id;

alter table comments add constraint fk_comments_article_id
foreign key (article_id) references articles;
