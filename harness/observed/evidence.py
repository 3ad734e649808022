"""What was tried on each object, and what the server answered, as plain data that can be pickled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from harness.live.judge import Verdict
from harness.rows.statements import script
from harness.rows.witness import Note, Witness
from harness.schema import Name


@dataclass(frozen=True, slots=True)
class Tried:
    """A witness and its verdict; `stage` are the statements that made the rows it met.

    `doubt` tells what keeps the verdict from being an answer: something else spoke, or may have had a hand in it.
    """

    witness: Witness
    verdict: Verdict
    stage: tuple[str, ...] = ()
    doubt: str | None = None

    @property
    def decided(self) -> bool:
        """Whether the verdict says anything of what was asked."""
        return self.doubt is None

    @property
    def holds(self) -> bool:
        """Whether the server said what was declared: under the right state and the right name."""
        witness, verdict = self.witness, self.verdict
        if not witness.sqlstates:
            return verdict.accepted and not self.discarded
        return (
            verdict.sqlstate in witness.sqlstates
            and (witness.constraint in (None, verdict.constraint) or self.instead)
            and witness.column in (None, verdict.column)
            and witness.deferred in (None, verdict.deferred)
        )

    @property
    def beside(self) -> bool:
        """Whether a value that the type takes is refused by something else: that is no doubt about the type."""
        return self.doubt is not None and self.witness.rule == "type-limits" and not self.witness.sqlstates

    @property
    def discarded(self) -> bool:
        """Whether a row was taken without an error, and yet not stored."""
        return self.verdict.accepted and self.verdict.rows == 0 and self.witness.asked.lower().startswith("insert")

    @property
    def instead(self) -> bool:
        """Whether another constraint answered, as it always does."""
        named = self.verdict.constraint
        return named in self.witness.instead and named != self.witness.constraint

    def script(self) -> str:
        """Return what shows it, to be pasted into psql; nothing is kept."""
        return script((*self.stage, *self.witness.given, self.witness.asked))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one object: its kind, what was tried, and what could not be."""

    about: str
    kind: str
    table: Name
    tried: tuple[Tried, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def accepted(self) -> int:
        return sum(each.holds for each in self.tried if not each.witness.sqlstates)

    @property
    def rejected(self) -> int:
        return sum(each.holds for each in self.tried if each.witness.sqlstates)

    @property
    def sqlstates(self) -> Mapping[str, int]:
        """How often each SQLSTATE was what rejected, as it should."""
        found = Counter(str(each.verdict.sqlstate) for each in self.tried if each.witness.sqlstates and each.holds)
        return dict(sorted(found.items()))

    @property
    def undecided(self) -> tuple[str, ...]:
        """What could be neither shown nor proven."""
        open_ = [note.told for note in self.notes if not note.proven]
        failed = [f"{each.witness.told}: {each.doubt}" for each in self.tried if each.doubt and not each.beside]
        return (*open_, *failed)

    @property
    def proofs(self) -> tuple[str, ...]:
        """What no row can show, and why."""
        told = [note.told for note in self.notes if note.proven]
        told += [f"{each.witness.told}: {each.doubt}" for each in self.tried if each.beside]
        answered = (
            f"{each.witness.told}: {each.verdict.constraint} answers first" for each in self.tried if each.instead
        )
        return (*told, *answered)


@dataclass(frozen=True, slots=True)
class Observed:
    """Everything that was tried on one database; `unmade` are the tables that no row could be put into, and why."""

    tried: tuple[Tried, ...] = ()
    notes: tuple[Note, ...] = ()
    unmade: Mapping[Name, str] = field(default_factory=dict)

    def evidence(self) -> Iterator[Evidence]:
        """Yield what is known of each object, in the order in which it was asked about."""
        found: dict[tuple[str, str], tuple[Name, list[Tried], list[Note]]] = {}
        for each in self.tried:
            key = (each.witness.about, each.witness.kind)
            found.setdefault(key, (each.witness.table, [], []))[1].append(each)
        for note in self.notes:
            found.setdefault((note.about, note.kind), (note.table, [], []))[2].append(note)
        for (about, kind), (table, tried, notes) in found.items():
            yield Evidence(about, kind, table, tuple(tried), tuple(notes))
