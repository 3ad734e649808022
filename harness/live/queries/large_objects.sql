-- Large objects. An OID is all the name they have, so they are known by their rank.
select
  l.xmin as written,  -- read
  'pg_largeobject_metadata' as class,  -- read
  l.oid,  -- read
  'large object' as kind,
  'number ' || row_number() over (order by l.oid) as name,
  pg_catalog.pg_get_userbyid(l.lomowner)::text as owner,
  concat_ws(
    ', ',
    'privileges ' || l.lomacl::text,
    'comment ' || (
      select quote_literal(c.description)
      from pg_catalog.pg_description c
      where c.objoid = l.oid and c.classoid = 'pg_catalog.pg_largeobject'::regclass
    )
  ) as definition
from pg_catalog.pg_largeobject_metadata l
