"""What one walk saw, as plain data that can be pickled: rules and items read it, and ask the server nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from harness.chain.statement import Statement
from harness.live.apply import Applied, Failure
from harness.live.contents import Contents
from harness.observed.evidence import Observed
from harness.schema import Difference, Name, Part, Schema


@dataclass(frozen=True, slots=True)
class RowChange:
    """A table whose rows are not what they were: how many before and after, on the columns that both sides have."""

    table: Name
    before: int
    after: int

    def __str__(self) -> str:
        rows = f"{self.table}: {self.before} row{'s' if self.before != 1 else ''}"
        return (
            f"{rows}, of which at least one was changed" if self.before == self.after else f"{rows} became {self.after}"
        )


def row_changes(before: Contents, after: Contents) -> tuple[RowChange, ...]:
    """Return the tables that both sides have and whose rows differ."""
    return tuple(RowChange(table, old, new) for table, old, new in before.compare(after))


@dataclass(frozen=True, slots=True)
class OverRows:
    """What a script did to a database with rows: where it failed, and which rows it changed.

    `tables` counts the tables that had rows; `statements` put them there, of the tables that matter to what is said.
    """

    tables: int
    failure: Failure | None = None
    changes: tuple[RowChange, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of applying something where it should change nothing, or should restore something.

    `timeless`: it was asked inside one transaction, where the clock stands still, and may have looked at the clock.
    """

    failure: Failure | None = None
    differences: tuple[Difference, ...] = ()
    rows: tuple[RowChange, ...] = ()
    timeless: bool = False

    @property
    def harmless(self) -> bool:
        return not (self.failure or self.differences or self.rows)

    def beyond(self, other: Replay) -> Replay:
        """Return what this replay changed of objects and tables that the other left alone; a failure stays."""
        objects, tables = {found.part.key for found in other.differences}, {change.table for change in other.rows}
        return Replay(
            self.failure,
            tuple(found for found in self.differences if found.part.key not in objects),
            tuple(change for change in self.rows if change.table not in tables),
        )


@dataclass(frozen=True, slots=True)
class Interruption:
    """One point at which a script was cut off, after `after`, and what the whole file then made of it."""

    after: Statement
    replay: Replay


@dataclass(frozen=True, slots=True)
class Trial:
    """What one script was put through: reruns, interruptions, one transaction. None: it was not asked."""

    again: Replay | None = None
    interruptions: tuple[Interruption, ...] | None = None
    points: int = 0
    single: Replay | None = None


@dataclass(frozen=True, slots=True)
class Drift:
    """An object that a guard found standing, and that differs from what the guarded statement makes."""

    statement: Statement
    part: Part
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Race:
    """Two sessions applied one file at once: what the loser said, and what a rerun made of it."""

    loser: Failure | None
    replay: Replay


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: how it went up, what a rerun and an interruption do, and what its down restores.

    `disagreements` is where the catalog then was not what the SQL declares; None: it was not asked. `unread` is the
    first statement up to there that was not understood, so that they may come of it. `over_rows` is what the up does to
    a database whose tables hold rows, `down_over_rows` what the down does.
    """

    up: Applied
    up_trial: Trial = Trial()
    down: Replay | None = None
    down_trial: Trial = Trial()
    down_rows: tuple[RowChange, ...] = ()
    drifts: tuple[Drift, ...] = ()
    race: Race | None = None
    disagreements: tuple[Difference, ...] | None = None
    unread: str | None = None
    over_rows: OverRows | None = None
    down_over_rows: OverRows | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """One script of the whole chain's rerun."""

    path: str
    replay: Replay


def lasting(seen: Sequence[Again]) -> tuple[Again, ...]:
    """Keep of what each file's rerun left changed only what stays so to the end, at the file that made it so.

    A later file may make good what an earlier one undid for a moment: a function replaced twice. Where a file fails,
    its failure is all that is known of the end.
    """
    if seen and seen[-1].replay.failure:
        return tuple(Again(item.path, item.replay if item.replay.failure else Replay()) for item in seen)
    kept: list[Again] = []
    differences, rows = (set(seen[-1].replay.differences), set(seen[-1].replay.rows)) if seen else (set(), set())
    for item, before in zip(reversed(seen), [*reversed(seen[:-1]), Again("", Replay())], strict=True):
        differences &= set(item.replay.differences)
        rows &= set(item.replay.rows)
        new = Replay(
            None,
            tuple(found for found in item.replay.differences if found in differences - set(before.replay.differences)),
            tuple(change for change in item.replay.rows if change in rows - set(before.replay.rows)),
        )
        kept.append(Again(item.path, new))
    return tuple(reversed(kept))


@dataclass(frozen=True)
class Record:
    """Everything that one walk over one chain on one server saw; `steps` by the path of the up file.

    `observed` is what rows showed of the last version; None where none were put there, `unobserved` then says why if it
    was asked for.
    """

    digest: str
    major: int
    steps: dict[str, Step]
    schema: Schema | None = None
    setup: Applied | None = None
    seed: Applied | None = None
    seed_trial: Trial = Trial()
    chain_again: tuple[Again, ...] | None = None
    again_over_rows: OverRows | None = None
    unwound: Replay | None = None
    observed: Observed | None = None
    unobserved: str | None = None
    seconds: dict[str, float] = field(default_factory=dict)
