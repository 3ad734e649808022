-- The up switches a trigger off, and neither it nor the down switches it on again.
-- expect: down-restores V0002.down.sql:1 orders.trg_orders_updated_at
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

do $$
begin
  if not exists (select from pg_trigger where tgname = 'trg_orders_updated_at') then
    create trigger trg_orders_updated_at
    before update on orders
    for each row execute function touch_updated_at();
  end if;
end
$$;
-- file: V0001.down.sql
drop table if exists orders;

drop function if exists touch_updated_at();
-- file: V0002.up.sql
alter table orders disable trigger trg_orders_updated_at;

alter table orders add column if not exists channel text not null default 'web';
-- file: V0002.down.sql
alter table orders drop column if exists channel;
