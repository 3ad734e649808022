-- Access methods.
select
  a.xmin as written,  -- read
  'pg_am' as class,  -- read
  a.oid,  -- read
  'access method' as kind,
  quote_ident(a.amname) as name,
  null::text as owner,
  format('type %s, handler %s', case a.amtype when 'i' then 'index' else 'table' end, a.amhandler) as definition
from pg_catalog.pg_am a
where a.oid >= 16384
  and not exists (select from members m where m.classid = 'pg_catalog.pg_am'::regclass and m.objid = a.oid)
