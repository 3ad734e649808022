-- Subscriptions; only a superuser may read the connection string, which can hold a password, and its xmin.
select
  null::xid as written,  -- read
  'pg_subscription' as class,  -- read
  s.oid,  -- read
  'subscription' as kind,
  quote_ident(s.subname) as name,
  pg_catalog.pg_get_userbyid(s.subowner)::text as owner,
  concat_ws(
    ', ',
    'publications ' || array_to_string(s.subpublications, ' '),
    case when s.subenabled then 'enabled' else 'disabled' end,
    'slot ' || s.subslotname,
    'synchronous_commit ' || s.subsynccommit,
    'streaming ' || s.substream::text,
    'two_phase ' || s.subtwophasestate::text,
    'password_required ' || s.subpasswordrequired,  -- since 16
    'run_as_owner ' || s.subrunasowner,  -- since 17
    'origin ' || s.suborigin,  -- since 16
    'failover ' || s.subfailover,  -- since 17
    'binary ' || s.subbinary,
    'disable_on_error ' || s.subdisableonerr
  ) as definition
from pg_catalog.pg_database d
join pg_catalog.pg_subscription s on s.subdbid = d.oid
where d.datname = current_database()
