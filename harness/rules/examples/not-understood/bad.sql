-- What the block comments on depends on rows, which only a server has.
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
  statement text;
begin
  for statement in
    select format('comment on column orders.id is %L', orders.id) from orders
  loop
    execute statement;
  end loop;
end
$$;
-- file: V0001.down.sql
drop table if exists orders;
