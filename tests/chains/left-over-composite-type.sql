-- The down drops the table, and leaves the composite type of its address columns behind.
-- expect: down-restores V0001.down.sql:1 type postal_address
-- file: V0001.up.sql
do $$
begin
  if to_regtype('postal_address') is null then
    create type postal_address as (street text, city text, postcode text);
  end if;
end
$$;

create table if not exists customers (
  id bigint constraint pk_customers primary key,
  bills_to postal_address,
  ships_to postal_address
);
-- file: V0001.down.sql
drop table if exists customers;
