-- A comma too many: the server names the line in the middle of the statement.
-- expect: up-applies V0001.up.sql:3 orders
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
);
-- file: V0001.down.sql
drop table if exists orders;
