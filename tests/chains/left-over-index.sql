-- Of the two indexes that the up made on an older table, the down drops one.
-- expect: down-restores V0002.down.sql:1 index idx_orders_placed_on
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null,
  total numeric(12, 2) not null
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
create index if not exists idx_orders_placed_on on orders (placed_on);

create index if not exists idx_orders_total on orders (total);
-- file: V0002.down.sql
drop index if exists idx_orders_total;
