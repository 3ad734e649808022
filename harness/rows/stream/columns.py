"""A column's values by the numbers of its rows: gone through in a circle, counted, dealt, or taken from a parent.

Values are strings as the type reads them. `written` gives them as a form has them; where they come from a list, each is
written once and not for every row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from harness.rows.kind import Value
from harness.rows.stream.picks import NOBODY, Deal, Indices
from harness.rows.stream.supply import Supply

Write = Callable[[Value], str]
Written = Callable[[Indices], Sequence[str]]
_KEPT = 20_000  # keys of a parent that are kept at most; those of a larger one are made again for every block


@dataclass(frozen=True, slots=True)
class Form:
    """How values are written; `plain` says that values without special characters are written as they are."""

    write: Write
    plain: bool = True


class Column(Protocol):
    """The values of a column."""

    def values(self, rows: Indices) -> Sequence[Value]:
        """Return the values in these rows."""
        ...

    def written(self, form: Form) -> Written:
        """Return what gives them as they are written."""
        ...


def _around(pool: Sequence[str], start: int, rows: Indices) -> Sequence[str]:
    size = len(pool)
    if not isinstance(rows, range) or rows.step != 1:
        return [pool[(row + start) % size] for row in rows]
    first, count = (rows.start + start) % size, len(rows)
    if first + count <= size:
        return pool[first : first + count]
    turns, left = divmod(count - (size - first), size)
    return [*pool[first:], *(list(pool) * turns), *pool[:left]]


@dataclass(frozen=True, slots=True)
class Cycle:
    """Values that come again in a circle."""

    pool: Sequence[Value]
    start: int = 0

    def values(self, rows: Indices) -> Sequence[Value]:
        size = len(self.pool)
        return [self.pool[(row + self.start) % size] for row in rows]

    def written(self, form: Form) -> Written:
        known: dict[Value, str] = {}
        pool = [known.setdefault(value, form.write(value)) for value in self.pool]
        return lambda rows: _around(pool, self.start, rows)


@dataclass(frozen=True, slots=True)
class Counted:
    """Distinct values: `each` rows in a row get the same."""

    supply: Supply
    each: int = 1

    def values(self, rows: Indices) -> Sequence[Value]:
        if self.each == 1:
            return self.supply.make(rows)
        return self.supply.make([row // self.each for row in rows])

    def written(self, form: Form) -> Written:
        if self.supply.plain and form.plain:
            return self.values  # type: ignore[return-value] # a supply has no NULL
        return lambda rows: list(map(form.write, self.values(rows)))


@dataclass(frozen=True, slots=True)
class Dealt:
    """One of a few values, in turns: `each` rows in a row get the same but for what `beside` has them differ by."""

    pool: Sequence[Value]
    deal: Deal
    each: int = 1
    beside: Callable[[Indices], list[int]] | None = None

    def cards(self, rows: Indices) -> list[int]:
        cards = self.deal.cards([row // self.each for row in rows])
        if self.beside is None:
            return cards
        return [(card + other) % self.deal.size for card, other in zip(cards, self.beside(rows), strict=True)]

    def values(self, rows: Indices) -> Sequence[Value]:
        return [self.pool[card] for card in self.cards(rows)]

    def written(self, form: Form) -> Written:
        pool = list(map(form.write, self.pool))
        return lambda rows: [pool[card] for card in self.cards(rows)]


@dataclass(frozen=True, slots=True)
class Among:
    """The values of a column that go with what `lead` was dealt: a circle for each of its values."""

    lead: Dealt
    pools: Sequence[Sequence[Value]]

    def values(self, rows: Indices) -> Sequence[Value]:
        pools, turn = self.pools, self.lead.deal.size
        return [pools[at][row // turn % len(pools[at])] for row, at in zip(rows, self.lead.cards(rows), strict=True)]

    def written(self, form: Form) -> Written:
        return Among(self.lead, [list(map(form.write, pool)) for pool in self.pools]).values  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Inherited:
    """A parent's values, in the rows that `parents` leads to; NULL where it leads nowhere."""

    parents: Callable[[Indices], list[int]]
    column: Callable[[], Column]
    count: int

    def values(self, rows: Indices) -> Sequence[Value]:
        parents = self.parents(rows)
        if NOBODY not in parents:
            return self.column().values(parents)
        found = iter(self.column().values([each for each in parents if each != NOBODY]))
        return [None if each == NOBODY else next(found) for each in parents]

    def written(self, form: Form) -> Written:
        made, null = self.column().written(form), form.write(None)
        if self.count <= _KEPT:
            kept = [*made(range(self.count)), null]  # nobody is the last
            return lambda rows: list(map(kept.__getitem__, self.parents(rows)))

        def of(rows: Indices) -> Sequence[str]:
            parents = self.parents(rows)
            if NOBODY not in parents:
                return made(parents)
            found = iter(made([each for each in parents if each != NOBODY]))
            return [null if each == NOBODY else next(found) for each in parents]

        return of


@dataclass(frozen=True, slots=True)
class Masked:
    """A column that is NULL in the rows where `mask` is."""

    inner: Column
    mask: Column

    def values(self, rows: Indices) -> Sequence[Value]:
        pairs = zip(self.inner.values(rows), self.mask.values(rows), strict=True)
        return [None if mask is None else value for value, mask in pairs]

    def written(self, form: Form) -> Written:
        inner, mask, null = self.inner.written(form), self.mask.written(Form(_mark)), form.write(None)
        return lambda rows: [value if marked else null for value, marked in zip(inner(rows), mask(rows), strict=True)]


def _mark(value: Value) -> str:
    return "" if value is None else "1"


@dataclass(frozen=True, slots=True)
class Offset:
    """Values that lie as far from a counted column's as those in a circle do from its first."""

    counted: Column
    distances: Sequence[int | None]
    start: int
    moved: Callable[[str, int], str | None]

    def values(self, rows: Indices) -> Sequence[Value]:
        size = len(self.distances)
        found: list[Value] = []
        for row, value in zip(rows, self.counted.values(rows), strict=True):
            distance = self.distances[(row + self.start) % size]
            found.append(None if distance is None or value is None else self.moved(value, distance))
        return found

    def written(self, form: Form) -> Written:
        return lambda rows: list(map(form.write, self.values(rows)))
