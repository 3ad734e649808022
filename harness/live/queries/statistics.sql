-- Extended statistics.
select
  s.xmin as written,  -- read
  'pg_statistic_ext' as class,  -- read
  s.oid,  -- read
  'statistics' as kind,
  format('%I.%I', n.namespace, s.stxname) as name,
  pg_catalog.pg_get_userbyid(s.stxowner)::text as owner,
  pg_catalog.pg_get_statisticsobjdef(s.oid) || coalesce(' target ' || nullif(s.stxstattarget, -1), '') as definition
from pg_catalog.pg_statistic_ext s
join namespaces n on n.oid = s.stxnamespace
where not exists (
  select from members m where m.classid = 'pg_catalog.pg_statistic_ext'::regclass and m.objid = s.oid
)
