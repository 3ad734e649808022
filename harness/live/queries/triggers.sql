-- Triggers that somebody made, on tables and views; those behind constraints are in internal_triggers.sql.
select
  t.xmin as written,  -- read
  'pg_trigger' as class,  -- read
  t.oid,  -- read
  r.namespace,
  r.name as relation,
  t.tgname::text as name,
  pg_catalog.pg_get_triggerdef(t.oid) as definition,
  t.tgfoid::regprocedure::text as function,  -- read
  t.tgenabled::text as enabled
from pg_catalog.pg_trigger t
join relations r on r.oid = t.tgrelid
where t.tgrelid >= 16384
  and not t.tgisinternal
