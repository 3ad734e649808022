-- The text of what is executed follows from the chain alone.
-- file: pyproject.toml
[tool.harness]
strict = true
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null
);

do $$
declare
  name text;
begin
  foreach name in array array['id', 'placed_on'] loop
    execute format('comment on column orders.%I is %L', name, 'never changes');
  end loop;
end
$$;
-- file: V0001.down.sql
drop table if exists orders;
