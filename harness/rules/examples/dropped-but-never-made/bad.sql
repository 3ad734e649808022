-- The table is called orders, and the down drops order.
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null
);
-- file: V0001.down.sql
drop table "order";
