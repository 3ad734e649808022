-- The newer version leaves the older column alone and has one of its own, which the down can drop over any rows.
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  customer text not null
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders add column if not exists walk_in boolean not null default false;
-- file: V0002.down.sql
alter table orders drop column if exists walk_in;
-- file: seed.sql
insert into orders (id, customer, walk_in) values (1, 'Anna', false), (2, 'at the till', true)
on conflict do nothing;
