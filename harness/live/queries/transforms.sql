-- Transforms between types and procedural languages.
select
  t.xmin as written,  -- read
  'pg_transform' as class,  -- read
  t.oid,  -- read
  'transform' as kind,
  format('for %s language %I', pg_catalog.format_type(t.trftype, null), l.lanname) as name,
  null::text as owner,
  concat_ws(
    ', ',
    'from sql with ' || nullif(t.trffromsql, 0)::regprocedure,
    'to sql with ' || nullif(t.trftosql, 0)::regprocedure
  ) as definition
from pg_catalog.pg_transform t
join pg_catalog.pg_language l on l.oid = t.trflang
where not exists (
  select from members m where m.classid = 'pg_catalog.pg_transform'::regclass and m.objid = t.oid
)
