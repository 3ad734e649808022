-- The same defects in a goose file, whose two halves stand in one file.
-- expect: up-reruns 00001_orders.sql:13 orders
-- expect: down-restores 00001_orders.sql:23 function touch_updated_at()
-- file: 00001_orders.sql
-- +goose Up
-- +goose StatementBegin
create or replace function touch_updated_at() returns trigger
language plpgsql
as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$$;
-- +goose StatementEnd

create table orders (
  id bigint constraint pk_orders primary key,
  updated_at timestamptz not null default now()
);

create or replace trigger trg_orders_updated_at
before update on orders
for each row execute function touch_updated_at();

-- +goose Down
drop table if exists orders;
-- file: 00002_totals.sql
-- +goose Up
alter table orders add column if not exists total numeric(12, 2);

-- +goose Down
alter table orders drop column if exists total;
