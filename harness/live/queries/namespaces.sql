-- Schemas: public, which every database starts with, and those that somebody made.
select
  n.xmin as written,  -- read
  'pg_namespace' as class,  -- read
  n.oid,  -- read
  'schema' as kind,
  quote_ident(n.nspname) as name,
  pg_catalog.pg_get_userbyid(n.nspowner)::text as owner,
  '' as definition
from pg_catalog.pg_namespace n
join namespaces using (oid)
where (n.oid >= 16384 or n.nspname = 'public')
  and not exists (select from members m where m.classid = 'pg_catalog.pg_namespace'::regclass and m.objid = n.oid)
