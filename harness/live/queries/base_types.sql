-- Base types, and the shells of types that were only announced.
select
  t.xmin as written,  -- read
  'pg_type' as class,  -- read
  t.oid,  -- read
  'type' as kind,
  format('%I.%I', n.namespace, t.typname) as name,
  pg_catalog.pg_get_userbyid(t.typowner)::text as owner,
  case when not t.typisdefined then 'shell' else concat_ws(
    ', ',
    'base: input = ' || t.typinput::regprocedure,
    'output = ' || t.typoutput::regprocedure,
    'receive = ' || nullif(t.typreceive, 0)::regprocedure,
    'send = ' || nullif(t.typsend, 0)::regprocedure,
    'typmod_in = ' || nullif(t.typmodin, 0)::regprocedure,
    'typmod_out = ' || nullif(t.typmodout, 0)::regprocedure,
    'analyze = ' || nullif(t.typanalyze, 0)::regprocedure,
    'subscript = ' || nullif(t.typsubscript, 0)::regprocedure,
    'internallength = ' || t.typlen,
    'passedbyvalue = ' || t.typbyval,
    'alignment = ' || t.typalign::text,
    'storage = ' || t.typstorage::text,
    'category = ' || t.typcategory::text,
    'preferred = ' || t.typispreferred,
    'default = ' || quote_literal(t.typdefault),
    'element = ' || pg_catalog.format_type(nullif(t.typelem, 0), null),
    'delimiter = ' || t.typdelim::text,
    'collatable = ' || (t.typcollation <> 0)
  ) end as definition
from pg_catalog.pg_type t
join namespaces n on n.oid = t.typnamespace
where t.oid >= 16384
  and (t.typtype = 'b' or not t.typisdefined)
  and not exists (select from pg_catalog.pg_type e where e.oid = t.typelem and e.typarray = t.oid)
  and not exists (select from members m where m.classid = 'pg_catalog.pg_type'::regclass and m.objid = t.oid)
