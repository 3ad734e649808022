-- The up publishes whole old rows, and the down drops the index but leaves the replica identity.
-- expect: down-restores V0002.down.sql:1 orders
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  number text not null
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
create index if not exists idx_orders_number on orders (number);

alter table orders replica identity full;
-- file: V0002.down.sql
drop index if exists idx_orders_number;
