-- The file changes the search path of its session, and everything lands in a schema of its own.
-- expect: nothing
-- file: V0001.up.sql
create schema if not exists shop;

set search_path to shop, public;

create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null
);

create index if not exists idx_orders_placed_on on orders (placed_on);
-- file: V0001.down.sql
drop table if exists shop.orders;

drop schema if exists shop;
-- file: V0002.up.sql
set search_path to shop;

alter table orders add column if not exists note text;
-- file: V0002.down.sql
alter table shop.orders drop column if exists note;
