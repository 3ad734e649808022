-- The up grants one column of an older table, and the down revokes from the whole table, which is another privilege.
-- expect: down-restores V0002.down.sql:1 grant on column customers.city to harness_reporting
-- settings: roles = ["harness_reporting"]
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key,
  city text
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.up.sql
grant update (city) on customers to harness_reporting;
-- file: V0002.down.sql
revoke select on customers from harness_reporting;
