"""Scratch databases: made from the server's template or cloned from one another, and dropped by whoever made them."""

from __future__ import annotations

import re
import secrets
import threading
import time
from types import TracebackType
from typing import Self

import psycopg
from psycopg import errors, sql
from psycopg.rows import TupleRow

from harness.finding import ServerError
from harness.servers.address import Address, Role, conninfo

Connection = psycopg.Connection[TupleRow]

_GONE_SECONDS = 0.5  # how long sessions that were just closed may take to end
_POLL_SECONDS = 0.002
_LONGEST_NAME = 63

_SESSIONS = sql.SQL(
    "select pid, usename, state, pg_catalog.left(query, 80) from pg_catalog.pg_stat_activity where datname = {}"
)
_END_IDLE = sql.SQL(
    "select pg_catalog.pg_terminate_backend(pid, 1000) from pg_catalog.pg_stat_activity"
    " where datname = {} and usename = {} and state = 'idle'"
)


class Scratch:
    """Makes, clones and drops databases on one server; each process has one of its own, and names never collide."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._token = secrets.token_hex(3)
        self._made: dict[str, None] = {}
        self._number = 0
        self._open: Connection | None = None
        self._lock = threading.Lock()
        # Where nothing waits for a disk, copying files takes half the time of writing each block to the WAL (17 ms
        # against 42); on a server of somebody else the two checkpoints that it needs would be theirs to pay.
        self._strategy = sql.SQL("" if address.kind == "dsn" else " strategy file_copy")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except ServerError as left:
            if error is None:
                raise
            error.add_note(f"scratch databases were left for the next run to sweep: {left}")

    def create(self, hint: str = "") -> str:
        """Make an empty database that the owner owns, with the run's extensions, and return its name.

        `hint` is a word for people who look at the list of databases.
        """
        return self._make(self.address.template, hint)

    def clone(self, source: str, hint: str = "") -> str:
        """Make a copy of `source`, a database that nobody is connected to, and return its name.

        Sessions of the owner that idle there are ended, because they would stand in the way; raises `ServerError`
        where one is at work.
        """
        self._vacate(source)
        return self._make(source, hint)

    def drop(self, name: str) -> None:
        """Drop a database, whoever is still connected to it; one that is gone already is no error."""
        self._execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
        self._made.pop(name, None)

    def connect(self, name: str, *, role: Role = "owner", autocommit: bool = True) -> Connection:
        """Connect to a database as the owner, or as the role that makes databases."""
        try:
            return psycopg.connect(conninfo(self.address, name, role=role), autocommit=autocommit)
        except psycopg.OperationalError as error:
            raise ServerError(
                f"no connection to {name}: {error}".strip(),
                want="the server that this run began with",
                mend="see whether the server still runs, and whether it allows that many connections",
            ) from error

    def close(self) -> None:
        """Drop every database that was made here, and disconnect; idempotent."""
        try:
            for name in list(self._made):
                self.drop(name)
        finally:
            if self._open is not None:
                self._open.close()
                self._open = None

    def _make(self, template: str, hint: str) -> str:
        with self._lock:
            self._number += 1
            word = re.sub(r"[^a-z0-9]+", "_", hint.lower()).strip("_")
            name = f"harness_{self.address.run}_{self._token}{self._number}"
            name = f"{name}_{word}"[:_LONGEST_NAME] if word else name
            # Noted before it is made: an interruption in between must not leave it behind.
            self._made[name] = None
        try:
            self._execute(
                sql.SQL("create database {} template {} owner {}{}").format(
                    sql.Identifier(name), sql.Identifier(template), sql.Identifier(self.address.owner), self._strategy
                )
            )
        except errors.ObjectInUse as error:
            raise self._in_use(template) from error
        return name

    def _vacate(self, database: str) -> None:
        """Wait for sessions that are ending: the server itself would look again only after a tenth of a second."""
        until = time.monotonic() + _GONE_SECONDS
        while self._sessions(database):
            if time.monotonic() > until:
                self._execute(_END_IDLE.format(sql.Literal(database), sql.Literal(self.address.owner)))
                if self._sessions(database):  # the server would wait five seconds for them
                    raise self._in_use(database)
            time.sleep(_POLL_SECONDS)

    def _in_use(self, database: str) -> ServerError:
        return ServerError(
            f"{database} cannot be cloned while it is in use by {'; '.join(self._sessions(database))}",
            want="a database that nobody is connected to",
            mend="close the connections to it first",
        )

    def _sessions(self, database: str) -> list[str]:
        rows = self._execute(_SESSIONS.format(sql.Literal(database)))
        return [", ".join(str(part) for part in row) for row in rows]

    def _execute(self, query: sql.Composed) -> list[TupleRow]:
        """Run one statement as the role that makes databases; raise `ServerError` where the server is gone."""
        with self._lock:
            if self._open is None or self._open.closed:
                self._open = self.connect(self.address.maintenance, role="superuser")
            try:
                cursor = self._open.execute(query)
            except errors.ObjectInUse:
                raise
            except psycopg.Error as error:
                if self._open.broken:
                    raise ServerError(
                        f"the server went away: {' '.join(str(error).split())}",
                        want="the server that this run began with",
                        mend="see what ended it (memory, disk, somebody's kill) and run again",
                    ) from error
                raise ServerError(
                    f"the server refused to make, clone or drop a scratch database: {error}".strip(),
                    want="the server that this run began with",
                    mend="see whether the server still runs and has room, and whether its role may still create"
                    " databases",
                ) from error
            return cursor.fetchall() if cursor.description else []
