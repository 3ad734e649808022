-- What each grantee may do beyond the built-in default, and what of that default was taken away; an explicit list that
-- equals the default yields nothing. Objects of initdb are left out, except the public schema and the database.
select
  acl.written,  -- read
  case
    when o.type = 'type' and (select t.typtype from pg_catalog.pg_type t where t.oid = acl.oid) = 'd' then 'domain'
    else o.type
  end as type,
  case when acl.class = 'pg_catalog.pg_database'::regclass then '{}' else o.object_names end as names,
  case when acl.class = 'pg_catalog.pg_database'::regclass then '{}' else o.object_args end as arguments,
  case when g.grantee = 0 then 'public' else pg_catalog.pg_get_userbyid(g.grantee)::text end as grantee,
  g.privileges,
  g.revoked
from (
  select 'pg_catalog.pg_class'::regclass, c.oid, 0, c.relowner, c.relacl, c.xmin,
    case when c.relkind = 'S' then 's' else 'r' end
  from pg_catalog.pg_class c
  where c.oid >= 16384 and c.relacl is not null
  union all
  select 'pg_catalog.pg_class'::regclass, a.attrelid, a.attnum, c.relowner, a.attacl, a.xmin, 'c'
  from pg_catalog.pg_attribute a
  join pg_catalog.pg_class c on c.oid = a.attrelid
  where a.attrelid >= 16384 and a.attacl is not null and not a.attisdropped  -- before 16 a dropped column keeps its list
  union all
  select 'pg_catalog.pg_proc'::regclass, p.oid, 0, p.proowner, p.proacl, p.xmin, 'f'
  from pg_catalog.pg_proc p
  where p.oid >= 16384 and p.proacl is not null
  union all
  select 'pg_catalog.pg_type'::regclass, t.oid, 0, t.typowner, t.typacl, t.xmin, 'T'
  from pg_catalog.pg_type t
  where t.oid >= 16384 and t.typacl is not null
  union all
  select 'pg_catalog.pg_namespace'::regclass, n.oid, 0, n.nspowner, n.nspacl, n.xmin, 'n'
  from pg_catalog.pg_namespace n
  where (n.oid >= 16384 or n.nspname = 'public') and n.nspacl is not null
  union all
  select 'pg_catalog.pg_language'::regclass, l.oid, 0, l.lanowner, l.lanacl, l.xmin, 'l'
  from pg_catalog.pg_language l
  where l.lanacl is not null
  union all
  select 'pg_catalog.pg_foreign_data_wrapper'::regclass, w.oid, 0, w.fdwowner, w.fdwacl, w.xmin, 'F'
  from pg_catalog.pg_foreign_data_wrapper w
  where w.fdwacl is not null
  union all
  select 'pg_catalog.pg_foreign_server'::regclass, s.oid, 0, s.srvowner, s.srvacl, s.xmin, 'S'
  from pg_catalog.pg_foreign_server s
  where s.srvacl is not null
  union all
  select 'pg_catalog.pg_database'::regclass, d.oid, 0, d.datdba, d.datacl, d.xmin, 'd'
  from pg_catalog.pg_database d
  where d.datname = current_database() and d.datacl is not null
) acl (class, oid, number, owner, list, written, type)
cross join lateral (
  select
    x.grantee,
    coalesce(array_agg(x.privilege order by x.privilege collate "C") filter (where not x.taken), '{}') as privileges,
    coalesce(array_agg(x.privilege order by x.privilege collate "C") filter (where x.taken), '{}') as revoked
  from (
    select
      coalesce(has.grantee, usual.grantee) as grantee,
      coalesce(has.privilege_type, usual.privilege_type)
        || case when has.is_grantable then ' with grant option' else '' end
        || case when has.grantor <> acl.owner
          then ' granted by ' || quote_ident(pg_catalog.pg_get_userbyid(has.grantor)) else '' end as privilege,
      has.grantee is null as taken
    from pg_catalog.aclexplode(acl.list) has
    full join pg_catalog.aclexplode(pg_catalog.acldefault(acl.type::"char", acl.owner)) usual
      on usual.grantor = has.grantor and usual.grantee = has.grantee and usual.privilege_type = has.privilege_type
    where has.grantee is null or usual.grantee is null or has.is_grantable <> usual.is_grantable
  ) x
  group by x.grantee
) g
cross join lateral pg_catalog.pg_identify_object_as_address(acl.class, acl.oid, acl.number) o
where not exists (select from members m where m.classid = acl.class and m.objid = acl.oid)
  and coalesce(o.object_names[1], '') !~ '^pg_(temp|toast)'
