-- The down drops the index that its up made, and forgets the view.
-- expect: down-restores V0002.down.sql:1 view open_orders
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  paid_at timestamptz
);
-- file: V0001.down.sql
drop table if exists orders cascade;
-- file: V0002.up.sql
create index if not exists idx_orders_paid_at on orders (paid_at);

create or replace view open_orders as
select id
from orders
where paid_at is null;
-- file: V0002.down.sql
drop index if exists idx_orders_paid_at;
