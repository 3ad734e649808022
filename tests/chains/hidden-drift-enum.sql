-- The block swallows duplicate_object, and nobody learns that the type lacks a label.
-- expect: hidden-drift V0002.up.sql:1 type order_status
-- file: V0001.up.sql
do $$
begin
  create type order_status as enum ('new', 'paid');
exception
  when duplicate_object then null;
end
$$;

create table if not exists orders (
  id bigint constraint pk_orders primary key,
  status order_status not null
);
-- file: V0001.down.sql
drop table if exists orders;

drop type if exists order_status;
-- file: V0002.up.sql
do $$
begin
  create type order_status as enum ('new', 'paid', 'refunded');
exception
  when duplicate_object then null;
end
$$;

create table if not exists refunds (
  id bigint constraint pk_refunds primary key
);
-- file: V0002.down.sql
drop table if exists refunds;
