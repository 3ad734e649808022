-- Functions, procedures and window functions, known by the types of their arguments; what a range type brings along
-- (its constructors) is left out. Aggregates are in aggregates.sql.
select
  p.xmin as written,  -- read
  'pg_proc' as class,  -- read
  p.oid,  -- read
  n.namespace,
  p.proname::text as name,
  pg_catalog.oidvectortypes(p.proargtypes) as arguments,
  pg_catalog.pg_get_userbyid(p.proowner)::text as owner,
  p.prokind::text as kind,
  pg_catalog.pg_get_functiondef(p.oid) as definition
from pg_catalog.pg_proc p
join namespaces n on n.oid = p.pronamespace
where p.oid >= 16384
  and p.prokind <> 'a'
  and not exists (select from members m where m.classid = 'pg_catalog.pg_proc'::regclass and m.objid = p.oid)
  and not exists (
    select from pg_catalog.pg_depend d
    where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.deptype = 'i'
  )
