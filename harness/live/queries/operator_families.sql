-- Operator families that somebody made, and what somebody added to the system's own.
select
  f.xmin as written,  -- read
  'pg_opfamily' as class,  -- read
  f.oid,  -- read
  'operator family' as kind,
  format('%I.%I using %I', n.namespace, f.opfname, am.amname) as name,
  pg_catalog.pg_get_userbyid(f.opfowner)::text as owner,
  concat_ws(
    ', ',
    (
      select string_agg(
        format('operator %s %s', o.amopstrategy, o.amopopr::regoperator)
        || coalesce(' for order by ' || quote_ident(sn.nspname) || '.' || quote_ident(s.opfname), ''),
        ', ' order by o.amopstrategy, o.amopopr::regoperator::text collate "C"
      )
      from pg_catalog.pg_amop o
      left join pg_catalog.pg_opfamily s on s.oid = o.amopsortfamily
      left join pg_catalog.pg_namespace sn on sn.oid = s.opfnamespace
      where o.amopfamily = f.oid and o.oid >= 16384
    ),
    (
      select string_agg(
        format(
          'function %s (%s, %s) %s',
          p.amprocnum,
          pg_catalog.format_type(p.amproclefttype, null),
          pg_catalog.format_type(p.amprocrighttype, null),
          p.amproc::regprocedure
        ),
        ', ' order by p.amprocnum, pg_catalog.format_type(p.amproclefttype, null) collate "C",
        pg_catalog.format_type(p.amprocrighttype, null) collate "C"
      )
      from pg_catalog.pg_amproc p
      where p.amprocfamily = f.oid and p.oid >= 16384
    )
  ) as definition
from pg_catalog.pg_opfamily f
join namespaces n on n.oid = f.opfnamespace
join pg_catalog.pg_am am on am.oid = f.opfmethod
where (
  f.oid >= 16384
  or f.oid in (select o.amopfamily from pg_catalog.pg_amop o where o.oid >= 16384)
  or f.oid in (select p.amprocfamily from pg_catalog.pg_amproc p where p.oid >= 16384)
)
  and not exists (select from members m where m.classid = 'pg_catalog.pg_opfamily'::regclass and m.objid = f.oid)
