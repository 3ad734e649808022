-- Two people took the same number.
-- expect: duplicate-version V0001.orders.up.sql:1 version V0001
-- file: V0001.customers.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key
);
-- file: V0001.customers.down.sql
drop table if exists customers;
-- file: V0001.orders.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key
);
-- file: V0001.orders.down.sql
drop table if exists orders;
