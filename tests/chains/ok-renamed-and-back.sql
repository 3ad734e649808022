-- Table, column, constraint and index are renamed, and renamed back.
-- expect: nothing
-- file: 000001_clients.up.sql
create table if not exists clients (
  id bigint constraint pk_clients primary key,
  mail text
);

create index if not exists idx_clients_mail on clients (mail);
-- file: 000001_clients.down.sql
drop table if exists clients;
-- file: 000002_customers.up.sql
do $$
begin
  if to_regclass('customers') is null then
    alter table clients rename to customers;
    alter table customers rename column mail to email;
    alter table customers rename constraint pk_clients to pk_customers;
    alter index idx_clients_mail rename to idx_customers_email;
  end if;
end
$$;
-- file: 000002_customers.down.sql
do $$
begin
  if to_regclass('clients') is null then
    alter index idx_customers_email rename to idx_clients_mail;
    alter table customers rename constraint pk_customers to pk_clients;
    alter table customers rename column email to mail;
    alter table customers rename to clients;
  end if;
end
$$;
