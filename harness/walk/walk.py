"""Walks a chain once over one server: up, again, interrupted, reversed, seeded, raced; and records what it saw.

Before a migration is applied for good, everything that can be asked about it is asked on a stage that is taken back
(`probe`). Then it is applied, as psql would apply it, to the one database that goes from the first version to the
last, takes the seed, and is unwound again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace

from psycopg import errors, sql

from harness.chain.statement import Chain, Migration, Script
from harness.finding import UsageError
from harness.live import catalog, contents
from harness.live.apply import Applied, Connection, next_xid
from harness.live.scratch import Scratch
from harness.observed.observe import observe
from harness.schema import Schema
from harness.walk.committed import Committed
from harness.walk.places import Places
from harness.walk.populated import Populated
from harness.walk.probe import Probe, Prober
from harness.walk.race import RaceTrack
from harness.walk.record import Again, Race, Record, Replay, RowChange, Step, Trial, lasting, row_changes
from harness.walk.rows import OlderTables, deltas, unexpected
from harness.walk.stage import State, run_units, state
from harness.walk.units import names_settings, units_of
from harness.walk.witness import Witness

_TIMEOUT = sql.SQL("select pg_catalog.set_config('statement_timeout', {}, false)")


@dataclass(frozen=True, slots=True)
class WalkOptions:
    """How to walk: seconds that one statement may take, and whether psql may run files with meta-commands.

    `declared` says whether to hold each version's catalog against what the SQL declares, `rows` whether to put rows to
    the last version; `examples` is how many generated ones each table gets, None leaves that to their number.
    """

    timeout: float = 60.0
    allow_psql: bool = False
    declared: bool = True
    rows: bool = True
    examples: int | None = None


def walk(chain: Chain, scratch: Scratch, options: WalkOptions = WalkOptions()) -> Record:
    """Walk `chain` on databases of `scratch`; raise `HarnessError` where the walk itself cannot go on."""
    if not options.allow_psql:
        _refuse_meta_commands(chain)
    with closing(Walker(chain, scratch, options)) as walker:
        return walker.walk()


def _refuse_meta_commands(chain: Chain) -> None:
    for script in chain.scripts:
        for statement in script.meta_commands[:1]:
            raise UsageError(
                f"this file needs psql itself: {statement.text.strip()}",
                want="plain SQL, or leave to run psql",
                mend="take the meta-command out, or pass --allow-psql; it lets the file run programs as you do",
                path=statement.path,
                line=statement.line,
            )


class Walker:
    """One walk in progress: its database, the places it has been, the seconds it has taken."""

    def __init__(self, chain: Chain, scratch: Scratch, options: WalkOptions) -> None:
        self.chain, self.scratch, self.options = chain, scratch, options
        self.places = Places()
        self.seconds: dict[str, float] = {}
        self.database = scratch.create("walk")
        self.conn: Connection = scratch.connect(self.database)
        self.track: RaceTrack | None = None
        self.witness: Witness | None = None
        self.populated = Populated(scratch, options.timeout)
        self.digest: str | None = None  # of the walk's database as the last migration left it
        self.prober = Prober(
            scratch,
            self.database,
            self.places,
            connection=lambda: self.conn,
            release=self._released,
            timeout=options.timeout,
        )

    def close(self) -> None:
        self.conn.close()
        self.populated.close()
        if self.track:
            self.track.close()
        self.scratch.drop(self.database)

    def walk(self) -> Record:
        """Go through the whole chain; the record ends where a file does not apply."""
        address = self.scratch.address
        record = Record(self.chain.digest, address.major, {}, seconds=self.seconds)
        if self.options.declared:
            with self._timed("declared"):
                given = catalog.read(self.conn)
                self.witness = Witness(self.chain, owner=address.owner, major=address.major, given=given)
        if self.chain.setup:
            record = replace(record, setup=self._apply(self.chain.setup))
            if record.setup and not record.setup.ok:
                return record
        start = catalog.read(self.conn)
        tables: dict[str, OlderTables] = {}
        for migration in self.chain.migrations:
            step, tables[migration.up.path] = self._step(migration)
            record.steps[migration.up.path] = step
            if not step.up.ok:
                return record
        with self._timed("read"):
            schema = catalog.read(self.conn, places=self.places.at)
            record = replace(record, schema=self.places.refine_schema(schema))
        if self.options.rows:
            with self._timed("rows"):
                record = self._observed(record)
        record = self._seeded(record)
        if not self.chain.ledger:
            with self._timed("chain"):
                record = replace(
                    record, chain_again=self._chain_again(), again_over_rows=self.populated.again(self.chain)
                )
        with self._timed("unwind"):
            return self._unwind(record, start, tables)

    def _step(self, migration: Migration) -> tuple[Step, OlderTables]:
        with self._timed("probe"):
            probe = self.prober.probe(migration.up, migration.down, digest=self.digest)
        races = self._races(migration.up, probe)
        with self._timed("race"):
            self._line_up(races=races)
        with self._timed("apply"):
            applied, older = self._up(migration.up, probe.older)
        if not applied.ok:
            return Step(applied), older
        with self._timed("read"):
            self.digest = catalog.digest(self.conn)
        trial = self._settled(probe, migration)
        step = Step(applied, trial, probe.down, probe.down_trial, drifts=probe.drifts)
        if self.witness:
            with self._timed("declared"):
                found = self.witness.disagreements(self.conn, migration.up, self.places)
                step = replace(step, disagreements=found, unread=self.witness.unread(migration.up))
        if races:
            with self._timed("race"):
                step = replace(step, race=self._race(migration.up, self.digest))
        if self.options.rows:
            with self._timed("populated"):
                step = self._over_rows(migration, step)
        return step, older

    def _over_rows(self, migration: Migration, step: Step) -> Step:
        """Apply a migration that has been applied to the database with rows, too; then put rows into its tables."""
        over = self.populated.up(migration)
        if self.populated.database is None or (over and over.failure):
            with self._released():
                self.populated.begin(self.database)
        self.populated.fill(catalog.read(self.conn))
        return replace(step, over_rows=over, down_over_rows=self.populated.down(migration))

    def _up(self, script: Script, older: OlderTables) -> tuple[Applied, OlderTables]:
        """Apply one up for good, and return by how much it moved the rows of older tables this time."""
        if not older.written:
            return self._apply(script), older
        before = contents.contents(self.conn, columns=older.written)
        applied = self._apply(script)
        if applied.failure:
            return applied, older
        return applied, older.as_applied(deltas(before, contents.contents(self.conn, columns=older.written)))

    def _settled(self, probe: Probe, migration: Migration) -> Trial:
        """Return the up's trial, one transaction now held against the statement by statement application."""
        if probe.end is None or probe.end == self.digest:
            return probe.trial
        with self._rebuilt(migration) as before:
            found = Committed(self.scratch, timeout=self.options.timeout).another_end(migration.up, before)
        return replace(probe.trial, single=Replay(None, found))

    @contextmanager
    def _rebuilt(self, migration: Migration) -> Iterator[str]:
        """Give a database, without sessions, at the version before a migration that has been applied."""
        database = self.scratch.create("before")
        with closing(self.scratch.connect(database)) as conn:
            ups = [each.up for each in self.chain.migrations[: self.chain.migrations.index(migration)]]
            for script in [self.chain.setup, *ups] if self.chain.setup else ups:
                self._run(database, conn, script)
        yield database
        self.scratch.drop(database)

    def _races(self, script: Script, probe: Probe) -> bool:
        """Say whether to race a file: nobody's tool keeps runs apart, and a rerun, whole or after a cut, is harmless.

        Where it is not, nothing can finish what a race leaves, and that finding has been made.
        """
        if self.chain.ledger or script.meta_commands:
            return False
        again, cut = probe.trial.again, probe.trial.interruptions
        return again is not None and again.harmless and not cut

    def _line_up(self, *, races: bool) -> None:
        if races and self.track is None:
            with self._released():
                self.track = RaceTrack(self.scratch, self.database, timeout=self.options.timeout)
        elif not races:
            self._clear_track()

    def _race(self, script: Script, digest: str) -> Race:
        assert self.track is not None
        race, left = self.track.race(script, digest, self.conn)
        if left is not None:
            differences = catalog.read(self.conn, places=self.places.at).compare(left)
            race = replace(race, replay=replace(race.replay, differences=differences))
        if not race.replay.harmless:
            self._clear_track()
        return race

    def _clear_track(self) -> None:
        if self.track:
            self.track.close()
            self.track = None

    def _observed(self, record: Record) -> Record:
        """Put rows to a copy of the last version: they move its sequences."""
        assert record.schema is not None
        with self._released():
            database = self.scratch.clone(self.database, "rows")
        try:
            with closing(self.scratch.connect(database)) as conn:
                conn.execute(_TIMEOUT.format(f"{self.options.timeout * 1000:.0f}"))
                return replace(record, observed=observe(conn, record.schema, examples=self.options.examples))
        except errors.QueryCanceled as error:
            return replace(record, unobserved=f"a statement took longer than it may: {error}".strip())
        finally:
            self.scratch.drop(database)

    def _seeded(self, record: Record) -> Record:
        seed = self.chain.seed
        if seed is None:
            return record
        with self._timed("seed"):
            probe = self.prober.probe(seed, digest=self.digest)
            applied = self._apply(seed)
        return replace(record, seed=applied, seed_trial=probe.trial)

    def _chain_again(self) -> tuple[Again, ...]:
        """Apply all files once more from the first, over the seed's rows, and return what each left changed."""
        with self._released():
            database = self.scratch.clone(self.database, "again")
        seen: list[Again] = []
        conn = self.scratch.connect(database)
        try:
            end, replay = state(conn), Replay()
            for script in [migration.up for migration in self.chain.migrations]:
                before = next_xid(conn)
                applied = self._run(database, conn, script)
                if applied.failure:
                    seen.append(Again(script.path, Replay(applied.failure)))
                    break
                # Where no transaction needed an id, none has written anything.
                replay = replay if next_xid(conn) == before else self._moved(conn, end)
                seen.append(Again(script.path, replay))
                conn = self._after(script, database, conn)
        finally:
            conn.close()
        self.scratch.drop(database)
        return lasting(seen)

    def _moved(self, conn: Connection, end: State) -> Replay:
        """Return how the database of `conn` differs from the walk's, whose state is `end`."""
        now = state(conn)
        if now == end:
            return Replay()
        left, right = catalog.read(self.conn, places=self.places.at), catalog.read(conn)
        return Replay(None, left.compare(right), row_changes(end.rows, now.rows))

    def _unwind(self, record: Record, start: Schema, tables: Mapping[str, OlderTables]) -> Record:
        """Apply all downs from the last version to the first, over the seed's rows."""
        steps = dict(record.steps)
        for migration in reversed(self.chain.migrations):
            if migration.down is None:
                return replace(record, steps=steps)
            applied, changes = self._down(migration.down, tables[migration.up.path])
            steps[migration.up.path] = replace(steps[migration.up.path], down_rows=changes)
            if applied.failure:
                return replace(record, steps=steps, unwound=Replay(applied.failure))
        left = catalog.read(self.conn, places=self.places.at)
        return replace(record, steps=steps, unwound=Replay(None, start.compare(left)))

    def _down(self, script: Script, older: OlderTables) -> tuple[Applied, tuple[RowChange, ...]]:
        """Apply one down for good; return the older tables whose rows it moved by more than it did without a seed."""
        if not older.columns or not contents.contents(self.conn).total:
            return self._apply(script), ()
        before = contents.contents(self.conn, columns=older.within(contents.columns(self.conn)))
        applied = self._apply(script)
        if applied.failure:
            return applied, ()
        lasting = older.within(contents.columns(self.conn))
        return applied, unexpected(before, contents.contents(self.conn, columns=lasting), older.deltas)

    def _apply(self, script: Script) -> Applied:
        """Apply a file for good, as psql does, and learn which transaction ids its statements used."""
        applied = self._run(self.database, self.conn, script, self.places)
        self.conn = self._after(script, self.database, self.conn)
        return applied

    def _after(self, script: Script, database: str, conn: Connection) -> Connection:
        """Return the session for the next file: a new one where only that forgets what `script` set."""
        if not names_settings(units_of(script)):
            return conn
        conn.close()
        return self.scratch.connect(database)

    def _run(self, database: str, conn: Connection, script: Script, places: Places | None = None) -> Applied:
        low = next_xid(conn) if places and script.meta_commands else 0
        applied = run_units(
            self.scratch, database, conn, units_of(script), timeout=self.options.timeout, track=places is not None
        )
        if places and script.meta_commands:
            places.add_range(low, next_xid(conn), script.statements)
        elif places:
            places.add(applied.outcomes)
        return applied

    @contextmanager
    def _released(self) -> Iterator[None]:
        """Let go of the walk's database for as long as it is copied: a template must have no sessions."""
        self.conn.close()
        try:
            yield
        finally:
            self.conn = self.scratch.connect(self.database)

    @contextmanager
    def _timed(self, what: str) -> Iterator[None]:
        started = time.monotonic()
        try:
            yield
        finally:
            self.seconds[what] = self.seconds.get(what, 0.0) + time.monotonic() - started
