-- The file says that it runs outside a transaction, and each of its statements can be repeated by itself.
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
-- harness: no-transaction
create index if not exists idx_orders_placed_on on orders (placed_on);

vacuum (analyze) orders;
-- file: V0002.down.sql
drop index if exists idx_orders_placed_on;
