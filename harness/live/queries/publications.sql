-- Publications with the tables and schemas that they name.
select
  p.xmin as written,  -- read
  'pg_publication' as class,  -- read
  p.oid,  -- read
  'publication' as kind,
  quote_ident(p.pubname) as name,
  pg_catalog.pg_get_userbyid(p.pubowner)::text as owner,
  concat_ws(
    ', ',
    case when p.puballtables then 'all tables' end,
    (
      select string_agg(
        format('schema %I', n.nspname), ', ' order by n.nspname::text collate "C"
      )
      from pg_catalog.pg_publication_namespace pn
      join pg_catalog.pg_namespace n on n.oid = pn.pnnspid
      where pn.pnpubid = p.oid
    ),
    (
      select string_agg(
        format('table %I.%I', n.nspname, c.relname) || coalesce((
          select ' (' || string_agg(quote_ident(a.attname), ', ' order by a.attnum) || ')'
          from pg_catalog.pg_attribute a
          where a.attrelid = pr.prrelid and a.attnum = any(pr.prattrs::int2[])
        ), '') || coalesce(' where ' || pg_catalog.pg_get_expr(pr.prqual, pr.prrelid), ''),
        ', ' order by n.nspname::text collate "C", c.relname::text collate "C"
      )
      from pg_catalog.pg_publication_rel pr
      join pg_catalog.pg_class c on c.oid = pr.prrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where pr.prpubid = p.oid
    ),
    'publish ' || concat_ws(
      ' ',
      case when p.pubinsert then 'insert' end,
      case when p.pubupdate then 'update' end,
      case when p.pubdelete then 'delete' end,
      case when p.pubtruncate then 'truncate' end
    ),
    case when p.pubgencols = 's' then 'generated columns stored' end,  -- since 18
    case when p.pubviaroot then 'via partition root' end
  ) as definition
from pg_catalog.pg_publication p
where not exists (
  select from members m where m.classid = 'pg_catalog.pg_publication'::regclass and m.objid = p.oid
)
