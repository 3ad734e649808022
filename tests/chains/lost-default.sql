-- The up changes a default, and the down drops it instead of setting the old one.
-- expect: down-restores V0002.down.sql:1 orders.status
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  status text not null default 'new'
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders alter column status set default 'draft';
-- file: V0002.down.sql
alter table orders alter column status drop default;
