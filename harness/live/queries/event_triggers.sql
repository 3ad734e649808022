-- Event triggers.
select
  e.xmin as written,  -- read
  'pg_event_trigger' as class,  -- read
  e.oid,  -- read
  'event trigger' as kind,
  quote_ident(e.evtname) as name,
  pg_catalog.pg_get_userbyid(e.evtowner)::text as owner,
  concat_ws(
    ' ',
    'on ' || e.evtevent,
    'when tag in (' || array_to_string(e.evttags, ', ') || ')',
    'execute ' || e.evtfoid::regprocedure,
    case e.evtenabled when 'O' then null when 'D' then 'disabled' when 'R' then 'on replica' else 'always' end
  ) as definition
from pg_catalog.pg_event_trigger e
where not exists (
  select from members m where m.classid = 'pg_catalog.pg_event_trigger'::regclass and m.objid = e.oid
)
