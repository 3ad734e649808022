-- Rewrite rules that somebody made; a view's own is its definition.
select
  w.xmin as written,  -- read
  'pg_rewrite' as class,  -- read
  w.oid,  -- read
  r.namespace,
  r.name as relation,
  'rule' as kind,
  format('%I.%I.%I', r.namespace, r.name, w.rulename) as name,
  pg_catalog.pg_get_ruledef(w.oid)
    || case w.ev_enabled when 'O' then '' when 'D' then ' disabled' when 'R' then ' on replica' else ' always' end
  as definition
from pg_catalog.pg_rewrite w
join relations r on r.oid = w.ev_class
where w.ev_class >= 16384
  and w.rulename <> '_RETURN'
