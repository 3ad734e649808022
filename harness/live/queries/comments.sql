-- Comments on what somebody made, on the public schema, on extensions and on the database itself. Large objects carry
-- theirs with them.
select
  d.written,  -- read
  case
    when o.type = 'type' and (select t.typtype from pg_catalog.pg_type t where t.oid = d.oid) = 'd' then 'domain'
    else o.type
  end as type,
  case when d.class = 'pg_catalog.pg_database'::regclass then '{}' else o.object_names end as names,
  case when d.class = 'pg_catalog.pg_database'::regclass then '{}' else o.object_args end as arguments,
  d.text
from (
  select c.classoid, c.objoid, c.objsubid, c.description, c.xmin
  from pg_catalog.pg_description c
  where c.objoid >= 16384 and c.classoid <> 'pg_catalog.pg_largeobject'::regclass
  union all
  select c.classoid, c.objoid, c.objsubid, c.description, c.xmin
  from pg_catalog.pg_namespace n
  join pg_catalog.pg_description c on c.objoid = n.oid and c.classoid = 'pg_catalog.pg_namespace'::regclass
  where n.nspname = 'public' and n.oid < 16384
  union all
  select c.classoid, c.objoid, c.objsubid, c.description, c.xmin
  from pg_catalog.pg_extension e
  join pg_catalog.pg_description c on c.objoid = e.oid and c.classoid = 'pg_catalog.pg_extension'::regclass
  where e.oid < 16384
  union all
  select c.classoid, c.objoid, 0, c.description, c.xmin
  from pg_catalog.pg_database b
  join pg_catalog.pg_shdescription c on c.objoid = b.oid and c.classoid = 'pg_catalog.pg_database'::regclass
  where b.datname = current_database()
) d (class, oid, number, text, written)
cross join lateral pg_catalog.pg_identify_object_as_address(d.class, d.oid, d.number) o
where not exists (select from members m where m.classid = d.class and m.objid = d.oid)
  and coalesce(o.object_names[1], '') !~ '^pg_(temp|toast)'
