-- Encoding conversions.
select
  c.xmin as written,  -- read
  'pg_conversion' as class,  -- read
  c.oid,  -- read
  'conversion' as kind,
  format('%I.%I', n.namespace, c.conname) as name,
  pg_catalog.pg_get_userbyid(c.conowner)::text as owner,
  format(
    '%sfor %s to %s from %s',
    case when c.condefault then 'default ' else '' end,
    pg_catalog.pg_encoding_to_char(c.conforencoding),
    pg_catalog.pg_encoding_to_char(c.contoencoding),
    c.conproc::regproc
  ) as definition
from pg_catalog.pg_conversion c
join namespaces n on n.oid = c.connamespace
where c.oid >= 16384
  and not exists (select from members m where m.classid = 'pg_catalog.pg_conversion'::regclass and m.objid = c.oid)
