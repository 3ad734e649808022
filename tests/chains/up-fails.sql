-- The second version speaks of a column that the first one calls otherwise.
-- expect: up-applies V0002.up.sql:3 index idx_orders_ordered_on
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders add column if not exists note text;

create index if not exists idx_orders_ordered_on on orders (ordered_on);
-- file: V0002.down.sql
drop index if exists idx_orders_ordered_on;

alter table orders drop column if exists note;
