-- The up drops a column of an earlier version, and the down does not bring it back.
-- expect: down-restores V0002.down.sql:1 customers.fax
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key,
  fax text
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.up.sql
alter table customers drop column if exists fax;

alter table customers add column if not exists mobile text;
-- file: V0002.down.sql
alter table customers drop column if exists mobile;
