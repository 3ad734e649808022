"""Questions that only transactions of their own answer: on clones, with scripts that commit as people's do.

Inside one transaction the clock stands still, and nothing shows where a transaction begins or ends. Most files do not
look; these questions are put about those that may.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from harness.chain.statement import Script, Statement
from harness.live import catalog, psql
from harness.live.apply import Applied, Connection
from harness.live.scratch import Scratch
from harness.schema import Difference, Schema
from harness.walk.record import Replay, row_changes
from harness.walk.stage import run_units, state
from harness.walk.units import Unit, units_of


class Committed:
    """Applies scripts to clones of a database that has no sessions, each statement within `timeout` seconds."""

    def __init__(self, scratch: Scratch, *, timeout: float) -> None:
        self._scratch, self._timeout = scratch, timeout

    def as_one(self, script: Script, database: str, conn: Connection) -> Applied:
        """Apply `script` to `database`, of which `conn` is a session, in one transaction, as `psql -1` does."""
        if script.meta_commands:
            return psql.run(self._scratch.address, database, script, timeout=self._timeout, single=True)
        begin, commit = Statement(script.path, 1, "begin"), Statement(script.path, 1, "commit")
        inside = tuple(statement for unit in units_of(script) for statement in unit.statements)
        return self._run([Unit(inside, (begin, commit))], database, conn)

    def another_end(self, script: Script, before: str) -> tuple[Difference, ...]:
        """Return how the end of one transaction differs from that of statement by statement, from `before` on.

        What differs from one application to the next in any case, such as a view that holds the time of its making, is
        left out.
        """
        first, second = (self._end(script, before, single=False) for _ in range(2))
        restless = {found.part.key for found in first.compare(second)}
        single = self._end(script, before, single=True)
        return tuple(found for found in first.compare(single) if found.part.key not in restless)

    def again(self, scripts: Sequence[Script], before: str) -> Replay:
        """Apply scripts in order from `before` on, and return what the last one, applied again, then changes."""
        with self._clone(before) as (database, conn):
            for script in scripts:
                self._run(units_of(script), database, conn)
            left, expected = catalog.read(conn), state(conn)
            applied = self._run(units_of(scripts[-1]), database, conn)
            if applied.failure:
                return Replay(applied.failure)
            found = state(conn)
            if found == expected:
                return Replay()
            return Replay(None, left.compare(catalog.read(conn)), row_changes(expected.rows, found.rows))

    def _end(self, script: Script, before: str, *, single: bool) -> Schema:
        with self._clone(before) as (database, conn):
            if single:
                self.as_one(script, database, conn)
            else:
                self._run(units_of(script), database, conn)
            return catalog.read(conn)

    def _run(self, units: Sequence[Unit], database: str, conn: Connection) -> Applied:
        return run_units(self._scratch, database, conn, units, timeout=self._timeout)

    @contextmanager
    def _clone(self, before: str) -> Iterator[tuple[str, Connection]]:
        database = self._scratch.clone(before, "committed")
        with closing(self._scratch.connect(database)) as conn:
            yield database, conn
        self._scratch.drop(database)
