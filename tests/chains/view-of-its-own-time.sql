-- A view holds the time at which it was made, so every run makes another one; that a transaction ran it is not why.
-- settings: ledger = true
-- expect: up-reruns V0002.up.sql:1 view recent_orders
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed timestamptz not null
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
create or replace view recent_orders as
select id
from orders
where placed > timestamptz 'now' - interval '1 day';
-- file: V0002.down.sql
drop view if exists recent_orders;
