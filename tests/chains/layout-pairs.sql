-- The same defects in the layout of golang-migrate, whose ledger makes a file that cannot be run again a warning.
-- expect: up-reruns 000001_orders.up.sql:1 type order_status
-- expect: down-restores 000001_orders.down.sql:1 type order_status
-- expect: down-reruns 000001_orders.down.sql:1 drop table orders;
-- file: 000001_orders.up.sql
create type order_status as enum ('new', 'paid');

create table orders (
  id bigint constraint pk_orders primary key,
  status order_status not null
);
-- file: 000001_orders.down.sql
drop table orders;
