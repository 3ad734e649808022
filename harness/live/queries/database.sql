-- What can be altered of the database itself. Its name is not a fact: scratch databases differ in it.
select
  d.xmin as written,  -- read
  null::text as class,  -- read
  null::oid as oid,  -- read
  'database' as kind,
  'properties' as name,
  pg_catalog.pg_get_userbyid(d.datdba)::text as owner,
  format('connection limit %s, tablespace %I', d.datconnlimit, t.spcname) as definition
from pg_catalog.pg_database d
join pg_catalog.pg_tablespace t on t.oid = d.dattablespace
where d.datname = current_database()
