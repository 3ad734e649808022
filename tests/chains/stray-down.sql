-- The up of the second version was deleted, and its down forgotten.
-- expect: stray-file V0002.down.sql:1 version V0002
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.down.sql
drop table if exists orders;
