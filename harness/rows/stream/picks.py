"""Which row of the parent each row references, by arithmetic alone: rows are dealt out in rounds, shuffled in each.

A round goes through all of the parent's rows once, so every row of the parent has children when there is more than one
round, and which children those are can be worked out backwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import gcd
from random import Random

NOBODY = -1
Indices = Sequence[int]
_FAMILY = 4  # children that a row has in a table that references itself


@dataclass(frozen=True, slots=True)
class Deal:
    """Deals `size` cards in rounds: card number j is `(factor * j + turn * (j // size) + start) % size`."""

    size: int
    factor: int
    turn: int
    start: int

    @classmethod
    def shuffled(cls, size: int, random: Random) -> Deal:
        """Return a deal that looks random."""
        factor = random.randrange(size // 3, size) if size > 3 else 1  # noqa: PLR2004 - below there is no choice
        while gcd(factor, size) != 1:
            factor += 1
        return cls(size, factor, random.randrange(size), random.randrange(size))

    @classmethod
    def ordered(cls, size: int) -> Deal:
        """Return a deal of the cards in their order."""
        return cls(size, 1, 0, 0)

    def card(self, number: int) -> int:
        return (self.factor * number + self.turn * (number // self.size) + self.start) % self.size

    def cards(self, numbers: Indices) -> list[int]:
        size, factor, turn, start = self.size, self.factor, self.turn, self.start
        return [(factor * number + turn * (number // size) + start) % size for number in numbers]

    def number(self, card: int, round_: int) -> int:
        """Return which number of a round gets a card."""
        back = pow(self.factor, -1, self.size) if self.size > 1 else 0
        return round_ * self.size + back * (card - self.turn * round_ - self.start) % self.size


@dataclass(frozen=True, slots=True)
class Free:
    """Any row of the parent; `each` rows in a row get the same, but for what `beside` has them differ by.

    Together with what the rows beside it were dealt, no combination comes twice before all have come. `apart`: never
    the row that `beside` leads to; `Deal` then counts one less.
    """

    deal: Deal
    each: int = 1
    beside: Callable[[Indices], list[int]] | None = None
    apart: bool = False

    def of(self, rows: Indices) -> list[int]:
        numbers = [row // self.each for row in rows] if self.each > 1 else rows
        cards = self.deal.cards(numbers)
        if self.beside is None:
            return cards
        size, others = self.deal.size, self.beside(rows)
        moved = [(card + other * self.deal.factor) % size for card, other in zip(cards, others, strict=True)]
        if not self.apart:
            return moved
        return [(other + 1 + card) % (size + 1) for card, other in zip(moved, others, strict=True)]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A row of the parent from which `deals`, one for each hop upwards, lead to where `along` leads.

    `rounds` says how many rounds each deal has; `each` as in `Free`.
    """

    along: Callable[[Indices], list[int]]
    deals: tuple[Deal, ...]
    rounds: tuple[int, ...]
    shuffle: Deal
    each: int = 0

    def of(self, rows: Indices) -> list[int]:
        found = []
        for row, target in zip(rows, self.along(rows), strict=True):
            if target == NOBODY:
                found.append(NOBODY)
                continue
            chance = row // self.each if self.each else self.shuffle.card(row)
            place = target
            for deal, rounds in zip(reversed(self.deals), reversed(self.rounds), strict=True):
                place = deal.number(place, chance % rounds)
                chance //= rounds
            found.append(place)
        return found


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier row of the same table: as in a tree, or the one right before where each may have one child only.

    The first references nothing, or itself where it must reference something. `siblings` is the deal that must have
    given both rows the same.
    """

    nullable: bool
    chained: bool = False
    siblings: Deal | None = None

    def of(self, rows: Indices) -> list[int]:
        return [self._of(row) for row in rows]

    def _of(self, row: int) -> int:
        place = row if self.siblings is None else row // self.siblings.size
        if place <= 0:
            return NOBODY if self.nullable or row < 0 else row
        before = place - 1 if self.chained else (place - 1) // _FAMILY
        return before if self.siblings is None else self.siblings.number(self.siblings.card(row), before)


Pick = Free | Aligned | Earlier
