-- The annotation of goose says that its file runs outside a transaction.
-- expect: nothing
-- file: 00001_orders.sql
-- +goose Up
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null
);

-- +goose Down
drop table if exists orders;
-- file: 00002_index.sql
-- +goose NO TRANSACTION
-- +goose Up
create index concurrently if not exists idx_orders_placed_on on orders (placed_on);

-- +goose Down
drop index concurrently if exists idx_orders_placed_on;
