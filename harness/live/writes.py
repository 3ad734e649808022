"""What a transaction has written, in tables and in the catalog's own: the cheap half of "did it change?".

The counters are the server's statistics of the running transaction; they also count what a rollback to a savepoint
undid, so a difference between two readings says what was written between them:
https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-STATS-FUNCTIONS
"""

from __future__ import annotations

from collections.abc import Mapping

from psycopg import sql

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


# The catalogs that setting a thing to what it is writes to, and which of their rows a chain can reach: those of objects
# that somebody made, and the schema `public`, whose OID is 2200 everywhere.
_REACHED = {
    "pg_default_acl": "true",
    "pg_depend": "objid >= 16384",
    "pg_description": "objoid >= 16384 or objoid = 2200",
    "pg_policy": "true",
    "pg_proc": "oid >= 16384",
    "pg_shdepend": "objid >= 16384",
    "pg_trigger": "true",
}


def catalog_rows(conn: Connection, catalogs: frozenset[Name]) -> str | None:
    """Return a hash of the rows of these catalogs as they stand, OIDs and all; None for others than a few.

    Equal hashes mean that nothing has changed between two moments of one database; different ones may mean only that a
    thing was dropped and made again. A superuser's chain can reach rows that are not looked at.
    """
    names = [name.name for name in sorted(catalogs, key=str)]
    if not names or any(name.namespace != "pg_catalog" or name.name not in _REACHED for name in catalogs):
        return None
    arms = (
        sql.SQL("select {}, count(*), sum(pg_catalog.hashtextextended(t::text, 0)) from {} as t where {}").format(
            name, sql.Identifier("pg_catalog", name), sql.SQL(_REACHED[name])
        )
        for name in names
    )
    return str(conn.execute(sql.SQL(" union all ").join(arms)).fetchall())
