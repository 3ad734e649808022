-- Triggers behind constraints that do not fire as they should (alter table … disable trigger all): their names hold
-- OIDs, so each is known by its constraint and its function. Those that fire as usual are part of the constraint.
select
  t.xmin as written,  -- read
  'pg_trigger' as class,  -- read
  t.oid,  -- read
  r.namespace,
  r.name as relation,
  'constraint trigger' as kind,
  format('%I.%I.%I (%s on %I)', cn.nspname, cr.relname, con.conname, p.proname, r.name) as name,
  case t.tgenabled when 'D' then 'disabled' when 'R' then 'on replica' else 'always' end as definition
from pg_catalog.pg_trigger t
join relations r on r.oid = t.tgrelid
join pg_catalog.pg_constraint con on con.oid = t.tgconstraint
join pg_catalog.pg_class cr on cr.oid = con.conrelid
join pg_catalog.pg_namespace cn on cn.oid = cr.relnamespace
join pg_catalog.pg_proc p on p.oid = t.tgfoid
where t.tgrelid >= 16384
  and t.tgisinternal
  and t.tgenabled <> 'O'
