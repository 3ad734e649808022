-- The down drops the policy and leaves row security enabled: without a policy nobody but the owner sees a row.
-- expect: down-restores V0002.down.sql:1 documents
-- file: V0001.up.sql
create table if not exists documents (
  id bigint constraint pk_documents primary key,
  owner_name name not null default current_user
);
-- file: V0001.down.sql
drop table if exists documents;
-- file: V0002.up.sql
alter table documents enable row level security;

drop policy if exists own_documents on documents;

create policy own_documents on documents
using (owner_name = current_user);
-- file: V0002.down.sql
drop policy if exists own_documents on documents;
