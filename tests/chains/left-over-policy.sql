-- The down disables row security and leaves the policy: enabled again, it is in force at once.
-- expect: down-restores V0002.down.sql:1 policy documents.own_documents
-- file: V0001.up.sql
create table if not exists documents (
  id bigint constraint pk_documents primary key,
  owner_name name not null default current_user
);
-- file: V0001.down.sql
drop table if exists documents;
-- file: V0002.up.sql
drop policy if exists own_documents on documents;

create policy own_documents on documents
using (owner_name = current_user);

alter table documents enable row level security;
-- file: V0002.down.sql
alter table documents disable row level security;
