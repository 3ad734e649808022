-- Domains with their constraints, as {name, definition, validated}; PostgreSQL 17 and later name NOT NULL here too.
select
  t.xmin as written,  -- read
  'pg_type' as class,  -- read
  t.oid,  -- read
  n.namespace,
  t.typname::text as name,
  pg_catalog.pg_get_userbyid(t.typowner)::text as owner,
  pg_catalog.format_type(t.typbasetype, t.typtypmod) as base,
  t.typnotnull as not_null,
  coalesce(pg_catalog.pg_get_expr(t.typdefaultbin, 0), t.typdefault) as default,
  case when t.typcollation <> b.typcollation then t.typcollation::regcollation::text end as collation,
  array(
    select array[con.conname::text, pg_catalog.pg_get_constraintdef(con.oid), con.convalidated::text]
    from pg_catalog.pg_constraint con
    where con.contypid = t.oid
      and not (con.contype = 'n' and con.conname ~ '^.+_not_null[0-9]*$')
    order by con.conname::text collate "C"
  ) as checks
from pg_catalog.pg_type t
join namespaces n on n.oid = t.typnamespace
join pg_catalog.pg_type b on b.oid = t.typbasetype
where t.oid >= 16384
  and t.typtype = 'd'
  and not exists (select from members m where m.classid = 'pg_catalog.pg_type'::regclass and m.objid = t.oid)
