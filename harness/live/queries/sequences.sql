-- Sequences, those of serial and identity columns included; where each stands is content, not schema.
select
  c.xmin as written,  -- read
  'pg_class' as class,  -- read
  c.oid,  -- read
  n.namespace,
  c.relname::text as name,
  pg_catalog.pg_get_userbyid(c.relowner)::text as owner,
  c.relpersistence::text as persistence,
  pg_catalog.format_type(s.seqtypid, null) as type,
  s.seqstart as start,
  s.seqmin as minimum,
  s.seqmax as maximum,
  s.seqincrement as increment,
  s.seqcycle as cycle,
  s.seqcache as cache,
  owned.deptype = 'i' as is_identity,
  owned.column
from pg_catalog.pg_sequence s
join pg_catalog.pg_class c on c.oid = s.seqrelid
join namespaces n on n.oid = c.relnamespace
left join lateral (
  select d.deptype, array[tn.nspname::text, t.relname::text, a.attname::text] as column
  from pg_catalog.pg_depend d
  join pg_catalog.pg_class t on t.oid = d.refobjid
  join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
  join pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
  where d.classid = 'pg_catalog.pg_class'::regclass
    and d.objid = s.seqrelid
    and d.objsubid = 0
    and d.refclassid = 'pg_catalog.pg_class'::regclass
    and d.refobjsubid > 0
    and d.deptype in ('a', 'i')
) owned on true
where s.seqrelid >= 16384
  and not exists (
    select from members m where m.classid = 'pg_catalog.pg_class'::regclass and m.objid = s.seqrelid
  )
