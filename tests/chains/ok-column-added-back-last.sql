-- The dropped column was the last one, so that adding it back restores the table to the letter.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key,
  name text not null,
  fax varchar(30) default 'none'
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.up.sql
alter table customers drop column if exists fax;
-- file: V0002.down.sql
alter table customers add column if not exists fax varchar(30) default 'none';
