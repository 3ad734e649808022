"""Which tables, the catalog's own included, a transaction has written to so far: the cheap half of "did it change?".

The counters are the server's statistics of the running transaction; they also count what a rollback to a savepoint
undid, so a difference between two readings says what was written between them:
https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-STATS-FUNCTIONS
"""

from __future__ import annotations

from collections.abc import Mapping

from harness.live.session import Connection
from harness.schema import Name

_QUERY = b"""
select s.counts, n.nspname, c.relname, c.written
from (select pg_catalog.current_setting('track_counts') = 'on' as counts) s
left join (
  select
    oid, relname, relnamespace,
    pg_catalog.pg_stat_get_xact_tuples_inserted(oid)
    + pg_catalog.pg_stat_get_xact_tuples_updated(oid)
    + pg_catalog.pg_stat_get_xact_tuples_deleted(oid) as written
  from pg_catalog.pg_class
  where relkind in ('r', 'm')
) c on c.written > 0
left join pg_catalog.pg_namespace n on n.oid = c.relnamespace
"""

Writes = Mapping[Name, int]


def written(conn: Connection) -> Writes | None:
    """Return how many rows the open transaction has written, by table; None where the session counts nothing."""
    rows = conn.execute(_QUERY).fetchall()
    if not rows[0][0]:
        return None
    return {Name(namespace, name): count for _, namespace, name, count in rows if name is not None}


def between(before: Writes, after: Writes) -> frozenset[Name]:
    """Return the tables that were written to between two readings."""
    return frozenset(name for name, count in after.items() if count != before.get(name, 0))
