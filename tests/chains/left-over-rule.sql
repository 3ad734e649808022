-- The rule that turns deletes into nothing outlives the migration that made it.
-- expect: down-restores V0002.down.sql:1 rule orders.keep_orders
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders add column if not exists deleted_at timestamptz;

create or replace rule keep_orders as
on delete to orders do instead nothing;
-- file: V0002.down.sql
alter table orders drop column if exists deleted_at;
