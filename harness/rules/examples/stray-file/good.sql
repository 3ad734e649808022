-- Every file is named as the layout names it.
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.up.sql
alter table customers add column if not exists name text;
-- file: V0002.down.sql
alter table customers drop column if exists name;
