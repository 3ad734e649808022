"""A database that follows the walk with rows in every table: what a migration does to one that is in use.

Rows are put into a table once, when the version that made it stands; from then on they go through every later
migration, as the rows of a database in production do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from harness.chain.statement import Chain, Migration
from harness.live import contents
from harness.live.apply import Applied, Connection
from harness.live.scratch import Scratch
from harness.observed.fill import fill
from harness.schema import Name, Schema
from harness.walk.record import OverRows, RowChange, row_changes
from harness.walk.rows import shared
from harness.walk.stage import TransactionStage, run_units
from harness.walk.units import Unit, fits_a_transaction, units_of

_PENDING = "55006"  # a table that rows were written to waits for its triggers: each statement's own commit lets it go


@dataclass
class Populated:
    """The database and the statements that filled each of its tables."""

    scratch: Scratch
    timeout: float
    database: str | None = None
    filled: dict[Name, tuple[str, ...]] = field(default_factory=dict)
    tried: set[Name] = field(default_factory=set)

    def close(self) -> None:
        if self.database:
            self.scratch.drop(self.database)
            self.database = None

    def begin(self, source: str) -> None:
        """Start anew from a copy of `source`, which nobody is connected to, at the version where that stands."""
        self.close()
        self.database = self.scratch.clone(source, "populated")
        self.filled, self.tried = {}, set()

    def fill(self, schema: Schema) -> None:
        """Put rows into the tables of a version that have not been tried before."""
        assert self.database
        new = [
            table.name for table in schema.tables if table.name not in self.tried and table.relkind != "foreign table"
        ]
        if new:
            with closing(self.scratch.connect(self.database)) as conn:
                self.filled |= fill(conn, schema, new)
            self.tried.update(new)

    def up(self, migration: Migration) -> OverRows | None:
        """Apply an up for good; None where no table has rows. After a failure the database is to be begun anew."""
        if not self.database:
            return None
        database, units = self.database, units_of(migration.up)
        with closing(self.scratch.connect(database)) as conn:
            over = self._over(conn, lambda: self._run(database, conn, units))
        return over if self.filled or over.failure else None

    def again(self, chain: Chain) -> OverRows | None:
        """Apply all ups once more, over the rows; None where no table has any. Nothing is to be asked afterwards."""
        if not self.filled or not self.database:
            return None
        with closing(self.scratch.connect(self.database)) as conn:
            before = contents.contents(conn)
        for migration in chain.migrations:
            with closing(self.scratch.connect(self.database)) as conn:
                failure = self._run(self.database, conn, units_of(migration.up)).failure
            if failure:
                return OverRows(len(self.filled), failure, (), self._statements(failure.statement.text))
        with closing(self.scratch.connect(self.database)) as conn:
            changes = row_changes(before, contents.contents(conn))
        return OverRows(
            len(self.filled), None, changes, self._statements(" ".join(str(each.table) for each in changes))
        )

    def down(self, migration: Migration) -> OverRows | None:
        """Apply a down, and take it back; None where there is none, or no table has rows."""
        if migration.down is None or not self.filled or not self.database:
            return None
        units = units_of(migration.down)
        if fits_a_transaction(units):
            with closing(self.scratch.connect(self.database)) as conn:
                with TransactionStage(conn, timeout=self.timeout) as stage:
                    over = self._over(conn, lambda: stage.run(units))
                if not over.failure or over.failure.sqlstate != _PENDING:
                    return over
        database = self.scratch.clone(self.database, "down")
        try:
            with closing(self.scratch.connect(database)) as conn:
                return self._over(conn, lambda: self._run(database, conn, units))
        finally:
            self.scratch.drop(database)

    def _run(self, database: str, conn: Connection, units: Sequence[Unit]) -> Applied:
        return run_units(self.scratch, database, conn, units, timeout=self.timeout)

    def _over(self, conn: Connection, apply: Callable[[], Applied]) -> OverRows:
        there = contents.columns(conn)
        before = contents.contents(conn, columns=there)
        failure = apply().failure
        if failure:
            return OverRows(len(self.filled), failure, (), self._statements(failure.statement.text))
        here = contents.columns(conn)
        columns = shared(there, here)
        after = contents.contents(conn, columns=columns)
        changes = _changes(before, after, {name for name in columns if here[name] == there[name]})
        return OverRows(
            len(self.filled), None, changes, self._statements(" ".join(str(each.table) for each in changes))
        )

    def _statements(self, text: str) -> tuple[str, ...]:
        """Return what filled the tables that a text names."""
        named = [statements for name, statements in self.filled.items() if name.name in text]
        return tuple(statement for statements in named for statement in statements)


def _changes(before: contents.Contents, after: contents.Contents, whole: Collection[Name]) -> tuple[RowChange, ...]:
    """Return the tables that have lost rows, or whose rows are not what they were though no column came or went."""
    return tuple(
        RowChange(name, rows.count, after.tables[name].count)
        for name, rows in before.tables.items()
        if name in after.tables
        and (after.tables[name].count < rows.count or (name in whole and after.tables[name].digest != rows.digest))
    )
