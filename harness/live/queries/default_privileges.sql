-- Default privileges. Those of all schemas replace the built-in ones, and are told by how they differ from them; those
-- of one schema come on top.
select
  d.xmin as written,  -- read
  'pg_default_acl' as class,  -- read
  d.oid,  -- read
  'default privileges' as kind,
  concat_ws(
    ' ',
    'for role ' || quote_ident(pg_catalog.pg_get_userbyid(d.defaclrole)),
    'in schema ' || quote_ident(n.nspname),
    'on ' || case d.defaclobjtype
      when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types'
      when 'n' then 'schemas' when 'L' then 'large objects' else d.defaclobjtype::text end
  ) as name,
  null::text as owner,
  coalesce((
    select string_agg(g.text, '; ' order by g.text collate "C")
    from (
      select
        case when x.taken then 'revoked ' else '' end
        || string_agg(x.privilege, ', ' order by x.privilege collate "C")
        || case when x.taken then ' from ' else ' to ' end
        || case when x.grantee = 0 then 'public' else quote_ident(pg_catalog.pg_get_userbyid(x.grantee)) end
      from (
        select
          coalesce(has.grantee, usual.grantee),
          coalesce(has.privilege_type, usual.privilege_type)
            || case when has.is_grantable then ' with grant option' else '' end,
          has.grantee is null
        from pg_catalog.aclexplode(d.defaclacl) has
        full join pg_catalog.aclexplode(
          case when d.defaclnamespace = 0 then pg_catalog.acldefault(
            case d.defaclobjtype when 'S' then 's' else d.defaclobjtype end, d.defaclrole
          ) end
        ) usual using (grantor, grantee, privilege_type, is_grantable)
        where has.grantee is null or usual.grantee is null
      ) x (grantee, privilege, taken)
      group by x.grantee, x.taken
    ) g (text)
  ), '') as definition
from pg_catalog.pg_default_acl d
left join pg_catalog.pg_namespace n on n.oid = d.defaclnamespace
