-- Only the seed has put rows into the older table, and the down empties it.
-- expect: down-restores V0002.down.sql:3 customers
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key,
  name text not null
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.up.sql
alter table customers add column if not exists vip boolean not null default false;
-- file: V0002.down.sql
alter table customers drop column if exists vip;

delete from customers where name like 'A%';
-- file: seed.sql
insert into customers (id, name) values (1, 'Anna'), (2, 'Bruno')
on conflict do nothing;
