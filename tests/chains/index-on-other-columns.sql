-- The up drops an index, and the down makes one of its name with the columns the other way round.
-- expect: down-restores V0002.down.sql:1 index idx_orders_customer_placed
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  customer_id bigint not null,
  placed_on date not null
);

do $$
begin
  if to_regclass('idx_orders_customer_placed') is null and to_regclass('idx_orders_placed_on') is null then
    create index idx_orders_customer_placed on orders (customer_id, placed_on);
  end if;
end
$$;
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
create index if not exists idx_orders_placed_on on orders (placed_on);

drop index if exists idx_orders_customer_placed;
-- file: V0002.down.sql
create index if not exists idx_orders_customer_placed on orders (placed_on, customer_id);

drop index if exists idx_orders_placed_on;
