-- The up gives an older column a default, and the down drops the check that came with it, not the default.
-- expect: down-restores V0002.down.sql:1 orders.quantity
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  quantity integer not null
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders alter column quantity set default 1;

alter table orders drop constraint if exists ck_orders_quantity;

alter table orders add constraint ck_orders_quantity check (quantity > 0);
-- file: V0002.down.sql
alter table orders drop constraint if exists ck_orders_quantity;
