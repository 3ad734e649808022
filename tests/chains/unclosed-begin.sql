-- Nobody commits: psql reports success, and leaves nothing.
-- expect: up-applies V0001.up.sql:3 orders
-- file: V0001.up.sql
begin;

create table if not exists orders (
  id bigint constraint pk_orders primary key
);
-- file: V0001.down.sql
drop table if exists orders;
