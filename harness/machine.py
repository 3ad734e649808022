"""A chain walked in any order: up, down, again, interrupted, seeded; with rows put in, changed and taken out between.

A model says what must be there: the version's fingerprint, and every row that was put in and not taken out. Hypothesis
looks for the shortest walk after which something else is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import ClassVar

import psycopg
from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from harness.chain.statement import Chain, Script
from harness.live import catalog
from harness.live.apply import Connection
from harness.live.evaluate import evaluating
from harness.live.scratch import Scratch
from harness.rows import values
from harness.rows.model import Model, foreign_keys
from harness.rows.statements import delete, matching, update
from harness.rows.strategies import Known, Row, dataset_from_schema, know
from harness.schema import Name
from harness.schema.write.quoting import whole
from harness.walk.stage import run_units
from harness.walk.units import units_of

_TAKEN = (psycopg.errors.UniqueViolation, psycopg.errors.ExclusionViolation)


@dataclass
class Versions:
    """What each version of a chain is, by a walk straight up: its fingerprint, and what rows of it look like."""

    chain: Chain
    scratch: Scratch
    timeout: float = 60.0
    digests: list[str] = field(default_factory=list)
    known: dict[int, Known] = field(default_factory=dict)

    @classmethod
    def of(cls, chain: Chain, scratch: Scratch, timeout: float = 60.0) -> Versions:
        """Walk the chain up once; raise `AssertionError` where a file does not apply."""
        seen = cls(chain, scratch, timeout)
        name = scratch.create("straight")
        try:
            with closing(scratch.connect(name)) as conn:
                if chain.setup:
                    seen.run(conn, name, chain.setup)
                seen.digests.append(catalog.digest(conn))
                for migration in chain.migrations:
                    seen.run(conn, name, migration.up)
                    seen.digests.append(catalog.digest(conn))
                    with evaluating(conn) as ask:
                        seen.known[len(seen.digests) - 1] = know(catalog.read(conn), ask)
        finally:
            scratch.drop(name)
        return seen

    def run(self, conn: Connection, database: str, script: Script, units: int | None = None) -> None:
        """Apply a file, or its first so many units."""
        parts = units_of(script)[:units]
        applied = run_units(self.scratch, database, conn, parts, timeout=self.timeout)
        assert not applied.failure, f"{script}:{applied.failure.line}: {applied.failure}"


class ChainMachine(RuleBasedStateMachine):
    """One walk; a subclass says of which chain."""

    versions: ClassVar[Versions]

    def __init__(self) -> None:
        super().__init__()
        self.version = 0
        self.rows: dict[Name, dict[tuple[str | None, ...], Row]] = {}
        self.database = self.versions.scratch.create("machine")
        self.conn = self.versions.scratch.connect(self.database)
        if self.versions.chain.setup:
            self._run(self.versions.chain.setup)

    def teardown(self) -> None:
        self.conn.close()
        self.versions.scratch.drop(self.database)

    def _run(self, script: Script, units: int | None = None) -> None:
        self.versions.run(self.conn, self.database, script, units)
        self.conn.close()  # what a file has set in its session is not the next one's
        self.conn = self.versions.scratch.connect(self.database)

    @property
    def _migrations(self) -> int:
        return len(self.versions.chain.migrations)

    @precondition(lambda self: self.version < self._migrations)
    @rule()
    def up(self) -> None:
        """Apply the next migration."""
        self._run(self.versions.chain.migrations[self.version].up)
        self.version += 1
        self._forget_what_is_gone()

    @precondition(lambda self: self.version < self._migrations and not self.versions.chain.ledger)
    @rule(data=st.data())
    def interrupted_up(self, data: st.DataObject) -> None:
        """Apply the beginning of the next migration, then the whole."""
        script = self.versions.chain.migrations[self.version].up
        units = len(units_of(script))
        self._run(script, data.draw(st.integers(0, max(units - 1, 0)), label="units"))
        self.up()

    @precondition(lambda self: self.version and not self.versions.chain.ledger)
    @rule()
    def again(self) -> None:
        """Apply the migration of this version once more."""
        self._run(self.versions.chain.migrations[self.version - 1].up)

    @precondition(lambda self: self.version and self.versions.chain.migrations[self.version - 1].down)
    @rule()
    def down(self) -> None:
        """Take back the migration of this version."""
        script = self.versions.chain.migrations[self.version - 1].down
        assert script is not None
        self._run(script)
        self.version -= 1
        self._forget_what_is_gone()

    @precondition(lambda self: self.versions.chain.seed and self.version == self._migrations)
    @rule()
    def seed(self) -> None:
        """Apply the seed."""
        assert self.versions.chain.seed is not None
        self._run(self.versions.chain.seed)

    @precondition(lambda self: self.version and self.versions.known[self.version].models)
    @rule(data=st.data())
    def insert(self, data: st.DataObject) -> None:
        """Put in a row with all that it needs."""
        known = self.versions.known[self.version]
        table = data.draw(st.sampled_from(sorted(known.models)), label="table")
        word = f"{table.namespace}.{table.name}"
        drawn = data.draw(dataset_from_schema(known, sizes={word: 1}), label="rows")
        try:
            with self.conn.transaction():
                drawn.insert(self.conn)
        except _TAKEN:  # a key that another row has already
            assume(False)
        for name, row in drawn.rows:
            key = _key(known.models[name], row)
            if key is not None:
                self.rows.setdefault(name, {})[tuple(key.values())] = row

    @precondition(lambda self: self.version and any(self.rows.values()))
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        """Give a row another value in a column that nothing hangs on."""
        name, key, model = self._chosen(data)
        free = _free(model)
        assume(free)
        column = data.draw(st.sampled_from(free), label="column")
        value = values.nth(model.kinds[column], data.draw(st.integers(3, 6), label="value"))
        row = self.rows[name][key]
        where = _key(model, row)
        assert where is not None
        self.conn.execute(update(model.table, {column: value}, where).encode())
        self.rows[name][key] = {**row, column: value}

    @precondition(lambda self: self.version and any(self.rows.values()))
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        """Take out a row that nothing references."""
        name, key, model = self._chosen(data)
        models = self.versions.known[self.version].models.values()
        assume(not any(each.references == name for other in models for each in foreign_keys(other.table)))
        where = _key(model, self.rows[name].pop(key))
        assert where is not None
        self.conn.execute(delete(model.table, where).encode())

    def _chosen(self, data: st.DataObject) -> tuple[Name, tuple[str | None, ...], Model]:
        name = data.draw(st.sampled_from(sorted(name for name, rows in self.rows.items() if rows)), label="table")
        key = data.draw(st.sampled_from(sorted(self.rows[name], key=repr)), label="row")
        return name, key, self.versions.known[self.version].models[name]

    def _forget_what_is_gone(self) -> None:
        """Forget the tables, and of rows the columns, that this version does not have."""
        known = self.versions.known.get(self.version)
        models: Mapping[Name, Model] = known.models if known else {}
        self.rows = {
            name: {
                key: {column: value for column, value in row.items() if column in models[name].kinds}
                for key, row in rows.items()
            }
            for name, rows in self.rows.items()
            if name in models
        }

    @invariant()
    def the_fingerprint_is_that_of_the_version(self) -> None:
        """Hold the catalog against the one of a walk straight up."""
        assert catalog.digest(self.conn) == self.versions.digests[self.version], f"not what version {self.version} is"

    @invariant()
    def every_row_is_there_as_it_was_put_in(self) -> None:
        """Look for every row, by all columns that no trigger may set."""
        for name, rows in self.rows.items():
            model = self.versions.known[self.version].models[name]
            for row in rows.values():
                where = {column: value for column, value in row.items() if column in _kept(model)}
                found = self.conn.execute(f"select 1 from {whole(name)} where {matching(where)}".encode()).fetchall()
                assert len(found) == 1, f"{name}: {len(found)} rows where {matching(where)}"


def walk_in_any_order(versions: Versions, *, examples: int = 20, steps: int = 15, shrink: bool = True) -> None:
    """Walk a chain in so many ways of up to so many steps; raise with one that goes wrong, made short by `shrink`."""
    phases = [Phase.generate, Phase.shrink] if shrink else [Phase.generate]
    machine = type("Chain", (ChainMachine,), {"versions": versions})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=True,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        ),
    )


def _key(model: Model, row: Row) -> dict[str, str | None] | None:
    """Return what tells a row from every other of its table; None where nothing does."""
    for _, columns in model.keys:
        found = {column: row.get(column) for column in columns}
        if None not in found.values():
            return found
    return None


def _free(model: Model) -> list[str]:
    """Return the columns that no condition and no key reads, of types whose values are told apart by `=`."""
    bound = {column for demand in model.demands for column in demand.columns}
    bound |= {column for key in foreign_keys(model.table) for column in key.columns}
    bound |= {column for _, columns in model.keys for column in columns}
    kept = _kept(model)
    return [
        column.name
        for column in model.columns
        if column.name not in bound and column.name in kept and values.is_text(model.kinds[column.name])
    ]


def _kept(model: Model) -> frozenset[str]:
    """Return the columns whose values stay what they were set to, and can be compared."""
    bodies = " ".join(model.functions.get(each.function.partition("(")[0], "") for each in model.table.triggers)
    exact = {"json", "xml", "point", "box", "path", "polygon", "circle", "lseg", "line", "real", "double precision"}
    return frozenset(
        name for name, kind in model.kinds.items() if kind.base not in exact and f"new.{name}" not in bodies.lower()
    )
