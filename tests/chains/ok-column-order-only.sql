-- The dropped column stood in the middle: added back it stands last, and nothing else differs.
-- expect: down-reorders V0002.down.sql:1 customers
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key,
  fax text,
  name text not null
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.up.sql
alter table customers drop column if exists fax;
-- file: V0002.down.sql
alter table customers add column if not exists fax text;
