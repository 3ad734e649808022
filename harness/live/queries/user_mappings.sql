-- User mappings, through the view that hides options from those who may not see them; the table is a superuser's.
select
  null::xid as written,  -- read
  'pg_user_mapping' as class,  -- read
  u.umid as oid,  -- read
  'user mapping' as kind,
  format('for %s server %I', case when u.umuser = 0 then 'public' else quote_ident(u.usename) end, u.srvname) as name,
  null::text as owner,
  coalesce(
    'options (' || (select string_agg(o, ', ' order by o collate "C") from unnest(u.umoptions) o) || ')', ''
  ) as definition
from pg_catalog.pg_user_mappings u
where not exists (
  select from members m where m.classid = 'pg_catalog.pg_user_mapping'::regclass and m.objid = u.umid
)
