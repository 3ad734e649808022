"""Applies statements as `psql -v ON_ERROR_STOP=1 -f FILE` applies them, and records what the server said to each.

Every statement goes out by the simple query protocol, as its own implicit transaction unless the file opened one;
the first error stops the file, and a transaction that the file left open is rolled back, as psql's exit would do.
What went wrong with the *SQL* is part of the record; a server that went away, or that is out of disk or memory, says
nothing about the SQL and raises `ServerError`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import errors, sql
from psycopg.pq import TransactionStatus

from harness.chain.statement import Statement
from harness.finding import ServerError

Connection = psycopg.Connection[Any]

# What the end of a session takes with it, as far as it can be had inside a transaction too.
SESSION_ENDS = b"close all; reset session authorization; reset all; unlisten *; discard sequences; discard temp"

# What a file prepared: the driver's own are not made by SQL.
_PREPARED = b"select name from pg_catalog.pg_prepared_statements where from_sql and name !~ '^harness_'"

# SQLSTATEs that speak of the machine or the server, not of the statement. Not all of class XX and 58: a loser of a race
# gets XX000 (tuple concurrently updated), a missing extension library 58P01.
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_ABOUT_THE_SERVER = ("08", "53", "57P", "58000", "58030", "F0", "XX001", "XX002")


@dataclass(frozen=True, slots=True)
class Notice:
    """One message that came along with a statement: severity, SQLSTATE, text."""

    severity: str
    sqlstate: str
    message: str


@dataclass(frozen=True, slots=True)
class Failure:
    """The error that stopped a script: where in the file, and what the server said."""

    statement: Statement
    line: int
    sqlstate: str
    message: str
    detail: str = ""

    def __str__(self) -> str:
        said = f"{self.message} ({self.sqlstate})" if self.sqlstate else self.message
        return f"{said}\n{self.detail}" if self.detail else said


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one statement did: its notices, and the half-open range of transaction ids that it may have used."""

    statement: Statement
    notices: tuple[Notice, ...] = ()
    xids: tuple[int, int] | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Applied:
    """What a script did, statement by statement, up to its end or its first error."""

    outcomes: tuple[Outcome, ...] = ()
    failure: Failure | None = None
    left_open: bool = False
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return self.failure is None


class Watchdog:
    """Cancels statements that outlive their limit, also where the file itself has switched statement_timeout off.

    One thread serves all connections of the process: starting one for every file would cost more than a small file.
    """

    def __init__(self) -> None:
        self._deadlines: dict[Connection, float] = {}
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    @contextmanager
    def limit(self, conn: Connection, seconds: float) -> Iterator[None]:
        """Give what `conn` runs inside the full limit from now."""
        self._start()
        self._deadlines[conn] = time.monotonic() + seconds
        try:
            yield
        finally:
            self._deadlines.pop(conn, None)

    def _start(self) -> None:
        if self._thread is not None:
            return
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="harness-watchdog", daemon=True)
                self._thread.start()

    def _watch(self) -> None:
        while True:
            time.sleep(_WATCH_SECONDS)
            now = time.monotonic()
            for conn, deadline in list(self._deadlines.items()):
                if now >= deadline and self._deadlines.pop(conn, None) is not None:
                    with suppress(psycopg.Error):  # gone or done meanwhile; who waits for the answer learns which
                        conn.cancel_safe()


_WATCH_SECONDS = 0.25
_WATCHDOG = Watchdog()


class Applier:
    """Applies statements over one connection, each within the time limit."""

    def __init__(self, conn: Connection, *, timeout: float) -> None:
        self.conn = conn
        self._timeout = timeout

    def file(self, statements: Iterable[Statement], *, track: bool = False) -> Applied:
        """Apply a whole file on a connection outside any transaction; `track` records transaction ids too."""
        applied = self._run(statements, track=track)
        left_open = self.conn.info.transaction_status != TransactionStatus.IDLE
        if left_open:
            self.conn.execute("rollback")
        return Applied(applied.outcomes, applied.failure, left_open and applied.ok, applied.seconds)

    def within(self, statements: Iterable[Statement]) -> Applied:
        """Apply statements inside the transaction that is open; on an error it is left failed, for the caller."""
        return self._run(statements, track=False)

    def _run(self, statements: Iterable[Statement], *, track: bool) -> Applied:
        outcomes: list[Outcome] = []
        notices: list[Notice] = []
        started = time.monotonic()
        failure = None

        def note(diagnostic: errors.Diagnostic) -> None:
            severity = diagnostic.severity_nonlocalized or ""
            notices.append(Notice(severity, diagnostic.sqlstate or "", diagnostic.message_primary or ""))

        self.conn.add_notice_handler(note)
        try:
            low = next_xid(self.conn) if track else 0
            for statement in statements:
                notices.clear()
                before = time.monotonic()
                failure = self._execute(statement)
                if failure:
                    break
                seconds = time.monotonic() - before
                high = next_xid(self.conn) if track and self._idle else low
                outcomes.append(Outcome(statement, tuple(notices), (low, high) if track else None, seconds))
                low = high
        finally:
            self.conn.remove_notice_handler(note)
        return Applied(tuple(outcomes), failure, False, time.monotonic() - started)

    @property
    def _idle(self) -> bool:
        return self.conn.info.transaction_status == TransactionStatus.IDLE

    def _execute(self, statement: Statement) -> Failure | None:
        try:
            with _WATCHDOG.limit(self.conn, self._timeout + 1):
                if statement.kind == "copy":
                    with self.conn.cursor() as cursor, cursor.copy(statement.text.encode()) as copy:
                        copy.write((statement.data or "").encode())
                else:
                    self.conn.execute(statement.text.encode())
        except psycopg.Error as error:
            return self._failure(statement, error)
        return None

    def _failure(self, statement: Statement, error: psycopg.Error) -> Failure:
        sqlstate = error.sqlstate or ""
        message = (error.diag.message_primary or str(error)).strip()
        if self.conn.broken or not sqlstate or sqlstate.startswith(_ABOUT_THE_SERVER):
            raise ServerError(
                f"the server failed while it ran this statement: {message} ({sqlstate or 'connection lost'})",
                want="a server that lives and has room until the statement is done",
                mend="read the server's log, see to its disk and memory, and run again; if this statement itself"
                " brings the server down, that is a defect of the server",
                path=statement.path,
                line=statement.line,
            ) from error
        if sqlstate == "57014":
            message = f"{message}: it ran for more than {self._timeout:g} s"
        position = error.diag.statement_position
        line = statement.line_of(int(position) - 1) if position else statement.line
        return Failure(statement, line, sqlstate, message, error.diag.message_detail or "")


def reset(conn: Connection) -> None:
    """Give the session the state of a new one, as each file that psql runs has; what we prepared ourselves is kept."""
    if conn.info.transaction_status != TransactionStatus.IDLE:
        conn.execute("rollback")
    conn.execute(SESSION_ENDS)
    conn.execute("select pg_catalog.pg_advisory_unlock_all()")
    for (name,) in conn.execute(_PREPARED).fetchall():
        conn.execute(sql.SQL("deallocate {}").format(sql.Identifier(name)))


def next_xid(conn: Connection) -> int:
    """Return the 64-bit transaction id after the last one that ended: outside a transaction, the next to be used."""
    row = conn.execute("select pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::text").fetchone()
    assert row is not None
    return int(row[0])
