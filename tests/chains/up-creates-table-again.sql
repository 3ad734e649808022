-- The file cannot be applied twice: the table is there already.
-- expect: up-reruns V0001.up.sql:1 orders
-- file: V0001.up.sql
create table orders (
  id bigint constraint pk_orders primary key
);
-- file: V0001.down.sql
drop table if exists orders;
