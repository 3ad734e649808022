-- Constraints of tables. Left out: constraint triggers (they are triggers), what a foreign key adds on its own table
-- for each partition that it references, and plain NOT NULL constraints that PostgreSQL 18 named by itself
-- (table_column_not_null, cut to size and numbered): columns say so, and earlier versions know no name.
select
  con.xmin as written,  -- read
  'pg_constraint' as class,  -- read
  con.oid,  -- read
  r.namespace,
  r.name as relation,
  con.conname::text as name,
  con.contype::text as type,
  pg_catalog.pg_get_constraintdef(con.oid) as definition,
  con.convalidated as validated,  -- read
  con.conenforced as enforced,  -- read, since 18
  con.condeferrable as deferrable,  -- read
  con.condeferred as deferred,  -- read
  con.connoinherit as no_inherit,  -- read
  con.conkey as key,  -- read
  (  -- read
    select array[n.nspname::text, c.relname::text]  -- read
    from pg_catalog.pg_class c  -- read
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace  -- read
    where c.oid = con.confrelid  -- read
  ) as references,  -- read
  case when con.confkey is not null then array(  -- read
    select a.attname::text  -- read
    from unnest(con.confkey) with ordinality k (number, nth)  -- read
    join pg_catalog.pg_attribute a on a.attrelid = con.confrelid and a.attnum = k.number  -- read
    order by k.nth  -- read
  ) end as referenced,  -- read
  con.confupdtype::text as on_update,  -- read
  con.confdeltype::text as on_delete,  -- read
  con.confdelsetcols as set_key,  -- read
  con.confmatchtype::text as match,  -- read
  con.conexclop::regoperator[]::text[] as operators,  -- read
  not con.conislocal as inherited
from pg_catalog.pg_constraint con
join relations r on r.oid = con.conrelid
where con.conrelid >= 16384
  and con.contype <> 't'
  and not (
    con.contype = 'n'
    and con.conname ~ '^.+_.+_not_null[0-9]*$'
    and con.convalidated
    and not con.connoinherit
  )
  and (
    con.conparentid = 0
    or not exists (
      select from pg_catalog.pg_constraint p where p.oid = con.conparentid and p.conrelid = con.conrelid
    )
  )
