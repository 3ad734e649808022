-- The version does what its down takes back.
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key
);
-- file: V0001.down.sql
drop table if exists orders;
