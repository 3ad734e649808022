-- The up allows orders without a customer, and the down brings the default back but not the NOT NULL.
-- expect: down-restores V0002.down.sql:1 orders.customer
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  customer text not null default 'walk-in'
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders alter column customer drop not null;

alter table orders alter column customer drop default;
-- file: V0002.down.sql
alter table orders alter column customer set default 'walk-in';
