-- Columns of tables, views and materialised views. Numbers of dropped columns are never used again, so the rank of a
-- number, not the number itself, is a fact. The default statistics target is -1 up to 16 and null from 17 on.
select
  greatest(a.xmin::text::bigint, d.xmin::text::bigint) as written,  -- read
  a.attnum as number,  -- read
  r.namespace,
  r.name as relation,
  a.attname::text as name,
  row_number() over (partition by a.attrelid order by a.attnum) as position,
  pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
  a.attnotnull as not_null,
  pg_catalog.pg_get_expr(d.adbin, d.adrelid) as default,
  a.attidentity::text as identity,
  a.attgenerated::text as generated,
  case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end as collation,
  case when a.attstorage <> t.typstorage then a.attstorage::text end as storage,
  a.attcompression::text as compression,
  nullif(a.attstattarget, -1)::integer as statistics,
  case
    when a.attoptions is not null or a.attfdwoptions is not null
      then array(select o from unnest(a.attoptions || a.attfdwoptions) o order by o collate "C")
  end as options,
  not a.attislocal as inherited
from pg_catalog.pg_attribute a
join relations r on r.oid = a.attrelid
join pg_catalog.pg_type t on t.oid = a.atttypid
left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where a.attrelid >= 16384
  and a.attnum > 0
  and not a.attisdropped
