-- The index is built without a lock on the table, and the files say that they need to be outside a transaction.
-- expect: nothing
-- file: 000001_orders.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null
);
-- file: 000001_orders.down.sql
drop table if exists orders;
-- file: 000002_index.up.sql
-- harness: no-transaction
create index concurrently if not exists idx_orders_placed_on on orders (placed_on);
-- file: 000002_index.down.sql
-- harness: no-transaction
drop index concurrently if exists idx_orders_placed_on;
