-- CREATE INDEX CONCURRENTLY refuses to run in a transaction, and the file does not say that it needs none.
-- expect: single-transaction 000002_index.up.sql:1 index idx_orders_placed_on
-- file: 000001_orders.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null
);
-- file: 000001_orders.down.sql
drop table if exists orders;
-- file: 000002_index.up.sql
create index concurrently if not exists idx_orders_placed_on on orders (placed_on);
-- file: 000002_index.down.sql
drop index if exists idx_orders_placed_on;
