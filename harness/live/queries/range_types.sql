-- Range types, with the multirange type that each brings along.
select
  t.xmin as written,  -- read
  'pg_type' as class,  -- read
  t.oid,  -- read
  'type' as kind,
  format('%I.%I', n.namespace, t.typname) as name,
  pg_catalog.pg_get_userbyid(t.typowner)::text as owner,
  concat_ws(
    ', ',
    'range: subtype = ' || pg_catalog.format_type(r.rngsubtype, null),
    'subtype_opclass = ' || (
      select format('%I.%I', cn.nspname, c.opcname)
      from pg_catalog.pg_opclass c
      join pg_catalog.pg_namespace cn on cn.oid = c.opcnamespace
      where c.oid = r.rngsubopc
    ),
    'collation = ' || nullif(r.rngcollation, 0)::regcollation,
    'canonical = ' || nullif(r.rngcanonical, 0)::regproc,
    'subtype_diff = ' || nullif(r.rngsubdiff, 0)::regproc,
    'multirange_type_name = ' || pg_catalog.format_type(r.rngmultitypid, null)
  ) as definition
from pg_catalog.pg_type t
join namespaces n on n.oid = t.typnamespace
join pg_catalog.pg_range r on r.rngtypid = t.oid
where t.oid >= 16384
  and not exists (select from members m where m.classid = 'pg_catalog.pg_type'::regclass and m.objid = t.oid)
