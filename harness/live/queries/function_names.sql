-- What other definitions call functions by: for comparing one database with itself, earlier and later.
select
  p.oid,
  p.proname,
  p.pronamespace,
  p.proargtypes
from pg_catalog.pg_proc p
where p.oid >= 16384
