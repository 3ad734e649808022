-- Casts; those that a range type brings along belong to it.
select
  c.xmin as written,  -- read
  'pg_cast' as class,  -- read
  c.oid,  -- read
  'cast' as kind,
  format(
    '(%s as %s)', pg_catalog.format_type(c.castsource, null), pg_catalog.format_type(c.casttarget, null)
  ) as name,
  null::text as owner,
  case c.castmethod
    when 'f' then 'with function ' || c.castfunc::regprocedure
    when 'i' then 'with inout'
    else 'without function'
  end || case c.castcontext when 'a' then ' as assignment' when 'i' then ' as implicit' else '' end as definition
from pg_catalog.pg_cast c
where c.oid >= 16384
  and not exists (select from members m where m.classid = 'pg_catalog.pg_cast'::regclass and m.objid = c.oid)
  and not exists (
    select from pg_catalog.pg_depend d
    where d.classid = 'pg_catalog.pg_cast'::regclass and d.objid = c.oid and d.deptype = 'i'
  )
