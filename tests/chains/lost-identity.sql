-- The up replaces the identity by application keys, and the down does not bring it back.
-- expect: down-restores V0002.down.sql:1 orders.id
-- file: V0001.up.sql
create table if not exists orders (
  id bigint generated always as identity constraint pk_orders primary key
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders add column if not exists external_key text;

alter table orders alter column id drop identity if exists;
-- file: V0002.down.sql
alter table orders drop column if exists external_key;
