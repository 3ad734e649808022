-- Procedural languages.
select
  l.xmin as written,  -- read
  'pg_language' as class,  -- read
  l.oid,  -- read
  'language' as kind,
  quote_ident(l.lanname) as name,
  pg_catalog.pg_get_userbyid(l.lanowner)::text as owner,
  concat_ws(
    ', ',
    case when l.lanpltrusted then 'trusted' else 'untrusted' end,
    'handler ' || nullif(l.lanplcallfoid, 0)::regproc,
    'inline ' || nullif(l.laninline, 0)::regproc,
    'validator ' || nullif(l.lanvalidator, 0)::regproc
  ) as definition
from pg_catalog.pg_language l
where l.oid >= 16384
  and not exists (select from members m where m.classid = 'pg_catalog.pg_language'::regclass and m.objid = l.oid)
