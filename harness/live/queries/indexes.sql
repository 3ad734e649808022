-- Indexes of tables and materialised views, those behind constraints included.
select
  i.xmin as written,  -- read
  'pg_class' as class,  -- read
  i.indexrelid as oid,  -- read
  r.namespace,
  r.name as relation,
  c.relname::text as name,
  pg_catalog.pg_get_indexdef(i.indexrelid) as definition,
  am.amname::text as method,  -- read
  i.indkey::int2[] as key,  -- read
  i.indnkeyatts as key_length,  -- read
  case when 0 = any(i.indkey::int2[]) then array(  -- read
    select pg_catalog.pg_get_indexdef(i.indexrelid, k.nth, false)  -- read
    from generate_series(1, i.indnkeyatts) k (nth)  -- read
    order by k.nth  -- read
  ) end as elements,  -- read
  pg_catalog.pg_get_expr(i.indpred, i.indrelid) as predicate,  -- read
  i.indisunique as unique,  -- read
  i.indnullsnotdistinct as nulls_not_distinct,  -- read
  (  -- read
    select con.conname::text  -- read
    from pg_catalog.pg_constraint con  -- read
    where con.conrelid = i.indrelid and con.conindid = i.indexrelid and con.contype in ('p', 'u', 'x')  -- read
  ) as constraint,  -- read
  i.indisvalid and i.indisready as valid,
  i.indisclustered as clustered,
  i.indisreplident as replica_identity,
  case when c.relispartition then (
    select format('%I.%I', pn.nspname, p.relname)
    from pg_catalog.pg_inherits h
    join pg_catalog.pg_class p on p.oid = h.inhparent
    join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace
    where h.inhrelid = i.indexrelid
  ) end as parent,
  case when c.reloptions is not null then array(select o from unnest(c.reloptions) o order by o collate "C")
  end as options,
  case when 0 = any(i.indkey::int2[]) then array(
    select format('%s = %s', a.attnum, a.attstattarget)
    from pg_catalog.pg_attribute a
    where a.attrelid = i.indexrelid and a.attstattarget >= 0
    order by a.attnum
  ) end as statistics,
  ts.spcname::text as tablespace
from pg_catalog.pg_index i
join relations r on r.oid = i.indrelid
join pg_catalog.pg_class c on c.oid = i.indexrelid
join pg_catalog.pg_am am on am.oid = c.relam
left join pg_catalog.pg_tablespace ts on ts.oid = c.reltablespace
where i.indrelid >= 16384
