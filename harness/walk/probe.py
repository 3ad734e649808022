"""Asks everything about one migration before it is applied for good, and leaves the database as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace

from harness.chain.statement import Script, Statement
from harness.live import catalog, contents
from harness.live.apply import Connection, Failure
from harness.live.scratch import Scratch
from harness.schema import Difference
from harness.walk.committed import Committed
from harness.walk.drift import drifts, suspects
from harness.walk.places import Places, naming
from harness.walk.questions import Questions, Run
from harness.walk.record import Drift, Replay, Trial, row_changes
from harness.walk.rows import OlderTables, deltas, shared
from harness.walk.stage import CloneStage, Mark, Stage, TransactionStage
from harness.walk.units import Unit, fits_a_transaction, is_about_transactions, units_of


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found out about a migration, or about a seed (which has no down).

    `after` is the digest of the schema that the up left; `end` is the one that a single transaction left, where it is
    still to be held against statements applied one by one.
    """

    failure: Failure | None = None
    trial: Trial = field(default_factory=Trial)
    after: str | None = None
    end: str | None = None
    down: Replay | None = None
    down_trial: Trial = field(default_factory=Trial)
    older: OlderTables = field(default_factory=OlderTables)
    drifts: tuple[Drift, ...] = ()


class Prober:
    """Plays migrations on stages over one database; `release` must close every session of ours on it for a while."""

    def __init__(
        self,
        scratch: Scratch,
        database: str,
        places: Places,
        *,
        connection: Callable[[], Connection],
        release: Callable[[], AbstractContextManager[None]],
        timeout: float,
    ) -> None:
        self._scratch, self._database, self._places = scratch, database, places
        self._connection, self._release, self._timeout = connection, release, timeout
        self._committed = Committed(scratch, timeout=timeout)

    def probe(self, up: Script, down: Script | None = None, *, digest: str | None = None) -> Probe:
        """Ask everything about `up` and `down` at the present state of the database, whose digest may be known."""
        ups, downs = units_of(up), units_of(down) if down else None
        if fits_a_transaction([*ups, *(downs or ())]):
            with TransactionStage(self._connection(), timeout=self._timeout) as stage:
                probe = self._play(stage, ups, downs, digest)
            if not _about_transactions(probe):
                return self._with_time(self._with_singles(probe), up, down)
        with self._release(), CloneStage(self._scratch, self._database, timeout=self._timeout) as stage:
            probe = self._play(stage, ups, downs, digest)
            return self._with_clone_singles(probe, up, down)

    def _play(self, stage: Stage, ups: Sequence[Unit], downs: Sequence[Unit] | None, digest: str | None) -> Probe:
        questions = Questions(stage, self._places)
        start, before = stage.mark(), digest or catalog.digest(stage.conn)
        columns = {} if downs is None else contents.columns(stage.conn)
        run = questions.carry_out(ups)
        if run.failure:
            return Probe(run.failure)
        probe = Probe(None, _trial(run, questions.again(ups)), catalog.digest(stage.conn))
        if downs is not None:
            probe = replace(probe, older=OlderTables(shared(columns, contents.columns(stage.conn))))
            probe = self._play_down(questions, probe, start, before, ups, downs)
        doubtful = suspects(run.outcomes)
        if doubtful:
            stage.back(start)
            found = tuple(drifts(questions, ups, start, questions.read(), doubtful))
            probe = replace(probe, drifts=found)
        return probe

    def _play_down(
        self,
        questions: Questions,
        probe: Probe,
        start: Mark,
        before: str,
        ups: Sequence[Unit],
        downs: Sequence[Unit],
    ) -> Probe:
        stage, older = questions.stage, probe.older
        # Hashing rows is dear where there are many. In a transaction it is known in the end which tables were written.
        up = stage.mark() if stage.transactional else None
        above = None if up else contents.contents(stage.conn, columns=older.columns)
        run = questions.carry_out(downs)
        if run.failure:
            return replace(probe, down=Replay(run.failure))
        restored = catalog.digest(stage.conn)
        trial = _trial(run, questions.again(downs))
        written = questions.written()
        lasting = {
            table: columns
            for table, columns in older.within(contents.columns(stage.conn)).items()
            if written is None or table in written
        }
        below = contents.contents(stage.conn, columns=lasting)
        left_by_down = questions.read() if restored != before else None
        if up:
            stage.back(up)
            above = contents.contents(stage.conn, columns=lasting)
        assert above is not None
        stage.back(start)
        differences: tuple[Difference, ...] = ()
        if left_by_down:
            made = [statement for unit in ups for statement in unit.statements]
            found = questions.differences(questions.read(), left_by_down)
            differences = tuple(_at_maker(difference, made) for difference in found)
        start_rows = contents.contents(stage.conn, columns=lasting)
        probe = replace(probe, older=OlderTables(older.columns, deltas(above, below), deltas(start_rows, above)))
        return replace(probe, down=Replay(None, differences, row_changes(start_rows, below)), down_trial=trial)

    def _with_singles(self, probe: Probe) -> Probe:
        """Enter that both files just ran inside one transaction; whether the end is the same is asked later."""
        if probe.failure:
            return probe
        assert probe.after is not None
        probe = replace(probe, trial=replace(probe.trial, single=Replay()), end=probe.after)
        if probe.down and not probe.down.failure:
            probe = replace(probe, down_trial=replace(probe.down_trial, single=Replay()))
        return probe

    def _with_time(self, probe: Probe, up: Script, down: Script | None) -> Probe:
        """Ask once more, with a clock that goes on, where a rerun wrote the same only if it wrote no time."""
        if probe.trial.again and probe.trial.again.timeless:
            with self._release():
                again = self._committed.again([up], self._database)
            probe = replace(probe, trial=replace(probe.trial, again=again))
        if down and probe.down_trial.again and probe.down_trial.again.timeless:
            with self._release():
                again = self._committed.again([up, down], self._database)
            probe = replace(probe, down_trial=replace(probe.down_trial, again=again))
        return probe

    def _with_clone_singles(self, probe: Probe, up: Script, down: Script | None) -> Probe:
        """Ask on further clones whether each file also runs as one transaction, and the up to the same end."""
        if probe.failure:
            return probe
        assert probe.after is not None
        with CloneStage(self._scratch, self._database, timeout=self._timeout) as fresh:
            single = self._single(fresh, up)
            if not single.failure and catalog.digest(fresh.conn) != probe.after:
                single = Replay(None, self._committed.another_end(up, self._database))
            probe = replace(probe, trial=replace(probe.trial, single=single))
            if down and probe.down and not probe.down.failure:
                if single.failure:  # the up has to stand before its down can be tried
                    fresh.run(units_of(up))
                probe = replace(probe, down_trial=replace(probe.down_trial, single=self._single(fresh, down)))
        return probe

    def _single(self, stage: CloneStage, script: Script) -> Replay:
        return Replay(self._committed.as_one(script, stage.database, stage.conn).failure)


def _trial(run: Run, again: Replay) -> Trial:
    return Trial(again, run.interruptions, run.points)


def _about_transactions(probe: Probe) -> bool:
    """Say whether anything failed in a way that being inside a transaction may explain."""
    replays = [probe.trial.again, probe.down, probe.down_trial.again]
    failures = [probe.failure, *(replay.failure for replay in replays if replay)]
    for trial in (probe.trial, probe.down_trial):
        failures.extend(interruption.replay.failure for interruption in trial.interruptions or ())
    return any(is_about_transactions(failure.sqlstate) for failure in failures if failure)


def _at_maker(found: Difference, made: Sequence[Statement]) -> Difference:
    """Point a left-over to the statement of the up that made it; on a stage no row says so."""
    if found.right is None or found.left is not None or found.right.path:
        return found
    maker = naming(found.right, made)
    if maker is None:
        return found
    return replace(found, right=replace(found.right, path=maker.path, line=maker.line))
