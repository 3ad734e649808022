-- The up drops a table with a serial key, and the down does not make it again.
-- expect: down-restores V0002.down.sql:1 vouchers
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key
);

create table if not exists vouchers (
  id serial constraint pk_vouchers primary key,
  code text constraint uq_vouchers_code unique
);
-- file: V0001.down.sql
drop table if exists vouchers;
drop table if exists customers;
-- file: V0002.up.sql
drop table if exists vouchers;

alter table customers add column if not exists voucher text;
-- file: V0002.down.sql
alter table customers drop column if exists voucher;
