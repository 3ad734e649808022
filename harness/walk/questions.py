"""The questions put to a database, written once against `Stage`: whether a rerun, an interruption, a reversal holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harness.live import catalog
from harness.live.apply import Failure, Outcome
from harness.live.writes import between, catalog_rows, written
from harness.schema import Difference, Name, Schema
from harness.walk.places import Places
from harness.walk.record import Interruption, Replay, row_changes
from harness.walk.stage import Mark, Stage, State, TransactionStage, aspect, state
from harness.walk.units import Unit, keeps_in_session, may_tell_time, only_comments, reads_comments


@dataclass(frozen=True, slots=True)
class Run:
    """A script that was carried out unit by unit: where it failed, or what every interruption would have done."""

    failure: Failure | None
    outcomes: tuple[Outcome, ...] = ()
    interruptions: tuple[Interruption, ...] = ()
    points: int = 0


@dataclass(frozen=True, slots=True)
class _Open:
    """An interruption whose rerun ran through, and that is judged once the uninterrupted end is known."""

    unit: Unit
    state: State
    schema: Schema


class Questions:
    """Asks on one stage; `places` turns what differs into lines."""

    def __init__(self, stage: Stage, places: Places) -> None:
        self.stage, self._places = stage, places
        # A superuser can reach rows of the catalog that are not looked at.
        self._by_rows = stage.conn.info.parameter_status("is_superuser") == "off"

    def read(self) -> Schema:
        """Return the schema as it is now, every part with its place."""
        return catalog.read(self.stage.conn, places=self._places.at)

    def state(self, digest: str | None = None) -> State:
        """Return what the database holds now; `digest` is its catalog's, where that is known."""
        return state(self.stage.conn, digest)

    def written(self) -> frozenset[Name] | None:
        """Return the tables in which the stage's transaction has written rows; None where that is not known."""
        counts = written(self.stage.conn) if self.stage.transactional else None
        return None if counts is None else frozenset(table for table in counts if table.namespace != "pg_catalog")

    def again(self, units: Sequence[Unit]) -> Replay:
        """Apply units where they should change nothing; leaves the stage as it was."""
        before = written(self.stage.conn) if self.stage.transactional else None
        here = None if before is not None else self.state()
        mark = self.stage.mark()
        applied = self.stage.run(units)
        if applied.failure:
            replay = Replay(applied.failure)
        elif here is not None:
            replay = self._changes(mark, here, self.state())
        else:
            touched = between(before or {}, written(self.stage.conn) or {})
            replay = self._touched(units, mark, touched) if touched else Replay()
        self.stage.back(mark)
        self.stage.forget(mark)
        return replay

    def _touched(self, units: Sequence[Unit], mark: Mark, touched: frozenset[Name]) -> Replay:
        """Return what units that have just been applied changed, which can be nothing but what they wrote to."""
        there = aspect(self.stage.conn, touched)
        self.stage.back(mark)
        here = aspect(self.stage.conn, touched)
        if here == there:
            return Replay(timeless=may_tell_time(units, touched))
        self.stage.run(units)
        return self._changes(mark, here, there)

    def _changes(self, mark: Mark, here: State, there: State) -> Replay:
        """Return how the stage, now at `there`, differs from what it was at `mark`, where it was at `here`."""
        if here == there:
            return Replay()
        after = self.read()
        self.stage.back(mark)
        return Replay(None, self.differences(self.read(), after), row_changes(here.rows, there.rows))

    def differences(self, left: Schema, right: Schema) -> tuple[Difference, ...]:
        """Return how two schemas differ, each part with the line that names it."""
        return tuple(
            Difference(
                found.change,
                self._places.refine(found.left) if found.left else None,
                self._places.refine(found.right) if found.right else None,
            )
            for found in left.compare(right)
        )

    def carry_out(self, units: Sequence[Unit]) -> Run:
        """Apply units one after another, and at each point between two ask what an interruption there would do.

        Rerunning units 1 to k after unit k and finding nothing changed proves that the whole file converges from
        there; where something did change, or failed, the whole file is run and decides. What is proved before a COMMENT
        holds after it too, in a file that reads no comments: the rerun may set older comments, and ends with this one.
        Leaves the stage at the end.
        """
        start = self.stage.mark()
        harmless, blind = False, not reads_comments(units)
        outcomes: list[Outcome] = []
        failed: list[Interruption] = []
        undecided: list[_Open] = []
        for done in range(1, len(units) + 1):
            applied = self.stage.run(units[done - 1 : done], fresh=done == 1)
            outcomes.extend(applied.outcomes)
            if applied.failure:
                return Run(applied.failure, tuple(outcomes))
            if done == len(units) or (harmless and blind and only_comments(units[done - 1])):
                continue
            harmless = self._prefix_is_harmless(units[:done], start)
            if harmless:
                continue
            here = self.stage.mark() if self.stage.transactional else None
            outcome = self._whole_file(units, units[done - 1])
            (failed if isinstance(outcome, Interruption) else undecided).append(outcome)  # type: ignore[arg-type]
            self._return_to(units[:done], start, here)
        failed.extend(self._judge(units, start, undecided))
        failed.sort(key=lambda interruption: interruption.after.line)
        return Run(None, tuple(outcomes), tuple(failed), max(len(units) - 1, 0))

    def _prefix_is_harmless(self, prefix: Sequence[Unit], start: Mark) -> bool:
        """Rerun what was done so far; say whether that changed nothing. Leaves the stage at the end of `prefix`."""
        if keeps_in_session(prefix):
            return False
        if isinstance(self.stage, TransactionStage):
            return self._prefix_is_harmless_within(self.stage, prefix)
        before = self.state()
        if self.stage.aside(prefix) and self.state() == before:
            return True
        self._return_to(prefix, start, None)
        return False

    def _prefix_is_harmless_within(self, stage: TransactionStage, prefix: Sequence[Unit]) -> bool:
        before = written(stage.conn)
        mark = stage.mark()
        harmless = stage.aside(prefix)
        if harmless:
            after = written(stage.conn)
            touched = between(before, after) if before is not None and after is not None else None
            if touched is None or touched:  # something was written: was it the same again?
                harmless = self._same_again(stage, mark, prefix, touched)
        stage.back(mark)
        stage.forget(mark)
        return harmless

    def _same_again(
        self, stage: TransactionStage, mark: Mark, prefix: Sequence[Unit], touched: frozenset[Name] | None
    ) -> bool:
        """Say whether what writes to `touched` can have changed is what it was at `mark`.

        Where the catalog's own rows are the same, so are the facts. That is the cheaper question, but it fails for good
        in a file that drops something and makes it again, so there it is put once only.
        """
        rows = catalog_rows(stage.conn, touched) if touched and self._by_rows else None
        if rows is not None:
            stage.back(mark)
            self._by_rows = rows == catalog_rows(stage.conn, touched or frozenset())
            if self._by_rows:
                return True
            stage.aside(prefix)
        facts = aspect(stage.conn, touched)
        stage.back(mark)
        return aspect(stage.conn, touched) == facts

    def _return_to(self, prefix: Sequence[Unit], start: Mark, here: Mark | None) -> None:
        if here is not None:
            self.stage.back(here)
            self.stage.forget(here)
            return
        self.stage.back(start)
        self.stage.run(prefix)

    def _whole_file(self, units: Sequence[Unit], after: Unit) -> Interruption | _Open:
        applied = self.stage.run(units)
        if applied.failure:
            return Interruption(after.last, Replay(applied.failure))
        return _Open(after, self.state(), self.read())

    def _judge(self, units: Sequence[Unit], start: Mark, undecided: Sequence[_Open]) -> list[Interruption]:
        """Hold the interrupted ends against the uninterrupted one, where the stage now stands."""
        if not undecided:
            return []
        end, schema = self.state(), self.read()
        noisy = self._noisy(units, start, end) if any(item.state.rows != end.rows for item in undecided) else set()
        judged = []
        for item in undecided:
            differences = self.differences(schema, item.schema) if item.state.schema != end.schema else ()
            rows = tuple(
                change
                for change in row_changes(end.rows, item.state.rows)
                if change.before != change.after or change.table not in noisy
            )
            judged.append(Interruption(item.unit.last, Replay(None, differences, rows)))
        return [item for item in judged if not item.replay.harmless]

    def _noisy(self, units: Sequence[Unit], start: Mark, end: State) -> set[Name]:
        """Return the tables whose rows differ from one uninterrupted run to the next: clocks, random keys.

        Leaves the stage at the end of that second run.
        """
        self.stage.back(start)
        self.stage.run(units)
        return {change.table for change in row_changes(end.rows, self.state().rows)}
