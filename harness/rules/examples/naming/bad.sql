-- PostgreSQL calls the key orders_pkey where nobody names it.
-- file: pyproject.toml
[tool.harness.rules.naming]
pk = "pk_{table}"
-- file: V0001.up.sql
create table if not exists orders (
  id bigint primary key,
  placed_on date not null
);
-- file: V0001.down.sql
drop table if exists orders;
