-- Composite types that stand by themselves.
select
  (  -- read
    select max(a.xmin::text::bigint)::text::xid from pg_catalog.pg_attribute a where a.attrelid = c.oid  -- read
  ) as written,  -- read
  'pg_type' as class,  -- read
  t.oid,  -- read
  'type' as kind,
  format('%I.%I', n.namespace, t.typname) as name,
  pg_catalog.pg_get_userbyid(t.typowner)::text as owner,
  'composite (' || coalesce((
    select string_agg(
      format('%I %s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod))
      || case when a.attcollation <> at.typcollation then ' collate ' || a.attcollation::regcollation else '' end,
      ', ' order by a.attnum
    )
    from pg_catalog.pg_attribute a
    join pg_catalog.pg_type at on at.oid = a.atttypid
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  ), '') || ')' as definition
from pg_catalog.pg_type t
join namespaces n on n.oid = t.typnamespace
join pg_catalog.pg_class c on c.oid = t.typrelid and c.relkind = 'c'
where t.oid >= 16384
  and t.typtype = 'c'
  and not exists (select from members m where m.classid = 'pg_catalog.pg_type'::regclass and m.objid = t.oid)
