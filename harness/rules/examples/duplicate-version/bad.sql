-- Two branches took the same number, and both were merged.
-- file: V0001.customers.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key
);
-- file: V0001.customers.down.sql
drop table if exists customers;
-- file: V0001.products.up.sql
create table if not exists products (
  id bigint constraint pk_products primary key
);
-- file: V0001.products.down.sql
drop table if exists products;
