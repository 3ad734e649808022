"""Two stages on which a question can be played and undone: inside one transaction, or on cloned databases.

A transaction costs half a millisecond to undo and serves wherever the statements mean the same inside one; a clone
costs tens of milliseconds and serves everything. Questions are written once, against `Stage`.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from harness.chain.statement import Statement
from harness.live import catalog, contents, psql
from harness.live.apply import SESSION_ENDS, Applied, Applier, Connection, reset
from harness.live.contents import Contents
from harness.live.scratch import Scratch
from harness.schema import Name
from harness.walk.units import Unit, names_settings

Mark = str


@dataclass(frozen=True, slots=True)
class State:
    """What a database holds at one moment, as two cheap values: equal states have equal schemas and rows."""

    schema: str
    rows: Contents


class Stage(AbstractContextManager["Stage"], Protocol):
    """A database that can be marked, acted on and taken back."""

    transactional: bool

    @property
    def conn(self) -> Connection: ...

    def mark(self) -> Mark:
        """Remember the present state."""
        ...

    def back(self, mark: Mark) -> None:
        """Return to a remembered state; the mark stays good for another time."""
        ...

    def forget(self, mark: Mark) -> None:
        """Give up a mark that is not needed again."""
        ...

    def run(self, units: Iterable[Unit], *, fresh: bool = True) -> Applied:
        """Apply units in order, up to the first error: in a new session, or going on in the one that ran before."""
        ...

    def aside(self, units: Iterable[Unit]) -> bool:
        """Apply units that ran before, in another session than the one in progress; say whether all succeeded."""
        ...


class TransactionStage(Stage):
    """Plays inside one transaction of `conn`, which is rolled back at the end; marks are savepoints."""

    transactional = True

    def __init__(self, conn: Connection, *, timeout: float) -> None:
        self._conn = conn
        self._applier = Applier(conn, timeout=timeout)
        self._marks = 0

    @property
    def conn(self) -> Connection:
        return self._conn

    def __enter__(self) -> Self:
        reset(self._conn)
        self._conn.execute("begin")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._conn.closed:
            self._conn.execute("rollback")

    def mark(self) -> Mark:
        self._marks += 1
        name = f"harness_{self._marks}"
        self._conn.execute(f"savepoint {name}".encode())
        return name

    def back(self, mark: Mark) -> None:
        self._conn.execute(f"rollback to savepoint {mark}".encode())

    def forget(self, mark: Mark) -> None:
        self._conn.execute(f"release savepoint {mark}".encode())

    def run(self, units: Iterable[Unit], *, fresh: bool = True) -> Applied:
        if fresh:
            self._conn.execute(SESSION_ENDS)
        return self._applier.within(statement for unit in units for statement in unit.statements)

    def aside(self, units: Iterable[Unit]) -> bool:
        """Do so in one round trip where possible; what it does to the session goes when the stage is taken back."""
        statements = [statement for unit in units for statement in unit.statements]
        if any(statement.kind == "copy" for statement in statements):
            self._conn.execute(SESSION_ENDS)
            return self._applier.within(statements).ok
        together = "\n;\n".join([SESSION_ENDS.decode(), *(statement.text for statement in statements)])
        line = statements[0].line if statements else 1
        return self._applier.within([Statement("", line, together)]).ok


class CloneStage(Stage):
    """Plays on a clone of `source`; marks are further clones. Each unit commits, as the file has it."""

    transactional = False

    def __init__(self, scratch: Scratch, source: str, *, timeout: float) -> None:
        self._scratch, self._source, self._timeout = scratch, source, timeout
        self.database = source
        self._databases: list[str] = []
        self._open: Connection | None = None

    @property
    def conn(self) -> Connection:
        assert self._open is not None, "the stage is not open"
        return self._open

    def __enter__(self) -> Self:
        self._connect(self._scratch.clone(self._source))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.conn.close()
        for database in self._databases:
            self._scratch.drop(database)

    def _connect(self, database: str) -> None:
        if database not in self._databases:
            self._databases.append(database)
        self.database = database
        self._open = self._scratch.connect(database)

    def mark(self) -> Mark:
        self.conn.close()
        kept = self._scratch.clone(self.database)
        self._databases.append(kept)
        self._connect(self.database)
        return kept

    def back(self, mark: Mark) -> None:
        self.conn.close()
        self._discard(self.database)
        self._connect(self._scratch.clone(mark))

    def forget(self, mark: Mark) -> None:
        self._discard(mark)

    def _discard(self, database: str) -> None:
        self._scratch.drop(database)
        self._databases.remove(database)

    def run(self, units: Iterable[Unit], *, fresh: bool = True) -> Applied:
        parts = tuple(units)
        if fresh and names_settings(parts):
            self.conn.close()
            self._connect(self.database)
        return run_units(self._scratch, self.database, self.conn, parts, timeout=self._timeout, fresh=fresh)

    def aside(self, units: Iterable[Unit]) -> bool:
        with closing(self._scratch.connect(self.database)) as conn:
            return run_units(self._scratch, self.database, conn, units, timeout=self._timeout).ok


def run_units(
    scratch: Scratch,
    database: str,
    conn: Connection,
    units: Iterable[Unit],
    *,
    timeout: float,
    track: bool = False,
    fresh: bool = True,
) -> Applied:
    """Apply the units of one file as psql applies the file, by psql itself where it must be.

    Where they are not `fresh`, they go on in the session that ran the units before them.
    """
    if fresh:
        reset(conn)
    statements: list[Statement] = []
    for unit in units:
        if unit.psql:
            return psql.run(scratch.address, database, unit.psql, timeout=timeout)
        statements.extend(unit.whole)
    return Applier(conn, timeout=timeout).file(statements, track=track)


def aspect(conn: Connection, touched: frozenset[Name] | None) -> State:
    """Return as much of the state as writes to these tables, the catalog's own among them, can have changed."""
    if touched is None:
        return state(conn)
    catalogs = frozenset(table.name for table in touched if table.namespace == "pg_catalog")
    others = frozenset(table for table in touched if table.namespace != "pg_catalog")
    tables = others & set(contents.columns(conn)) if others else others  # some are no more, or are temporary
    return State(
        catalog.digest(conn, catalogs=catalogs) if catalogs else "",
        contents.contents(conn, tables) if tables else Contents(),
    )


def state(conn: Connection, digest: str | None = None) -> State:
    """Return what the database holds now; `digest` is its catalog's, where that is known."""
    return State(digest or catalog.digest(conn), contents.contents(conn))
