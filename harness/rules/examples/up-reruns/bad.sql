-- The second run stops with an error: the table is there already.
-- file: V0001.up.sql
create table orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null
);
-- file: V0001.down.sql
drop table if exists orders;
