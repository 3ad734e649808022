"""Values of columns that conditions read together: tuples of which a server has said that they satisfy everything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from harness.rows import values
from harness.rows.demand import Demand
from harness.rows.facts import Facts
from harness.rows.kind import Kind, Value
from harness.rows.model import Model
from harness.rows.outcome import passing_parts
from harness.rows.solve import Test
from harness.rows.stream.looks import Looks
from harness.rows.stream.pattern import counters
from harness.rows.stream.supply import patterns_of
from harness.rows.worlds import Unmade

_DRAWN = 1_500
_ENOUGH = 40
_MOST = 500  # solutions that a search looks for
_BUDGET = 40_000
_ROUNDS = 4
_STARTS = 10
_SINGLE = 400  # values of one column that are drawn
_ODD_ONES = frozenset({"infinity", "-infinity", "NaN", "Infinity", "-Infinity", "", " "})
_LONG = 120


@dataclass(frozen=True, slots=True)
class Draws:
    """Rows of some columns' values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def moments_of(model: Model, columns: Iterable[str]) -> list[str]:
    """Return those that are dates and times, in the order in which they come to pass: created first, updated last."""
    times = [
        each.name for each in model.columns if each.name in set(columns) and values.is_time(model.kinds[each.name])
    ]
    return sorted(times, key=lambda name: (not name.startswith("creat"), name.startswith(("updat", "modif"))))


def drawn(
    model: Model,
    columns: Sequence[str],
    fixed: Mapping[str, Sequence[Value]],
    facts: Facts,
    seed: str,
    *,
    never_null: frozenset[str],
) -> Draws:
    """Return values for columns that demands connect; `fixed` has those that come from elsewhere. Raise `Unmade`."""
    wishes = [wish for wish in model.wishes if set(wish.columns) <= set(columns)]
    demands = [each for each in model.demands if set(each.columns) & set(columns)]
    for asked in ([*demands, *wishes], demands) if wishes else (demands,):
        found = _Draw(model, columns, fixed, facts, seed, asked, never_null).rows()
        if found:
            return Draws(tuple(columns), tuple(dict.fromkeys(found)) if len(columns) > 1 else tuple(found))
    names = dict.fromkeys(f"{each.name} ({each.condition.text})" for each in demands)
    raise Unmade(f"no values were found that satisfy {' and '.join(names)}", model.table.name)


