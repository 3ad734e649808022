-- Tables, partitioned tables and foreign tables. The row of the system column tableoid (-6) is written once, by the
-- transaction that created the table; pg_class itself is written again by most changes.
select
  (select a.xmin from pg_catalog.pg_attribute a where a.attrelid = r.oid and a.attnum = -6) as written,  -- read
  'pg_class' as class,  -- read
  r.oid,  -- read
  r.namespace,
  r.name,
  r.owner,
  r.relkind,
  c.relpersistence::text as persistence,
  case when r.relkind = 'p' then pg_catalog.pg_get_partkeydef(r.oid) end as partition_key,
  case
    when c.relispartition then pg_catalog.pg_get_expr(c.relpartbound, r.oid)
      || case
        when exists (select from pg_catalog.pg_inherits i where i.inhrelid = r.oid and i.inhdetachpending)
          then ' DETACH PENDING'
        else ''
      end
  end as partition_bound,
  array(
    select array[pn.nspname::text, p.relname::text]
    from pg_catalog.pg_inherits i
    join pg_catalog.pg_class p on p.oid = i.inhparent
    join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace
    where i.inhrelid = r.oid
    order by i.inhseqno
  ) as parents,
  c.relrowsecurity as row_security,
  c.relforcerowsecurity as force_row_security,
  c.relreplident::text as replica_identity,
  nullif(am.amname, 'heap')::text as access_method,
  ts.spcname::text as tablespace,
  case when c.reloftype <> 0 then pg_catalog.format_type(c.reloftype, null) end as of_type,
  fs.srvname::text as server,
  array(
    select o.option
    from (
      select unnest(c.reloptions)
      union all select unnest(ft.ftoptions)
      union all select 'toast.' || unnest(t.reloptions) from pg_catalog.pg_class t where t.oid = c.reltoastrelid
    ) o (option)
    order by o.option collate "C"
  ) as options
from relations r
join pg_catalog.pg_class c on c.oid = r.oid
left join pg_catalog.pg_am am on am.oid = c.relam
left join pg_catalog.pg_tablespace ts on ts.oid = c.reltablespace
left join pg_catalog.pg_foreign_table ft on ft.ftrelid = r.oid
left join pg_catalog.pg_foreign_server fs on fs.oid = ft.ftserver
where r.relkind in ('r', 'p', 'f')
