"""Distinct values of a column by number, as many as a key needs: counted, written into a pattern, or listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from string import ascii_lowercase, ascii_uppercase

from sqlglot import exp

from harness.rows import values
from harness.rows.clauses import columns_of, constant, tree, unwrapped
from harness.rows.demand import Demand
from harness.rows.facts import Facts
from harness.rows.kind import Kind, Value
from harness.rows.model import Model
from harness.rows.stream.looks import PHONE, Looks, uuid
from harness.rows.stream.pattern import Counter, counters
from harness.rows.stream.picks import Deal, Indices

_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_ODD = 0x9E3779B97F4B  # an odd factor of 48 bits: multiplied by it, 48 bits go through all their values
_MASK = 2**48 - 1
_ASKED = 1_500  # numbers at the beginning that the server is asked about; as many again between there and the end
_WORDS = 997
_ROOMY = 40  # characters of a name, without its number
_LONG = 40  # characters of a code
_ENDLESS = 2**62
_MOMENTS = 1_900_000  # days in a row that Python can count
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
    best = Supply(0, lambda _: [])
    for demands in ([*alone, *wished], alone) if wished else (alone,):
        for each in _families(model, column, kind, need, name, taken):
            size = _accepted(each, need, column, demands, facts, taken)
            if size >= need:
                return each
            best = max(best, Supply(size, each.make, each.plain, each.counted), key=lambda made: made.size)
        best = max(best, _listed(model, column, demands, facts, taken), key=lambda made: made.size)
    return best


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


def _families(model: Model, column: str, kind: Kind, need: int, seed: str, taken: frozenset[Value]) -> Iterator[Supply]:
    """Yield ways to count in a type, the one that looks best first."""
    random = Random(seed)  # noqa: S311 - nothing here is secret
    pool = [each for each in model.pools.get(column, ()) if each is not None]
    if kind.array or kind.labels:
        if kind.array:
            yield _by_nth(kind, need)
    elif kind.base == "uuid":
        yield _uuids(random.getrandbits(128))
    elif values.is_integer(kind) or kind.base == "oid":
        yield from _integers(kind, pool, taken)
    elif values.is_text(kind):
        yield from _texts(model, column, kind, need, seed)
    elif values.is_time(kind):
        yield from _moments(kind, pool, seed)
    else:
        yield _by_nth(kind, need)
        if kind.base == "bytea":
            yield from map(_bytes, sorted({len(each) // 2 - 1 for each in pool}))


def _bytes(length: int) -> Supply:
    return Supply(
        256 ** min(length, 16), lambda numbers: [f"\\x{number:0{2 * length}x}" for number in numbers], plain=False
    )


def _by_nth(kind: Kind, need: int) -> Supply:
    """Count as `values.nth` does, as far as that goes."""
    low, high = 0, need
    if values.nth(kind, need - 1) is None:
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if values.nth(kind, middle) is not None else (low, middle)
    return Supply(high, lambda numbers: [str(values.nth(kind, number)) for number in numbers], plain=False)


def _uuids(bits: int) -> Supply:
    shift, tail = bits >> 80, uuid(bits)[13:]

    def make(numbers: Indices) -> list[str]:
        found = [f"{(number * _ODD + shift) & _MASK:012x}" for number in numbers]
        return [f"{digits[:8]}-{digits[8:]}{tail}" for digits in found]

    return Supply(2**48, make)


def _integers(kind: Kind, pool: Sequence[str], taken: frozenset[Value]) -> Iterator[Supply]:
    largest = _LARGEST[kind.base]

    def counted(first: int, step: int) -> Supply:
        size = (largest - first if step > 0 else first + largest) // abs(step) + 1
        return Supply(size, lambda numbers: [str(first + step * number) for number in numbers], counted=True)

    behind = max((int(each) for each in taken if each is not None), default=0) + 1
    firsts = list(dict.fromkeys([behind, 1, 0, 1_000, *(int(each) for each in pool if each.lstrip("-").isdigit())]))
    yield counted(behind, 1)
    ordered = sorted(firsts[:40], key=lambda first: (first < 0, abs(first)))
    yield from (counted(first, 1) for first in ordered)
    yield from (counted(first, step) for first in ordered for step in (10, 100, -1))


def _moments(kind: Kind, pool: Sequence[str], seed: str) -> Iterator[Supply]:
    looks = Looks(seed)
    day, hour, minute = 86_400, 3_600 * 10**6, 60

    def from_last_year(step: int) -> Supply:
        return Supply(_MOMENTS, lambda numbers: [looks.moment(kind, step * number) for number in numbers])

    def from_candidate(first: str, step: int) -> Supply:
        return Supply(_MOMENTS, lambda numbers: [str(values.moved(kind, first, step * number)) for number in numbers])

    unit = day if kind.base == "date" else minute
    yield from (from_last_year(sign * unit) for sign in (1, -1))
    for first in [each for each in pool if each[:1].isdigit() and values.moved(kind, each, 1)][:40]:
        yield from (from_candidate(first, step) for step in ((1,) if kind.base == "date" else (hour, 1)))


def _texts(model: Model, column: str, kind: Kind, need: int, seed: str) -> Iterator[Supply]:
    """Count in texts: in the look of the column, in the patterns that are asked for, in letters and digits."""
    most, looks, random = kind.length, Looks(seed), Random(seed)  # noqa: S311 - nothing here is secret
    patterns = [(counters(pattern, need, most, random, fold=fold)) for pattern, fold in patterns_of(model, column)]
    if PHONE.search(column.lower()):
        yield _phones(random)
    yield from (_texts_of(made) for made in patterns if made and made[0].size >= need)
    yield from _looking(looks, str(model.table.name), column, kind, len(str(need)))
    yield from _codes(most, [len(each) for each in model.pools.get(column, ()) if each], need)
    yield from (_texts_of(made) for made in patterns if made)


def _phones(random: Random) -> Supply:
    deal = Deal.shuffled(10**7, random)  # the area code 555 is nobody's
    return Supply(deal.size, lambda numbers: [f"+1555{deal.card(number):07d}" for number in numbers])


def _looking(looks: Looks, table: str, column: str, kind: Kind, digits: int) -> Iterator[Supply]:
    """Yield texts that look like the column, with a number in each."""
    most = kind.length or 2 * _ROOMY
    drawn = looks.maker(table, column, kind)
    if "mail" in column.lower() and most >= _ROOMY + digits:
        names = [looks.address().split("@") for _ in range(_WORDS)]
        yield Supply(_ENDLESS, lambda numbers: [str(n).join(_split(names[n % _WORDS])) for n in numbers])
        return
    room = min(_ROOMY, most - digits - 1)
    if room < 1:
        return
    kept = ["".join(char for char in drawn() or "x" if char.isalnum() or char in " -_") for _ in range(_WORDS)]
    heads = [each[:room].strip(" -") or "x" for each in kept]
    if any(part in column.lower() for part in ("name", "title", "subject")):
        yield Supply(_ENDLESS, lambda numbers: [f"{heads[n % _WORDS]} {n + 1}" for n in numbers])
    lower = [each.lower().replace(" ", "-") for each in heads]
    yield Supply(_ENDLESS, lambda numbers: [f"{lower[n % _WORDS]}-{n + 1}" for n in numbers])


def _split(name: Sequence[str]) -> tuple[str, str]:
    return name[0], f"@{name[1]}"


def _texts_of(several: Sequence[Counter]) -> Supply:
    def text(number: int) -> str:
        for each in several:
            if number < each.size:
                return each.text(number)
            number -= each.size
        raise IndexError(number)

    return Supply(sum(each.size for each in several), lambda numbers: list(map(text, numbers)), plain=False)


def _codes(most: int | None, lengths: Sequence[int], need: int) -> Iterator[Supply]:
    """Yield codes of one length, in digits and in letters, small and capital."""

    def coded(digits: str, length: int) -> Supply:
        size = len(digits) ** min(length, _LONG)
        return Supply(size, lambda numbers: [_in(digits, number, length) for number in numbers])

    least = next(length for length in range(1, _LONG) if len(_BASE36) ** length >= need)
    for length in dict.fromkeys([max(least, 6), least, *lengths]):
        if most is None or length <= most:
            yield from (coded(digits, length) for digits in (_BASE36, ascii_uppercase, ascii_lowercase, "0123456789"))


def _in(digits: str, number: int, length: int) -> str:
    found = []
    while number:
        number, at = divmod(number, len(digits))
        found.append(digits[at])
    return "".join(reversed(found)).rjust(length, digits[0])


def patterns_of(model: Model, column: str) -> list[tuple[str, bool]]:
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
