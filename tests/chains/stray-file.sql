-- A dash stands where the dot should be: the file is never applied.
-- expect: stray-file V0002-orders-up.sql:1
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002-orders-up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key
);
