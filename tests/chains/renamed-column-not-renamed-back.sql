-- The up renames a column, and the down forgets to.
-- expect: down-restores V0002.down.sql:1 customers.phone
-- expect: down-restores V0002.down.sql:1 customers.telephone
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key,
  telephone text
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.up.sql
do $$
begin
  if exists (
    select from information_schema.columns where table_name = 'customers' and column_name = 'telephone'
  ) then
    alter table customers rename column telephone to phone;
  end if;
end
$$;

alter table customers add column if not exists email text;
-- file: V0002.down.sql
alter table customers drop column if exists email;
