-- The column comes back with a value for every order.
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  channel text not null default 'web'
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders drop column if exists channel;
-- file: V0002.down.sql
alter table orders add column if not exists channel text not null default 'web';
