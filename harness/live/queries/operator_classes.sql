-- Operator classes; their operators and functions are listed with the family.
select
  c.xmin as written,  -- read
  'pg_opclass' as class,  -- read
  c.oid,  -- read
  'operator class' as kind,
  format('%I.%I using %I', n.namespace, c.opcname, am.amname) as name,
  pg_catalog.pg_get_userbyid(c.opcowner)::text as owner,
  concat_ws(
    ' ',
    case when c.opcdefault then 'default' end,
    'for type ' || pg_catalog.format_type(c.opcintype, null),
    format('family %I.%I', fn.nspname, f.opfname),
    'storage ' || pg_catalog.format_type(nullif(c.opckeytype, 0), null)
  ) as definition
from pg_catalog.pg_opclass c
join namespaces n on n.oid = c.opcnamespace
join pg_catalog.pg_am am on am.oid = c.opcmethod
join pg_catalog.pg_opfamily f on f.oid = c.opcfamily
join pg_catalog.pg_namespace fn on fn.oid = f.opfnamespace
where c.oid >= 16384
  and not exists (select from members m where m.classid = 'pg_catalog.pg_opclass'::regclass and m.objid = c.oid)
