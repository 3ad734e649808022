-- Foreign servers.
select
  s.xmin as written,  -- read
  'pg_foreign_server' as class,  -- read
  s.oid,  -- read
  'foreign server' as kind,
  quote_ident(s.srvname) as name,
  pg_catalog.pg_get_userbyid(s.srvowner)::text as owner,
  concat_ws(
    ', ',
    'wrapper ' || quote_ident(w.fdwname),
    'type ' || quote_literal(s.srvtype),
    'version ' || quote_literal(s.srvversion),
    'options (' || (select string_agg(o, ', ' order by o collate "C") from unnest(s.srvoptions) o) || ')'
  ) as definition
from pg_catalog.pg_foreign_server s
join pg_catalog.pg_foreign_data_wrapper w on w.oid = s.srvfdw
where not exists (
  select from members m where m.classid = 'pg_catalog.pg_foreign_server'::regclass and m.objid = s.oid
)