class _Draw:
    def __init__(
        self,
        model: Model,
        columns: Sequence[str],
        fixed: Mapping[str, Sequence[Value]],
        facts: Facts,
        seed: str,
        demands: Sequence[Demand],
        never_null: frozenset[str],
    ) -> None:
        self.model, self.columns, self.facts, self.demands = model, columns, facts, demands
        self.random, self.looks = Random(seed), Looks(seed)  # noqa: S311 - nothing here is secret
        self.nullable = {each for each in columns if model.nullable(each) and each not in never_null}
        self.pools = {each: list(fixed[each]) if each in fixed else self._pool(each, seed) for each in columns}
        self.fixed = fixed
        self.times = [each for each in moments_of(model, columns) if each not in fixed]

    def rows(self) -> list[tuple[Value, ...]]:
        if not all(self.pools.values()):
            return []
        tried = [self._one() for _ in range(_DRAWN if len(self.columns) > 1 else _SINGLE)]
        self._learn(tried)
        found = [row for row in tried if self._passes(row)]
        if len(found) < _ENOUGH:
            found += self._solved()
        self.random.shuffle(found)
        return found

    def _pool(self, column: str, seed: str) -> list[Value]:
        """Return values of a column that pass what is asked of it alone, good-looking ones where there are enough."""
        kind = self.model.kinds[column]
        make = self.looks.maker(str(self.model.table.name), column, kind)
        pretty: list[Value] = [value for _ in range(_SINGLE) if (value := make()) is not None]
        alone = [each for each in self.demands if each.columns == (column,)]
        patterns = patterns_of(self.model, column)
        self._ask(alone, pretty)
        enough = sum(not self._rejected(alone, column, value) for value in pretty) >= _ENOUGH
        for pattern, fold in () if enough else patterns:
            for each in counters(pattern, _SINGLE, kind.length, Random(seed), fold=fold):  # noqa: S311
                pretty += [each.text(number) for number in range(min(_SINGLE, each.size))]
        mined = [value for value in self.model.pools.get(column, ()) if value is not None]
        offered = list(dict.fromkeys([*pretty, *mined]))
        self._ask(alone, offered)
        passed = {value: None for value in offered if not self._rejected(alone, column, value)}
        first = [value for value in dict.fromkeys(pretty) if value in passed]
        wide = kind.labels or kind.base == "boolean"
        together = any(column in each.columns for each in self.demands if each not in alone)
        if len(first) >= (2 if wide else _ENOUGH // 4) and not together:
            return list(first)
        tame = [value for value in passed if _tame(kind, value)]
        return tame or list(passed) or ([None] if column in self.nullable else [])

    def _ask(self, demands: Sequence[Demand], offered: Sequence[Value]) -> None:
        self.facts.learn((clause, [(each,) for each in offered]) for demand in demands for clause in demand.clauses)

    def _rejected(self, demands: Sequence[Demand], column: str, value: Value) -> bool:
        return any(self.facts.rejects(each, {column: value}) for each in demands)

    def _one(self) -> tuple[Value, ...]:
        moments = dict(
            zip(self.times, self.looks.moments([self.model.kinds[each] for each in self.times]), strict=True)
        )
        found: list[Value] = []
        for column in self.columns:
            if column in self.nullable and not self.random.randrange(8 if len(self.columns) == 1 else 3):
                found.append(None)
            elif column in moments and self.random.random() < 0.8:  # noqa: PLR2004 - else a candidate
                found.append(moments[column])
            else:
                found.append(self.random.choice(self.pools[column]))
        return tuple(found)

    def _learn(self, rows: Sequence[tuple[Value, ...]]) -> None:
        place = {column: at for at, column in enumerate(self.columns)}
        self.facts.learn(
            (clause, dict.fromkeys(tuple(row[place[each]] for each in clause.columns) for row in rows))
            for demand in self.demands
            for clause in demand.clauses
            if set(clause.columns) <= place.keys()
        )

    def _passes(self, row: tuple[Value, ...]) -> bool:
        given = dict(zip(self.columns, row, strict=True))
        return not any(self.facts.rejects(each, given) for each in self.demands if set(each.columns) <= given.keys())

    def _solved(self) -> list[tuple[Value, ...]]:
        """Search for more among the candidates, from several starts."""
        tests = [
            test
            for demand in self.demands
            for test in passing_parts(self.facts, demand)
            if test.columns and set(test.columns) <= set(self.columns)
        ]
        found: dict[tuple[Value, ...], None] = {}
        for _ in range(_STARTS):
            pools = {}
            for column in self.columns:
                mined = [] if column in self.fixed else self.model.pools.get(column, [])
                pool = list(dict.fromkeys([*self.pools[column][:_ENOUGH], *mined]))
                pool = [each for each in pool if _tame(self.model.kinds[column], each)] or pool
                self.random.shuffle(pool)
                pools[column] = [*pool, None] if column in self.nullable else pool
            self.facts.forget()
            for _ in range(_ROUNDS):
                some = solutions(pools, tests, _MOST // _STARTS)
                if some or not self.facts.catch_up():
                    break
            found.update(dict.fromkeys(some))
        return list(found)


def _tame(kind: Kind, value: Value) -> bool:
    """Say whether a value is none of those at the limits of its type, which conditions are tried with."""
    if value is None or value in _ODD_ONES or len(value) > _LONG:
        return False
    return not values.is_time(kind) or value[4:5] == "-"  # a year that people live in


def solutions(pools: Mapping[str, Sequence[Value]], tests: Sequence[Test], most: int) -> list[tuple[Value, ...]]:
    """Return values for the columns of `pools` that pass every test, at most so many: backtracking, in their order."""
    order = list(pools)
    place = {column: at for at, column in enumerate(order)}
    due: list[list[Test]] = [[] for _ in order]
    for test in tests:
        due[max(place[column] for column in test.columns)].append(test)
    given: dict[str, Value] = {}
    found: list[tuple[Value, ...]] = []
    left = _BUDGET

    def assign(at: int) -> None:
        nonlocal left
        if at == len(order):
            found.append(tuple(given[column] for column in order))
            return
        for value in pools[order[at]]:
            if left <= 0 or len(found) >= most:
                return
            left -= 1
            given[order[at]] = value
            if all(test.passes(given) for test in due[at]):
                assign(at + 1)

    assign(0)
    return found
