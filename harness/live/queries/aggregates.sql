-- Aggregates, known as functions are; pg_get_functiondef refuses them.
select
  p.xmin as written,  -- read
  'pg_proc' as class,  -- read
  p.oid,  -- read
  n.namespace,
  p.proname::text as name,
  pg_catalog.oidvectortypes(p.proargtypes) as arguments,
  pg_catalog.pg_get_userbyid(p.proowner)::text as owner,
  p.prokind::text as kind,
  concat_ws(
    ', ',
    'arguments = ' || pg_catalog.pg_get_function_arguments(p.oid),
    'result = ' || pg_catalog.pg_get_function_result(p.oid),
    'kind = ' || case a.aggkind when 'n' then 'normal' when 'o' then 'ordered set' else 'hypothetical set' end,
    'direct arguments = ' || nullif(a.aggnumdirectargs, 0),
    'sfunc = ' || a.aggtransfn::regprocedure,
    'stype = ' || pg_catalog.format_type(a.aggtranstype, null),
    'sspace = ' || nullif(a.aggtransspace, 0),
    'finalfunc = ' || nullif(a.aggfinalfn, 0)::regprocedure,
    'finalfunc_extra = ' || nullif(a.aggfinalextra, false),
    'finalfunc_modify = ' || a.aggfinalmodify::text,
    'combinefunc = ' || nullif(a.aggcombinefn, 0)::regprocedure,
    'serialfunc = ' || nullif(a.aggserialfn, 0)::regprocedure,
    'deserialfunc = ' || nullif(a.aggdeserialfn, 0)::regprocedure,
    'initcond = ' || quote_literal(a.agginitval),
    'msfunc = ' || nullif(a.aggmtransfn, 0)::regprocedure,
    'minvfunc = ' || nullif(a.aggminvtransfn, 0)::regprocedure,
    'mstype = ' || pg_catalog.format_type(nullif(a.aggmtranstype, 0), null),
    'msspace = ' || nullif(a.aggmtransspace, 0),
    'mfinalfunc = ' || nullif(a.aggmfinalfn, 0)::regprocedure,
    'mfinalfunc_extra = ' || nullif(a.aggmfinalextra, false),
    'mfinalfunc_modify = ' || a.aggmfinalmodify::text,
    'minitcond = ' || quote_literal(a.aggminitval),
    'sortop = ' || nullif(a.aggsortop, 0)::regoperator,
    'parallel = ' || p.proparallel::text
  ) as definition
from pg_catalog.pg_proc p
join pg_catalog.pg_aggregate a on a.aggfnoid = p.oid
join namespaces n on n.oid = p.pronamespace
where p.oid >= 16384
  and not exists (select from members m where m.classid = 'pg_catalog.pg_proc'::regclass and m.objid = p.oid)
