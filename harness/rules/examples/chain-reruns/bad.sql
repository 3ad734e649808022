-- The third version moves fax numbers to a table of their own. Run again, the second one brings the old column back.
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key,
  name text not null
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.up.sql
alter table customers add column if not exists fax text;
-- file: V0002.down.sql
alter table customers drop column if exists fax;
-- file: V0003.up.sql
do $$
begin
  if to_regclass('faxes') is null then
    create table faxes (
      customer_id bigint constraint pk_faxes primary key,
      number text not null,
      constraint fk_faxes_customer_id foreign key (customer_id) references customers on delete cascade
    );
    insert into faxes (customer_id, number) select id, fax from customers where fax is not null;
    alter table customers drop column fax;
  end if;
end
$$;
-- file: V0003.down.sql
alter table customers add column if not exists fax text;

do $$
begin
  if to_regclass('faxes') is not null then
    update customers set fax = faxes.number from faxes where faxes.customer_id = customers.id;
    drop table faxes;
  end if;
end
$$;
