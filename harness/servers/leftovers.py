"""What runs make on a server that is not theirs: named after the run, and cleared when the run is over or dead."""

from __future__ import annotations

import logging
import re
from typing import Any

import psycopg
from psycopg import sql

Connection = psycopg.Connection[Any]

_log = logging.getLogger(__name__)

_NAME = re.compile(r"harness_([0-9a-f]{12})_")
_LOCKS = 0x6861 << 48  # "ha", above the 48 bits of a run's id

# Advisory locks belong to one database, and pg_locks shows those of all: two runs need not name the same database.
_LIVING = "select classid, objid from pg_catalog.pg_locks where locktype = 'advisory' and objsubid = 1 and granted"

# Only what is ours to drop: owned by the run's own role, or by the role that we are.
_DATABASES = """
select d.datname
  from pg_catalog.pg_database as d
  join pg_catalog.pg_roles as r on r.oid = d.datdba
 where d.datname ~ '^harness_[0-9a-f]{12}_'
   and (r.rolname = pg_catalog.substr(d.datname, 1, 21) || 'owner' or r.rolname = current_user)
 order by 1
"""
# Dropping it would wait five seconds for them.
_IN_USE = "select datname from pg_catalog.pg_stat_activity where datname is not null"
_ROLES = "select rolname from pg_catalog.pg_roles where rolname ~ '^harness_[0-9a-f]{12}_owner$' order by 1"


def prefix(run: str) -> str:
    """Return what the names of a run's databases and roles start with."""
    return f"harness_{run}_"


def hold_run(admin: Connection, run: str) -> None:
    """Say on the server that the run lives, for as long as this session does."""
    admin.execute("set idle_session_timeout = 0")
    admin.execute("select pg_catalog.pg_advisory_lock(%s)", [_key(run)])


def sweep_server(admin: Connection) -> list[str]:
    """Drop what dead runs left on the server and return its names; a database that somebody still uses stays."""
    # In this order: a run holds its lock before it makes anything, so what is listed and has no lock is dead.
    found = _names(admin)
    living = {(high << 32) | low for high, low in admin.execute(_LIVING)}
    used = {name for (name,) in admin.execute(_IN_USE)}
    dead = [(kind, name) for kind, name in found if _key(_run(name)) not in living and name not in used]
    return [name for kind, name in dead if _drop(admin, kind, name, force=False)]


def clear_run(admin: Connection, run: str) -> None:
    """Drop the databases and the role of a run, whoever is still connected; what cannot be dropped is logged."""
    try:
        for kind, name in _names(admin):
            if _run(name) == run:
                _drop(admin, kind, name, force=True)
    except psycopg.Error as error:
        _log.warning("the server is gone; the next run there sweeps what %s left: %s", prefix(run), error)


def _names(admin: Connection) -> list[tuple[str, str]]:
    """Return databases and then roles: a role can go only when its databases are gone."""
    databases = [("database", name) for (name,) in admin.execute(_DATABASES)]
    return databases + [("role", name) for (name,) in admin.execute(_ROLES)]


def _drop(admin: Connection, kind: str, name: str, *, force: bool) -> bool:
    how = sql.SQL(" with (force)" if force and kind == "database" else "")
    try:
        admin.execute(sql.SQL("drop {} if exists {}").format(sql.SQL(kind), sql.Identifier(name)) + how)
    except psycopg.OperationalError as error:
        if admin.closed:
            raise
        _log.warning("the %s %s was left: %s", kind, name, error)
        return False
    except psycopg.Error as error:  # in use, not ours after all, or another run sweeps at this moment
        _log.info("the %s %s was left: %s", kind, name, error)
        return False
    return True


def _run(name: str) -> str:
    found = _NAME.match(name)
    assert found, name
    return found[1]


def _key(run: str) -> int:
    return _LOCKS | int(run, 16)
