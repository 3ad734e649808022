-- Row-level security policies.
select
  p.xmin as written,  -- read
  'pg_policy' as class,  -- read
  p.oid,  -- read
  r.namespace,
  r.name as relation,
  p.polname::text as name,
  p.polcmd::text as command,
  p.polpermissive as permissive,
  array(
    select named.role
    from (
      select case when m.oid = 0 then 'public' else pg_catalog.pg_get_userbyid(m.oid)::text end
      from unnest(p.polroles) m (oid)
    ) named (role)
    order by named.role collate "C"
  ) as roles,
  pg_catalog.pg_get_expr(p.polqual, p.polrelid) as using,
  pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) as check
from pg_catalog.pg_policy p
join relations r on r.oid = p.polrelid
