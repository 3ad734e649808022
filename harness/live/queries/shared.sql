-- What every other query may refer to. Objects that initdb made have OIDs below 16384 (FirstNormalObjectId).
-- Temporary objects belong to a session, not to the database. The setting harness.relations, where it is set, holds the
-- OIDs of the relations that are asked for; a sub-select reads it once, not once per row.
with members as materialized (
  select d.classid, d.objid
  from pg_catalog.pg_depend d
  where d.refclassid = 'pg_catalog.pg_extension'::regclass
    and d.deptype = 'e'
),
namespaces as materialized (
  select n.oid, n.nspname::text as namespace
  from pg_catalog.pg_namespace n
  where n.nspname !~ '^pg_(toast|temp_|toast_temp_)'
),
relations as not materialized (
  select
    c.oid,
    n.namespace,
    c.relname::text as name,
    c.relkind::text as relkind,
    pg_catalog.pg_get_userbyid(c.relowner)::text as owner
  from pg_catalog.pg_class c
  join namespaces n on n.oid = c.relnamespace
  where c.oid >= 16384
    and c.relkind in ('r', 'p', 'f', 'v', 'm')
    and not exists (
      select from members m where m.classid = 'pg_catalog.pg_class'::regclass and m.objid = c.oid
    )
    and coalesce(  -- read
      c.oid = any ((select nullif(pg_catalog.current_setting('harness.relations', true), ''))::oid[]), true  -- read
    )  -- read
)
