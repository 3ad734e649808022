-- Views and materialised views; a view was last written when its rule was.
select
  coalesce(rule.xmin, c.xmin) as written,  -- read
  'pg_class' as class,  -- read
  r.oid,  -- read
  r.namespace,
  r.name,
  r.owner,
  r.relkind,
  pg_catalog.pg_get_viewdef(r.oid) as definition,
  c.relispopulated as populated,
  case when c.reloptions is not null then array(select o from unnest(c.reloptions) o order by o collate "C")
  end as options,
  nullif(am.amname, 'heap')::text as access_method,
  ts.spcname::text as tablespace
from relations r
join pg_catalog.pg_class c on c.oid = r.oid
left join pg_catalog.pg_rewrite rule on rule.ev_class = r.oid and rule.rulename = '_RETURN'
left join pg_catalog.pg_am am on am.oid = c.relam
left join pg_catalog.pg_tablespace ts on ts.oid = c.reltablespace
where r.relkind in ('v', 'm')
