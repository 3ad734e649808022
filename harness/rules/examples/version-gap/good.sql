-- The versions are counted without a hole.
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key
);
-- file: V0002.down.sql
drop table if exists orders;
