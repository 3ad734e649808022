-- The trigger is dropped and made again each time the file runs.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  updated_at timestamptz not null default now()
);

create or replace function touch_updated_at() returns trigger
language plpgsql
as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$$;

drop trigger if exists trg_orders_updated_at on orders;

create trigger trg_orders_updated_at
before update on orders
for each row execute function touch_updated_at();
-- file: V0001.down.sql
drop table if exists orders;

drop function if exists touch_updated_at();
