-- Enum types, labels in their order.
select
  (  -- read
    select max(e.xmin::text::bigint) from pg_catalog.pg_enum e where e.enumtypid = t.oid  -- read
  ) as written,  -- read
  'pg_type' as class,  -- read
  t.oid,  -- read
  n.namespace,
  t.typname::text as name,
  pg_catalog.pg_get_userbyid(t.typowner)::text as owner,
  array(
    select e.enumlabel::text from pg_catalog.pg_enum e where e.enumtypid = t.oid order by e.enumsortorder
  ) as labels
from pg_catalog.pg_type t
join namespaces n on n.oid = t.typnamespace
where t.oid >= 16384
  and t.typtype = 'e'
  and not exists (select from members m where m.classid = 'pg_catalog.pg_type'::regclass and m.objid = t.oid)
