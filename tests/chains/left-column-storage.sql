-- The up keeps documents uncompressed out of line, and the down leaves it so.
-- expect: down-restores V0002.down.sql:1 documents.body
-- file: V0001.up.sql
create table if not exists documents (
  id bigint constraint pk_documents primary key,
  body text not null
);
-- file: V0001.down.sql
drop table if exists documents;
-- file: V0002.up.sql
alter table documents add column if not exists pages integer;

alter table documents alter column body set storage external;
-- file: V0002.down.sql
alter table documents drop column if exists pages;
