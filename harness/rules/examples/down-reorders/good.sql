-- The column was the last one: added back, it stands where it stood.
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key,
  name text not null,
  fax text
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.up.sql
alter table customers drop column if exists fax;
-- file: V0002.down.sql
alter table customers add column if not exists fax text;
