"""Search for values of a few columns that pass every test: backtracking, in the order of the candidates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from harness.rows.kind import Value

Assignment = dict[str, Value]

_SHORT = 3_000  # assignments tried for each of many solutions
BUDGET = 40_000  # assignments tried before a search is given up


@dataclass(frozen=True, slots=True)
class Test:
    """Something that is asked as soon as all of `columns` have values."""

    columns: tuple[str, ...]
    passes: Callable[[Mapping[str, Value]], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """The values found, or None; `exhausted` says that then every combination of candidates was tried."""

    values: Mapping[str, Value] | None
    exhausted: bool = True


def search(
    pools: Mapping[str, Sequence[Value]], tests: Sequence[Test], given: Mapping[str, Value], budget: int = BUDGET
) -> Found:
    """Return values for the columns of `pools`, in whose order they are assigned; `given` are those of all others."""
    order = list(pools)
    place = {column: at for at, column in enumerate(order)}
    due: list[list[Test]] = [[] for _ in range(len(order) + 1)]
    for test in tests:
        due[max((place[column] + 1 for column in test.columns if column in place), default=0)].append(test)
    values: Assignment = dict(given)
    if not all(test.passes(values) for test in due[0]):
        return Found(None)
    left = budget

    def assign(at: int) -> bool:
        nonlocal left
        if at == len(order):
            return True
        column = order[at]
        for value in pools[column]:
            if left <= 0:
                return False
            left -= 1
            values[column] = value
            if all(test.passes(values) for test in due[at + 1]) and assign(at + 1):
                return True
        return False

    found = assign(0)
    return Found({column: values[column] for column in order} if found else None, exhausted=left > 0)


def solutions(
    pools: Mapping[str, Sequence[Value]], tests: Sequence[Test], given: Mapping[str, Value], most: int
) -> Iterator[tuple[Value, ...]]:
    """Yield up to `most` of the assignments that pass every test, in the order of `pools`; spread over the candidates.

    Each value of each column is tried to be in one before a second combination of the others is.
    """
    seen: dict[tuple[Value, ...], None] = {}
    for column, pool in pools.items():
        for value in pool:
            found = search({**pools, column: [value]}, tests, given, _SHORT)
            if found.values is not None and len(seen) < most:
                seen.setdefault(tuple(found.values[each] for each in pools))
    yield from seen
