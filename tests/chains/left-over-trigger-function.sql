-- Dropping the table takes its trigger with it, but not the function that the trigger calls.
-- expect: down-restores V0001.down.sql:1 function touch_updated_at()
-- file: V0001.up.sql
create or replace function touch_updated_at() returns trigger
language plpgsql
as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$$;

create table if not exists orders (
  id bigint constraint pk_orders primary key,
  updated_at timestamptz not null default now()
);

create or replace trigger trg_orders_updated_at
before update on orders
for each row execute function touch_updated_at();
-- file: V0001.down.sql
drop table if exists orders;
