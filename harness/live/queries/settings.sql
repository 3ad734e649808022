-- Settings that hold in this database: alter database … set, alter role … in database … set.
select
  s.xmin as written,  -- read
  null::text as class,  -- read
  null::oid as oid,  -- read
  'setting' as kind,
  split_part(c.setting, '=', 1)
    || coalesce(' of role ' || quote_ident(pg_catalog.pg_get_userbyid(nullif(s.setrole, 0))), '') as name,
  null::text as owner,
  substr(c.setting, strpos(c.setting, '=') + 1) as definition
from pg_catalog.pg_database d
join pg_catalog.pg_db_role_setting s on s.setdatabase = d.oid
cross join lateral unnest(s.setconfig) c (setting)
where d.datname = current_database()
