-- Foreign-data wrappers.
select
  w.xmin as written,  -- read
  'pg_foreign_data_wrapper' as class,  -- read
  w.oid,  -- read
  'foreign-data wrapper' as kind,
  quote_ident(w.fdwname) as name,
  pg_catalog.pg_get_userbyid(w.fdwowner)::text as owner,
  concat_ws(
    ', ',
    'handler ' || nullif(w.fdwhandler, 0)::regproc,
    'validator ' || nullif(w.fdwvalidator, 0)::regproc,
    'options (' || (select string_agg(o, ', ' order by o collate "C") from unnest(w.fdwoptions) o) || ')'
  ) as definition
from pg_catalog.pg_foreign_data_wrapper w
where not exists (
  select from members m where m.classid = 'pg_catalog.pg_foreign_data_wrapper'::regclass and m.objid = w.oid
)
