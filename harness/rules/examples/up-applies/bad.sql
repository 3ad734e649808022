-- The index is on a column that the table does not have; what stands above it is there already when the file stops.
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null
);

create index if not exists idx_orders_ordered_on on orders (ordered_on);
-- file: V0001.down.sql
drop table if exists orders;
