"""One table's rows: which row of which other table each references, and a maker for each of its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from random import Random

from harness.rows.kind import Value
from harness.rows.model import Model
from harness.rows.stream.columns import Column, Cycle, Dealt
from harness.rows.stream.counts import Arrangement, Digit
from harness.rows.stream.paths import Hop, Path
from harness.rows.stream.picks import NOBODY, Aligned, Deal, Earlier, Free, Indices, Pick
from harness.rows.stream.supply import Supply
from harness.rows.worlds import Row, Unmade
from harness.schema import Name

_CHANCE = 1_000_003  # a deal this large is a good shuffle of small choices


@dataclass
class Rows:
    """The rows of one table: `count` of them, each column made by itself; `written` are those that are put out."""

    model: Model
    count: int
    columns: dict[str, Column] = field(default_factory=dict)
    picks: dict[Hop, Pick] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    counters: list[str] = field(default_factory=list)
    standing: bool = False

    @property
    def name(self) -> Name:
        return self.model.table.name

    def row(self, number: int) -> Row:
        """Return one row."""
        return {name: column.values((number,))[0] for name, column in self.columns.items()}


class Lead:
    """Follows a path; remembers where it led the rows of the last block, because several columns take the same one."""

    def __init__(self, tables: Mapping[Name, Rows], path: Path) -> None:
        self._tables, self._path = tables, path
        self._rows: Indices = range(0)
        self._found: list[int] = []

    def __call__(self, rows: Indices) -> list[int]:
        if isinstance(rows, range) and rows == self._rows:
            return self._found
        found: Indices = rows
        for hop in self._path:
            pick = self._tables[hop.table].picks[hop]
            if found is not rows and NOBODY in found:
                there = iter(pick.of([each for each in found if each != NOBODY]))
                found = [NOBODY if each == NOBODY else next(there) for each in found]
            else:
                found = pick.of(found)
        if isinstance(rows, range):
            self._rows, self._found = rows, list(found)
        return list(found)


def standing(model: Model, rows: Sequence[Row]) -> Rows:
    """Return rows that are there already."""
    found = Rows(model, len(rows), standing=True)
    for column in rows[0]:
        found.columns[column] = Cycle([row[column] for row in rows])
    return found


def usable(counts: Mapping[Name, int], hops: Sequence[Hop]) -> dict[Name, int]:
    """Return how many rows of each table may be referenced, so that each of those has children to be aligned with."""
    found, before = dict(counts), dict[Name, int]()
    while found != before:
        before = dict(found)
        for hop in hops:
            if hop.kind == "aligned":
                below = hop.parent
                for step in hop.up:
                    found[step.parent] = min(found[step.parent], found[below])
                    below = step.parent
    return found


class Dealer:
    """Makes the picks of one table, and the deals of its columns of few values."""

    def __init__(
        self,
        rows: Rows,
        made: Arrangement,
        tables: Mapping[Name, Rows],
        limits: Mapping[Name, int],
        apart: Mapping[Hop, Hop],
        supply: Callable[[str], Supply],
        seed: str,
    ) -> None:
        self._rows, self._made, self._tables, self._limits = rows, made, tables, limits
        self._apart, self._supply, self._seed = apart, supply, f"{seed}:{rows.name}"
        self.dealt: dict[str, Dealt] = {}

    def deal(self, hops: Sequence[Hop]) -> None:
        """Make everything; raise `Unmade` where counts do not allow it."""
        made = self._made
        order = sorted(hops, key=lambda hop: (hop.kind != "free" or hop in self._apart, hop.kind == "earlier"))
        waiting: list[Digit] = [*order, *(each for each in made.digits if isinstance(each, str))]
        while waiting:
            ready = [each for each in waiting if not set(made.digits.get(each, ())) & set(waiting)]
            for each in ready:
                if isinstance(each, str):
                    self.dealt[each] = self._column(each)
                else:
                    self._rows.picks[each] = self._pick(each)
                waiting.remove(each)
        for key, digits in made.checks:
            total = prod(map(self.size, digits))
            if total < self._rows.count:
                told = f"{key.name} ({', '.join(key.columns)}) allows {total:,} rows, not {self._rows.count:,}"
                raise Unmade(told, self._rows.name)

    def each(self, digits: Sequence[Digit]) -> int:
        """Return how many rows go by before all combinations of some digits have come."""
        return prod(map(self.size, digits))

    def size(self, digit: Digit) -> int:
        """Return how many choices there are."""
        if isinstance(digit, str):
            return self.dealt[digit].deal.size
        pick = self._rows.picks[digit]
        if isinstance(pick, Free):
            return pick.deal.size
        return prod(pick.rounds) if isinstance(pick, Aligned) else self._rows.count

    def _beside(self, before: Sequence[Digit]) -> Callable[[Indices], list[int]] | None:
        if not before:
            return None
        last = before[-1]
        return self.dealt[last].cards if isinstance(last, str) else self._rows.picks[last].of

    def _column(self, column: str) -> Dealt:
        supply, before = self._supply(column), self._made.digits[column]
        pool = supply.make(range(supply.size))
        if supply.counted:
            return Dealt(pool, Deal.ordered(supply.size), self.each(before))
        deal = Deal.shuffled(supply.size, Random(f"{self._seed}:{column}"))  # noqa: S311 - nothing here is secret
        return Dealt(pool, deal, self.each(before), self._beside(before))

    def _pick(self, hop: Hop) -> Pick:
        random = Random(f"{self._seed}:{hop.key}")  # noqa: S311 - nothing here is secret
        before = self._made.digits.get(hop, ())
        if hop.kind == "earlier":
            key = next(key for key in self._rows.model.table.foreign_keys if key.name == hop.key)
            nullable = any(map(self._rows.model.nullable, key.columns))
            siblings = self._plain(hop.along[0]) if hop.along else None
            return Earlier(nullable, hop in self._made.digits, siblings)
        if hop.kind == "aligned":
            return self._aligned(hop, before, random)
        size = min(self._limits[table] for table in (hop.parent, *self._made.reach.get(hop, ())))
        if hop not in self._apart:
            return Free(Deal.shuffled(size, random), self.each(before), self._beside(before))
        other = self._apart[hop]
        if size < 2 or (hop in self._made.digits and before != (other,)):  # noqa: PLR2004 - two that differ
            raise Unmade(f"{hop.key} and {other.key} cannot be kept apart", self._rows.name)
        return Free(Deal.shuffled(size - 1, random), self.each(before), self._rows.picks[other].of, apart=True)

    def _aligned(self, hop: Hop, before: Sequence[Digit], random: Random) -> Aligned:
        deals = tuple(self._plain(step) for step in hop.up)
        rounds = tuple(self._limits[step.table] // deal.size for step, deal in zip(hop.up, deals, strict=True))
        if not all(rounds):
            raise Unmade(f"{hop.key}: too few rows of {hop.parent} for each to find one that agrees", self._rows.name)
        along = Lead(self._tables, hop.along)
        each = self.each(before) if hop in self._made.digits else 0
        return Aligned(along, deals, rounds, Deal.shuffled(_CHANCE, random), each)

    def _plain(self, hop: Hop) -> Deal:
        pick = self._tables[hop.table].picks[hop]
        if isinstance(pick, Free) and pick.each == 1 and pick.beside is None:
            return pick.deal
        raise Unmade(f"{hop.key} of {hop.table} is dealt so that others cannot agree with it", self._rows.name)


def constant(value: Value) -> Cycle:
    """Return a column that is the same in all rows."""
    return Cycle((value,))
