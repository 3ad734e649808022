"""Distinct values of a column by number, as many as a key needs: counted, written into a pattern, or listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any

from sqlglot import exp

from harness.rows import values
from harness.rows.clauses import columns_of, constant, tree, unwrapped
from harness.rows.demand import Demand
from harness.rows.facts import Facts
from harness.rows.kind import Kind, Value
from harness.rows.model import Model
from harness.rows.stream.looks import Looks, uuid
from harness.rows.stream.pattern import counters
from harness.rows.stream.picks import Indices

_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_ODD = 0x9E3779B97F4B  # an odd factor of 48 bits: multiplied by it, 48 bits go through all their values
_MASK = 2**48 - 1
_ASKED = 1_500  # numbers at the beginning that the server is asked about; as many again between there and the end
_RUN = 1_000
_LARGEST = {"smallint": 2**15 - 1, "integer": 2**31 - 1, "bigint": 2**63 - 1, "oid": 2**32 - 1}


@dataclass(frozen=True, slots=True)
class Supply:
    """Values by number, `size` of them, no two alike; `plain` ones need no escape in any form.

    `counted` ones are numbers that follow one another, so that their order is worth keeping.
    """

    size: int
    make: Callable[[Indices], list[str]]
    plain: bool = True
    counted: bool = False

    def value(self, number: int) -> str:
        return self.make((number,))[0]


def supply(model: Model, column: str, need: int, facts: Facts, seed: str, taken: frozenset[Value]) -> Supply:
    """Return distinct values that satisfy what is asked of a column alone, `need` of them or as many as are known.

    `taken` are values that stand there already.
    """
    kind, name = model.kinds[column], f"{seed}:{model.table.name}:{column}"
    alone = [each for each in model.demands if each.columns == (column,)]
    wished = [each for each in model.wishes if each.columns == (column,)]
    for demands in ([*alone, *wished], alone) if wished else (alone,):
        best: Supply | None = None
        for each in _families(model, column, kind, need, name):
            size = _accepted(each, need, column, demands, facts, taken)
            if size >= need:
                return each
            if best is None or size > best.size:
                best = Supply(size, each.make, each.plain, each.counted)
        listed = _listed(model, column, demands, facts, taken)
        best = listed if best is None or listed.size > best.size else best
        if best.size:
            return best
    return Supply(0, lambda _: [])


def _accepted(
    each: Supply, need: int, column: str, demands: Sequence[Demand], facts: Facts, taken: frozenset[Value]
) -> int:
    """Return how many values from the first on pass; where they are many, what the server is asked about decides."""
    size = min(each.size, need)
    if size <= 0 or not (demands or taken):
        return size
    numbers = [*range(min(size, _ASKED)), *range(_ASKED, size, max(1, (size - _ASKED) // _ASKED)), size - 1]
    found = each.make(numbers)
    facts.learn((clause, [(value,) for value in found]) for demand in demands for clause in demand.clauses)
    for number, value in zip(numbers, found, strict=True):
        if value in taken or any(facts.rejects(demand, {column: value}) for demand in demands):
            return number if number < _ASKED else 0
    return size


def _listed(model: Model, column: str, demands: Sequence[Demand], facts: Facts, taken: frozenset[Value]) -> Supply:
    pool = list(model.kinds[column].labels or [each for each in model.pools.get(column, ()) if each is not None])
    facts.learn((clause, [(value,) for value in pool]) for demand in demands for clause in demand.clauses)
    kept = [
        value
        for value in pool
        if value not in taken and not any(facts.rejects(demand, {column: value}) for demand in demands)
    ]
    return Supply(len(kept), lambda numbers: [kept[number] for number in numbers], plain=False)


def _families(model: Model, column: str, kind: Kind, need: int, seed: str) -> Iterator[Supply]:
    """Yield ways to count in a type, the one that looks best first."""
    random = Random(seed)  # noqa: S311 - nothing here is secret
    pool = [each for each in model.pools.get(column, ()) if each is not None]
    if kind.array or kind.labels:
        if kind.array:
            yield _by_nth(kind, need)
    elif kind.base == "uuid":
        yield _uuids(random.getrandbits(128))
    elif values.is_integer(kind) or kind.base == "oid":
        yield from _integers(kind, pool)
    elif values.is_text(kind):
        yield from _texts(model, column, kind, need, seed)
    elif values.is_time(kind):
        yield from _moments(kind, pool, seed)
    else:
        yield _by_nth(kind, need)


def _by_nth(kind: Kind, need: int) -> Supply:
    """Count as `values.nth` does, as far as that goes."""
    low, high = 0, need
    if values.nth(kind, need - 1) is None:
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if values.nth(kind, middle) is not None else (low, middle)
    return Supply(high, lambda numbers: [str(values.nth(kind, number)) for number in numbers], plain=False)


def _uuids(bits: int) -> Supply:
    shift, tail = bits & _MASK, uuid(bits)[13:]

    def make(numbers: Indices) -> list[str]:
        found = [f"{(number * _ODD + shift) & _MASK:012x}" for number in numbers]
        return [f"{digits[:8]}-{digits[8:]}{tail}" for digits in found]

    return Supply(2**48, make)


def _integers(kind: Kind, pool: Sequence[str]) -> Iterator[Supply]:
    largest = _LARGEST[kind.base]

    def counted(first: int, step: int) -> Supply:
        size = (largest - first if step > 0 else first + largest) // abs(step) + 1
        return Supply(size, lambda numbers: [str(first + step * number) for number in numbers], counted=True)

    firsts = list(dict.fromkeys([1, 0, 1_000, *(int(each) for each in pool if each.lstrip("-").isdigit())]))
    yield counted(1, 1)
    ordered = sorted(firsts[:40], key=lambda first: (first < 0, abs(first)))
    yield from (counted(first, 1) for first in ordered)
    yield from (counted(first, step) for first in ordered for step in (10, 100, -1))


def _moments(kind: Kind, pool: Sequence[str], seed: str) -> Iterator[Supply]:
    looks = Looks(seed)
    unit = 86_400 if kind.base == "date" else 60
    for sign in (1, -1):
        yield Supply(
            min(2_000_000, 50_000_000_000 // unit),
            lambda numbers, step=sign * unit: [looks.moment(kind, step * number) for number in numbers],  # type: ignore[misc]
        )
    for first in [each for each in pool if each[:1].isdigit() and values.moved(kind, each, 1)][:40]:
        for step in (86_400_000_000 // 24 if kind.base != "date" else 1, 1):
            yield Supply(
                2_000_000,
                lambda numbers, at=first, by=step: [str(values.moved(kind, at, by * number)) for number in numbers],  # type: ignore[misc]
            )


def _texts(model: Model, column: str, kind: Kind, need: int, seed: str) -> Iterator[Supply]:
    """Count in texts: in the look of the column, in the patterns that are asked for, in letters and digits."""
    most, last = kind.length, len(str(need - 1))
    looks, random = Looks(seed), Random(seed)  # noqa: S311 - nothing here is secret
    found = re_patterns(model, column)
    for pattern, fold in found:
        made = counters(pattern, need, most, random, fold=fold)
        if made and made[0].size >= need:
            yield Supply(made[0].size, lambda numbers, by=made[0]: [by.text(number) for number in numbers])  # type: ignore[misc]
    words = [looks.maker(str(model.table.name), column, kind)() or "x" for _ in range(997)]
    mail = "mail" in column.lower()
    if mail and (most is None or most >= 40 + last):
        names = [looks.address().split("@") for _ in range(997)]
        yield Supply(2**62, lambda numbers: [f"{names[n % 997][0]}{n}@{names[n % 997][1]}" for n in numbers])
    elif most is None or most >= 8 + last:
        room = 40 if most is None else min(40, most - last - 1)
        heads = ["".join(char for char in word[:room] if char.isalnum() or char in " -_") or "x" for word in words]
        low = [head.lower().replace(" ", "-") for head in heads]
        spoken = any(part in column.lower() for part in ("name", "title", "subject"))
        for some, joint in ((heads, " "), (low, "-")) if spoken else ((low, "-"),):
            yield Supply(2**62, lambda numbers, of=some, by=joint: [f"{of[n % 997]}{by}{n + 1}" for n in numbers])  # type: ignore[misc]
    yield from _codes(most, [len(each) for each in model.pools.get(column, ()) if each], need)
    for pattern, fold in found:
        several = counters(pattern, need, most, random, fold=fold)
        if several:
            yield Supply(sum(each.size for each in several), lambda numbers, by=several: _written(by, numbers))  # type: ignore[misc]


def _written(several: Any, numbers: Indices) -> list[str]:
    found = []
    for number in numbers:
        left = number
        for each in several:
            if left < each.size:
                found.append(each.text(left))
                break
            left -= each.size
    return found


def _codes(most: int | None, lengths: Sequence[int], need: int) -> Iterator[Supply]:
    """Yield codes of one length, in digits and in letters, small and capital."""
    least = next(length for length in range(1, 40) if 36**length >= need)
    wanted = [length for length in dict.fromkeys([max(least, 6), least, *lengths]) if length >= 1]
    for length in wanted:
        if most is not None and length > most:
            continue
        for digits in (_BASE36, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "0123456789"):
            yield Supply(
                len(digits) ** min(length, 40),
                lambda numbers, of=digits, long=length: [_in(of, number, long) for number in numbers],  # type: ignore[misc]
            )


def _in(digits: str, number: int, length: int) -> str:
    found = []
    while number:
        number, at = divmod(number, len(digits))
        found.append(digits[at])
    return "".join(reversed(found)).rjust(length, digits[0])


def re_patterns(model: Model, column: str) -> list[tuple[str, bool]]:
    """Return the regular expressions that a column's values are asked to match, and whether in any case."""
    found: dict[tuple[str, bool], None] = {}
    for demand in model.demands:
        for clause in demand.clauses:
            node = tree(clause.text) if clause.columns == (column,) else None
            for each in node.find_all(exp.RegexpLike, exp.RegexpILike) if node is not None else ():
                pattern = constant(unwrapped(each.expression))
                if pattern is not None and columns_of(each.this):
                    found[pattern, isinstance(each, exp.RegexpILike)] = None
    return list(islice(found, 8))
