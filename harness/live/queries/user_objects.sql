-- Every object of the database that no initdb and no extension made, as class and OIDs: each must have been read.
-- Left out is what belongs to another object and is read with it: row, array and multirange types, TOAST tables,
-- defaults, enum labels, members of publications, and what pg_depend calls internal.
select x.class::text as class, array_agg(x.oid) as oids
from (
  select 'pg_catalog.pg_class'::regclass as class, c.oid
  from pg_catalog.pg_class c
  join namespaces n on n.oid = c.relnamespace
  where c.oid >= 16384
    and c.relkind not in ('t', 'c')
    and not exists (
      select from pg_catalog.pg_index i
      join members m on m.objid = i.indrelid and m.classid = 'pg_catalog.pg_class'::regclass
      where i.indexrelid = c.oid
    )
  union all
  select 'pg_catalog.pg_type'::regclass, t.oid
  from pg_catalog.pg_type t
  join namespaces n on n.oid = t.typnamespace
  where t.oid >= 16384
    and t.typtype <> 'm'
    and not exists (select from pg_catalog.pg_type e where e.oid = t.typelem and e.typarray = t.oid)
    and not exists (select from pg_catalog.pg_class c where c.oid = t.typrelid and c.relkind <> 'c')
  union all
  select 'pg_catalog.pg_proc'::regclass, p.oid
  from pg_catalog.pg_proc p
  join namespaces n on n.oid = p.pronamespace
  where p.oid >= 16384
    and not exists (
      select from pg_catalog.pg_depend d
      where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.deptype = 'i'
    )
  union all
  select 'pg_catalog.pg_constraint'::regclass, con.oid
  from pg_catalog.pg_constraint con
  join relations r on r.oid = con.conrelid
  where con.conrelid >= 16384
    and con.contype not in ('t', 'n')
    and con.conparentid = 0
  union all
  select 'pg_catalog.pg_trigger'::regclass, t.oid
  from pg_catalog.pg_trigger t
  join relations r on r.oid = t.tgrelid
  where t.tgrelid >= 16384 and not t.tgisinternal
  union all
  select 'pg_catalog.pg_rewrite'::regclass, w.oid
  from pg_catalog.pg_rewrite w
  join relations r on r.oid = w.ev_class
  where w.ev_class >= 16384 and w.rulename <> '_RETURN'
  union all
  select 'pg_catalog.pg_policy'::regclass, p.oid from pg_catalog.pg_policy p join relations r on r.oid = p.polrelid
  union all
  select 'pg_catalog.pg_namespace'::regclass, n.oid from pg_catalog.pg_namespace n join namespaces using (oid) where n.oid >= 16384
  union all
  select 'pg_catalog.pg_am'::regclass, a.oid from pg_catalog.pg_am a where a.oid >= 16384
  union all
  select 'pg_catalog.pg_cast'::regclass, c.oid
  from pg_catalog.pg_cast c
  where c.oid >= 16384
    and not exists (
      select from pg_catalog.pg_depend d
      where d.classid = 'pg_catalog.pg_cast'::regclass and d.objid = c.oid and d.deptype = 'i'
    )
  union all
  select 'pg_catalog.pg_collation'::regclass, c.oid
  from pg_catalog.pg_collation c
  join namespaces n on n.oid = c.collnamespace
  where c.oid >= 16384
  union all
  select 'pg_catalog.pg_conversion'::regclass, c.oid
  from pg_catalog.pg_conversion c
  join namespaces n on n.oid = c.connamespace
  where c.oid >= 16384
  union all
  select 'pg_catalog.pg_default_acl'::regclass, d.oid from pg_catalog.pg_default_acl d where d.oid >= 16384
  union all
  select 'pg_catalog.pg_event_trigger'::regclass, e.oid from pg_catalog.pg_event_trigger e where e.oid >= 16384
  union all
  select 'pg_catalog.pg_extension'::regclass, e.oid from pg_catalog.pg_extension e where e.oid >= 16384
  union all
  select 'pg_catalog.pg_foreign_data_wrapper'::regclass, w.oid from pg_catalog.pg_foreign_data_wrapper w where w.oid >= 16384
  union all
  select 'pg_catalog.pg_foreign_server'::regclass, s.oid from pg_catalog.pg_foreign_server s where s.oid >= 16384
  union all
  select 'pg_catalog.pg_language'::regclass, l.oid from pg_catalog.pg_language l where l.oid >= 16384
  union all
  select 'pg_catalog.pg_largeobject_metadata'::regclass, l.oid from pg_catalog.pg_largeobject_metadata l where l.oid >= 16384
  union all
  select 'pg_catalog.pg_opclass'::regclass, c.oid
  from pg_catalog.pg_opclass c
  join namespaces n on n.oid = c.opcnamespace
  where c.oid >= 16384
  union all
  select 'pg_catalog.pg_operator'::regclass, o.oid
  from pg_catalog.pg_operator o
  join namespaces n on n.oid = o.oprnamespace
  where o.oid >= 16384
  union all
  select 'pg_catalog.pg_opfamily'::regclass, f.oid
  from pg_catalog.pg_opfamily f
  join namespaces n on n.oid = f.opfnamespace
  where f.oid >= 16384
  union all
  select 'pg_catalog.pg_opfamily'::regclass, o.amopfamily
  from pg_catalog.pg_amop o
  join pg_catalog.pg_opfamily f on f.oid = o.amopfamily
  join namespaces n on n.oid = f.opfnamespace
  where o.oid >= 16384
  union all
  select 'pg_catalog.pg_opfamily'::regclass, p.amprocfamily
  from pg_catalog.pg_amproc p
  join pg_catalog.pg_opfamily f on f.oid = p.amprocfamily
  join namespaces n on n.oid = f.opfnamespace
  where p.oid >= 16384
  union all
  select 'pg_catalog.pg_publication'::regclass, p.oid from pg_catalog.pg_publication p where p.oid >= 16384
  union all
  select 'pg_catalog.pg_statistic_ext'::regclass, s.oid
  from pg_catalog.pg_statistic_ext s
  join namespaces n on n.oid = s.stxnamespace
  where s.oid >= 16384
  union all
  select 'pg_catalog.pg_subscription'::regclass, s.oid
  from pg_catalog.pg_subscription s
  join pg_catalog.pg_database d on d.oid = s.subdbid and d.datname = current_database()
  union all
  select 'pg_catalog.pg_transform'::regclass, t.oid from pg_catalog.pg_transform t where t.oid >= 16384
  union all
  select 'pg_catalog.pg_ts_config'::regclass, t.oid
  from pg_catalog.pg_ts_config t
  join namespaces n on n.oid = t.cfgnamespace
  where t.oid >= 16384
  union all
  select 'pg_catalog.pg_ts_dict'::regclass, t.oid
  from pg_catalog.pg_ts_dict t
  join namespaces n on n.oid = t.dictnamespace
  where t.oid >= 16384
  union all
  select 'pg_catalog.pg_ts_parser'::regclass, t.oid
  from pg_catalog.pg_ts_parser t
  join namespaces n on n.oid = t.prsnamespace
  where t.oid >= 16384
  union all
  select 'pg_catalog.pg_ts_template'::regclass, t.oid
  from pg_catalog.pg_ts_template t
  join namespaces n on n.oid = t.tmplnamespace
  where t.oid >= 16384
  union all
  select 'pg_catalog.pg_user_mapping'::regclass, u.umid from pg_catalog.pg_user_mappings u
  union all
  select c.oid::regclass, null
  from pg_catalog.pg_class c
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'oid' and a.attnum > 0
  where c.relnamespace = 'pg_catalog'::regnamespace
    and c.relkind = 'r'
    and not c.relisshared
) x (class, oid)
where not exists (
  select from members m where m.classid = x.class and m.objid = x.oid
)
group by x.class
