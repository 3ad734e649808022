-- The aggregate is a function that DROP FUNCTION refuses, and the down does not try either way.
-- expect: down-restores V0001.down.sql:1 function product(numeric)
-- file: V0001.up.sql
create table if not exists factors (
  id bigint constraint pk_factors primary key,
  value numeric not null
);

create or replace aggregate product(numeric) (
  sfunc = numeric_mul,
  stype = numeric,
  initcond = '1'
);
-- file: V0001.down.sql
drop table if exists factors;
