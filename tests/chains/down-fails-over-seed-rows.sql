-- By itself the down restores its version; over the seed's rows it fails, because one of them has no customer.
-- expect: unwinds V0002.down.sql:1 alter table orders alter column customer set not null;
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  customer text not null
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders alter column customer drop not null;
-- file: V0002.down.sql
alter table orders alter column customer set not null;
-- file: seed.sql
insert into orders (id, customer) values (1, 'Anna'), (2, null)
on conflict do nothing;
