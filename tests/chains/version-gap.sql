-- Version 2 was never committed.
-- expect: version-gap V0003.up.sql:1 version V0003
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0003.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key
);
-- file: V0003.down.sql
drop table if exists orders;
