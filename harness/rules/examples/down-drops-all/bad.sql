-- The table is gone, and its type is left over.
-- file: V0001.up.sql
do $$
begin
  if to_regtype('order_status') is null then
    create type order_status as enum ('open', 'paid');
  end if;
end
$$;

create table if not exists orders (
  id bigint constraint pk_orders primary key,
  status order_status not null
);
-- file: V0001.down.sql
drop table if exists orders;
