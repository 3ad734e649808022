-- Collations; the version of the library that made them is not a fact about the schema.
select
  c.xmin as written,  -- read
  'pg_collation' as class,  -- read
  c.oid,  -- read
  'collation' as kind,
  format('%I.%I', n.namespace, c.collname) as name,
  pg_catalog.pg_get_userbyid(c.collowner)::text as owner,
  concat_ws(
    ', ',
    'provider = ' || case c.collprovider when 'c' then 'libc' when 'i' then 'icu' when 'b' then 'builtin' else 'default' end,
    'lc_collate = ' || c.collcollate,
    'lc_ctype = ' || c.collctype,
    'locale = ' || c.colliculocale,  -- until 16
    'locale = ' || c.colllocale,  -- since 17
    'rules = ' || quote_literal(c.collicurules),  -- since 16
    'deterministic = ' || c.collisdeterministic
  ) as definition
from pg_catalog.pg_collation c
join namespaces n on n.oid = c.collnamespace
where c.oid >= 16384
  and not exists (select from members m where m.classid = 'pg_catalog.pg_collation'::regclass and m.objid = c.oid)
