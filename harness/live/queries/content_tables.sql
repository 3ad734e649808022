-- Tables whose rows are theirs: partitioned tables have none, those of foreign tables are elsewhere, and an
-- extension's belong to the extension. A forced policy hides rows from the owner too.
select
  r.namespace,
  r.name,
  c.relrowsecurity and c.relforcerowsecurity as forced,
  array(
    select a.attname::text
    from pg_catalog.pg_attribute a
    where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    order by a.attnum
  ) as columns
from relations r
join pg_catalog.pg_class c on c.oid = r.oid
where r.relkind = 'r'
order by r.namespace, r.name
