-- The up drops a partial index, and the down makes it over all rows.
-- expect: down-restores V0002.down.sql:1 index idx_orders_unpaid
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null,
  paid_on date
);

do $$
begin
  if to_regclass('idx_orders_unpaid') is null and to_regclass('idx_orders_paid_on') is null then
    create index idx_orders_unpaid on orders (placed_on) where paid_on is null;
  end if;
end
$$;
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
create index if not exists idx_orders_paid_on on orders (paid_on, placed_on);

drop index if exists idx_orders_unpaid;
-- file: V0002.down.sql
create index if not exists idx_orders_unpaid on orders (placed_on);

drop index if exists idx_orders_paid_on;
