-- Operators, and the shells of operators that were only announced.
select
  o.xmin as written,  -- read
  'pg_operator' as class,  -- read
  o.oid,  -- read
  'operator' as kind,
  format(
    '%I.%s(%s, %s)',
    n.namespace,
    o.oprname,
    coalesce(pg_catalog.format_type(nullif(o.oprleft, 0), null), 'none'),
    pg_catalog.format_type(o.oprright, null)
  ) as name,
  pg_catalog.pg_get_userbyid(o.oprowner)::text as owner,
  case when o.oprcode = 0 then 'shell' else concat_ws(
    ', ',
    'function ' || o.oprcode::regprocedure,
    'result ' || pg_catalog.format_type(o.oprresult, null),
    'commutator ' || nullif(o.oprcom, 0)::regoperator,
    'negator ' || nullif(o.oprnegate, 0)::regoperator,
    'restrict ' || nullif(o.oprrest, 0)::regproc,
    'join ' || nullif(o.oprjoin, 0)::regproc,
    case when o.oprcanhash then 'hashes' end,
    case when o.oprcanmerge then 'merges' end
  ) end as definition
from pg_catalog.pg_operator o
join namespaces n on n.oid = o.oprnamespace
where o.oid >= 16384
  and not exists (select from members m where m.classid = 'pg_catalog.pg_operator'::regclass and m.objid = o.oid)
