-- The up turns a varchar(50) into text, and the down makes it a varchar(255).
-- expect: down-restores V0002.down.sql:1 customers.name
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key,
  name varchar(50) not null
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.up.sql
alter table customers alter column name type text;
-- file: V0002.down.sql
alter table customers alter column name type varchar(255);
