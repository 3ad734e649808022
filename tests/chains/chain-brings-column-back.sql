-- When all files are run again, the first one brings back the column that the last one dropped.
-- expect: chain-reruns V0002.up.sql:1 customers.fax
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key
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
    alter table customers drop column fax;
    create table faxes (
      customer_id bigint constraint pk_faxes primary key,
      number text not null,
      constraint fk_faxes_customer_id foreign key (customer_id) references customers on delete cascade
    );
  end if;
end
$$;
-- file: V0003.down.sql
drop table if exists faxes;

alter table customers add column if not exists fax text;
