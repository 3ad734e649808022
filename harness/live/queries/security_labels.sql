-- Security labels, on the database itself too.
select
  s.written,  -- read
  null::text as class,  -- read
  null::oid as oid,  -- read
  'security label' as kind,
  format(
    'of %s on %s', quote_ident(s.provider),
    case when s.class = 'pg_catalog.pg_database'::regclass then 'database' else o.type || ' ' || o.identity end
  ) as name,
  null::text as owner,
  s.label as definition
from (
  select l.classoid, l.objoid, l.objsubid, l.provider, l.label, l.xmin
  from pg_catalog.pg_seclabel l
  union all
  select l.classoid, l.objoid, 0, l.provider, l.label, l.xmin
  from pg_catalog.pg_database d
  join pg_catalog.pg_shseclabel l on l.objoid = d.oid and l.classoid = 'pg_catalog.pg_database'::regclass
  where d.datname = current_database()
) s (class, oid, number, provider, label, written)
cross join lateral pg_catalog.pg_identify_object(s.class, s.oid, s.number) o
where not exists (select from members m where m.classid = s.class and m.objid = s.oid)
