-- The down disables row security, and forgets that its up also forced it upon the owner.
-- expect: down-restores V0002.down.sql:1 documents
-- file: V0001.up.sql
create table if not exists documents (
  id bigint constraint pk_documents primary key
);
-- file: V0001.down.sql
drop table if exists documents;
-- file: V0002.up.sql
alter table documents enable row level security;

alter table documents force row level security;
-- file: V0002.down.sql
alter table documents disable row level security;
