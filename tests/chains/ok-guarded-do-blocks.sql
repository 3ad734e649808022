-- Blocks swallow duplicate_object, and what stands there is what they would have made.
-- expect: nothing
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
  create type order_status as enum ('new', 'paid');
exception
  when duplicate_object then null;
end
$$;

create table if not exists orders (
  id bigint constraint pk_orders primary key,
  status order_status not null
);

alter table orders add column if not exists note text;
-- file: V0002.down.sql
alter table orders drop column if exists note;
