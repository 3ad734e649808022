-- The table would be skipped in a second run, and the index would stop it.
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null
);

create index idx_orders_placed_on on orders (placed_on);
-- file: V0001.down.sql
drop table if exists orders;
