-- The trigger stands on a table of an earlier version, and the down forgets it; its function it does not drop either.
-- expect: down-restores V0002.down.sql:1 orders.trg_orders_updated_at
-- expect: down-restores V0002.down.sql:1 function touch_updated_at()
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key
);
-- file: V0001.down.sql
drop table if exists orders;

drop function if exists touch_updated_at();
-- file: V0002.up.sql
alter table orders add column if not exists updated_at timestamptz not null default now();

create or replace function touch_updated_at() returns trigger
language plpgsql
as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$$;

create or replace trigger trg_orders_updated_at
before update on orders
for each row execute function touch_updated_at();
-- file: V0002.down.sql
alter table orders drop column if exists updated_at;
