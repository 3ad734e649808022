-- Extensions, those that every database starts with (plpgsql) included, so that dropping one is seen.
select
  e.xmin as written,  -- read
  'pg_extension' as class,  -- read
  e.oid,  -- read
  e.extname::text as name,
  n.nspname::text as namespace,
  e.extversion as version
from pg_catalog.pg_extension e
join pg_catalog.pg_namespace n on n.oid = e.extnamespace
