"""Clauses about one term each, held together: the term as a variable, tried at every point that they tell apart.

The term is anything that gives the same value each time: `n % 2`, `doc ->> 'kind'`, `a - b`. What it can be at most is
its span; as many values as its clauses' constants tell apart are tried, so that what none of them fulfils, no row does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from harness.rows.condition import Truth
from harness.rows.proofs.ranges import INFINITY, Number, Span

NAN = object()
_OTHER = object()  # a text, or a value of any other type, that is no constant
Value = object  # a number, a text, or one of the above; None is NULL
Test = Callable[[Value], Truth]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause says of one term: its truth by the term's value.

    `loose` says that it may be unknown besides, for something else that it reads. Without a span the term is no number.
    """

    key: str
    nullable: bool
    test: Test
    constants: tuple[Value, ...] = ()
    span: Span | None = None
    loose: bool = False
    longest: int | None = None

    def allows(self, value: Value, truth: Truth) -> bool:
        return self.test(value) is truth or (self.loose and truth is None)


@dataclass(frozen=True, slots=True)
class Cell:
    """Values that the clauses cannot tell apart: one of them, and the least and the greatest of them."""

    value: Value
    low: Number = -INFINITY
    high: Number = INFINITY


def survivors(read: Iterable[tuple[Reading, Truth]]) -> dict[str, list[Cell]]:
    """Return, for each term, the values at which its clauses are all as they should be; none where they cannot be."""
    by_term: dict[str, list[tuple[Reading, Truth]]] = {}
    for reading, truth in read:
        by_term.setdefault(reading.key, []).append((reading, truth))
    return {
        term: [cell for cell in _cells([each for each, _ in of]) if all(each.allows(cell.value, t) for each, t in of)]
        for term, of in by_term.items()
    }


def hulls(found: Mapping[str, Sequence[Cell]]) -> dict[str, Span]:
    """Return the bounds of what terms still can be."""
    hulled = {}
    for term, cells in found.items():
        some = [cell for cell in cells if cell.value is not None]
        if some:
            hulled[term] = Span(min(cell.low for cell in some), max(cell.high for cell in some))
    return hulled


def _cells(readings: Sequence[Reading]) -> list[Cell]:
    first = readings[0]
    constants = {value for each in readings for value in each.constants}
    found = [Cell(None)] if first.nullable else []
    if first.span is None:
        fitting = {each for each in constants if first.longest is None or len(str(each)) <= first.longest}
        return [*found, Cell(_OTHER), *map(Cell, fitting)]
    of = first.span
    for each in readings:
        of = of.within(each.span.low, each.span.high) if each.span else of
    if of.nan:
        found.append(Cell(NAN))
    if of.members:
        return [*found, *(Cell(each, each, each) for each in of.members if of.low <= each <= of.high)]
    numbers = sorted({each for each in constants if isinstance(each, Fraction) and of.low <= each <= of.high})
    if of.low > of.high:
        return found
    edges: list[Number] = [of.low, *numbers, of.high]
    found += [Cell(each, each, each) for each in numbers if not of.whole or each.denominator == 1]
    found += [Cell(each, each, each) for each in (of.low, of.high) if not isinstance(each, float)]
    gaps = (_gap(low, high, whole=of.whole) for low, high in pairwise(edges))
    return [*found, *(each for each in gaps if each is not None)]


def _gap(low: Number, high: Number, *, whole: bool) -> Cell | None:
    """Return the cell of the values between two others."""
    if whole:
        low = low if isinstance(low, float) else floor(low) + 1
        high = high if isinstance(high, float) else ceil(high) - 1
    if low > high or (low == high and not whole):
        return None
    if isinstance(low, float):
        return Cell(Fraction(0) if isinstance(high, float) else Fraction(high) - 1, low, high)
    if isinstance(high, float):
        return Cell(Fraction(low) + 1, low, high)
    return Cell(Fraction(low) if whole else Fraction(low + high) / 2, low, high)


def sign(value: Value, number: Fraction) -> int:
    """Return -1, 0 or 1, as a number is below, at or above another; NaN is above all."""
    if value is NAN:
        return 1
    assert isinstance(value, int | float | Fraction)
    return (value > number) - (value < number)
