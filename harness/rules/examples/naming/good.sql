-- The key has the name that the settings ask for.
-- file: pyproject.toml
[tool.harness.rules.naming]
pk = "pk_{table}"
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null
);
-- file: V0001.down.sql
drop table if exists orders;
