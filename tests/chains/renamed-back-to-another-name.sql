-- The up renames a column, and the down renames it to something that it was never called.
-- expect: down-restores V0002.down.sql:1 customers.mail
-- expect: down-restores V0002.down.sql:1 customers.e_mail
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key,
  mail text
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.up.sql
do $$
begin
  if exists (
    select from information_schema.columns
    where table_name = 'customers' and column_name = 'mail'
  ) then
    alter table customers rename column mail to email;
  end if;
end
$$;
-- file: V0002.down.sql
do $$
begin
  if exists (
    select from information_schema.columns
    where table_name = 'customers' and column_name = 'email'
  ) then
    alter table customers rename column email to e_mail;
  end if;
end
$$;
