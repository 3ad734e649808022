-- By itself the down restores its version; over the seed's rows it fails, because one name is too long for it.
-- expect: unwinds V0002.down.sql:1 alter table customers alter column name type varchar(10);
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key,
  name varchar(10) not null
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.up.sql
alter table customers alter column name type varchar(100);
-- file: V0002.down.sql
alter table customers alter column name type varchar(10);
-- file: seed.sql
insert into customers (id, name) values (1, 'Anna Maria Bianchi')
on conflict do nothing;
