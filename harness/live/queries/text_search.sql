-- Text search parsers, templates, dictionaries and configurations.
select
  x.written,  -- read
  x.class,  -- read
  x.oid,  -- read
  x.kind,
  format('%I.%I', n.namespace, x.name) as name,
  pg_catalog.pg_get_userbyid(x.owner)::text as owner,
  x.definition
from (
  select
    p.xmin, 'pg_ts_parser', p.oid, 'text search parser', p.prsnamespace, p.prsname, null::oid,
    format(
      'start %s, gettoken %s, end %s, lextypes %s, headline %s',
      p.prsstart, p.prstoken, p.prsend, p.prslextype, p.prsheadline
    )
  from pg_catalog.pg_ts_parser p
  union all
  select
    t.xmin, 'pg_ts_template', t.oid, 'text search template', t.tmplnamespace, t.tmplname, null::oid,
    format('init %s, lexize %s', t.tmplinit, t.tmpllexize)
  from pg_catalog.pg_ts_template t
  union all
  select
    d.xmin, 'pg_ts_dict', d.oid, 'text search dictionary', d.dictnamespace, d.dictname, d.dictowner,
    concat_ws(', ', (
      select format('template %I.%I', tn.nspname, t.tmplname)
      from pg_catalog.pg_ts_template t
      join pg_catalog.pg_namespace tn on tn.oid = t.tmplnamespace
      where t.oid = d.dicttemplate
    ), d.dictinitoption)
  from pg_catalog.pg_ts_dict d
  union all
  select
    c.xmin, 'pg_ts_config', c.oid, 'text search configuration', c.cfgnamespace, c.cfgname, c.cfgowner,
    format('parser %s', (
      select format('%I.%I', pn.nspname, p.prsname)
      from pg_catalog.pg_ts_parser p
      join pg_catalog.pg_namespace pn on pn.oid = p.prsnamespace
      where p.oid = c.cfgparser
    )) || coalesce((
      select string_agg(
        format(', %s with %s', (
          select t.alias from pg_catalog.ts_token_type(c.cfgparser) t where t.tokid = m.maptokentype
        ), m.mapdict::regdictionary),
        '' order by m.maptokentype, m.mapseqno
      )
      from pg_catalog.pg_ts_config_map m
      where m.mapcfg = c.oid
    ), '')
  from pg_catalog.pg_ts_config c
) x (written, class, oid, kind, namespace, name, owner, definition)
join namespaces n on n.oid = x.namespace
where x.oid >= 16384
  and not exists (
    select from members m where m.classid = ('pg_catalog.' || x.class)::regclass and m.objid = x.oid
  )
