-- The down drops the table, and leaves the domain of its e-mail column behind.
-- expect: down-restores V0001.down.sql:1 domain email_address
-- file: V0001.up.sql
do $$
begin
  if to_regtype('email_address') is null then
    create domain email_address as text constraint ck_email_address check (value like '%_@_%');
  end if;
end
$$;

create table if not exists customers (
  id bigint constraint pk_customers primary key,
  email email_address not null
);
-- file: V0001.down.sql
drop table if exists customers;
