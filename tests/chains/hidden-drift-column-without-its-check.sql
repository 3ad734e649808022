-- The column stands there, so the check that comes with it in the statement is not made.
-- expect: hidden-drift V0002.up.sql:1 orders.cents
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  cents integer
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders add column if not exists cents integer constraint ck_orders_cents check (cents > 0);
-- file: V0002.down.sql
select 1;
