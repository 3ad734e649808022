"""The columns of one table: each a reference, a counter, a choice of a few, values that conditions read, or free."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from random import Random

from harness.rows import values
from harness.rows.facts import Facts
from harness.rows.kind import Kind, Value
from harness.rows.stream.columns import Among, Column, Counted, Cycle, Inherited, Masked, Offset
from harness.rows.stream.counts import Arrangement
from harness.rows.stream.draws import Draws, drawn, moments_of
from harness.rows.stream.keys import Key
from harness.rows.stream.looks import Looks
from harness.rows.stream.paths import References
from harness.rows.stream.supply import Supply
from harness.rows.stream.tables import Dealer, Lead, Rows, constant
from harness.rows.worlds import Unmade
from harness.schema import Column as Declared
from harness.schema import Name

_PRIMES = (1499, 1511, 1523, 1531, 1543, 1549, 1553, 1559, 1567, 1571, 1579, 1583, 1597, 1601, 1607, 1609, 1613, 1619)
_TRIED = 200
_NULLS = 8  # one in so many is NULL where NULL is allowed


class Maker:
    """Fills in the columns of `tables[name]`; raises `Unmade` where one cannot be made."""

    def __init__(
        self,
        tables: Mapping[Name, Rows],
        name: Name,
        settled: References,
        made: Arrangement,
        dealer: Dealer,
        supply: Callable[[str], Supply],
        keys: Sequence[Key],
        facts: Facts,
        seed: str,
        referenced: frozenset[str],
    ) -> None:
        self.tables, self.rows, self.model = tables, tables[name], tables[name].model
        self.settled, self.made, self.dealer, self.supply = settled, made, dealer, supply
        self.facts, self.seed, self.referenced = facts, f"{seed}:{name}", referenced
        strict = {column for key in keys if not key.nulls for column in key.columns}
        self.nullable = {
            each.name
            for each in self.model.columns
            if self.model.nullable(each.name) and each.name not in strict and each.name not in referenced
        }
        self.optional = {column: group for group in settled.optional for column in group}
        self.random = Random(self.seed)  # noqa: S311 - nothing here is secret

    def make(self) -> None:
        """Make all columns, those first that conditions do not choose."""
        found = {each.name: column for each in self.model.columns if (column := self._given(each.name)) is not None}
        given = dict(found)
        self.rows.columns.update(found)  # a reference to an earlier row of the table reads them
        components = list(self._components())
        for columns in components:
            if len(columns) == 1 and columns[0] in given:
                self._mask(found, columns[0])
            else:
                self._together(found, columns, given)
        self._times(found, moments_of(self.model, [each.name for each in self.model.columns if each.name not in found]))
        connected = {column for columns in components for column in columns}
        masks: dict[tuple[str, ...], Column] = {}
        for name in [each.name for each in self.model.columns]:
            if name not in found:
                self._free(found, name)
            elif name in given and name not in connected and self._may_be_null(name):
                mask = masks.setdefault(self.optional.get(name, (name,)), self._nulls())
                found[name] = Masked(found[name], mask)
        self.rows.columns.clear()
        self.rows.columns.update((each.name, found[each.name]) for each in self.model.columns if each.name in found)
        self._written()

    def _given(self, column: str) -> Column | None:
        """Return a column that references, keys or circles settle; None for any other."""
        if column in self.settled.absent:
            return constant(None)
        if column in self.settled.sources:
            return self._inherited(column)
        if column in self.made.counted:
            return Counted(self.supply(column), self.dealer.each(self.made.counted[column]))
        return self.dealer.dealt.get(column)

    def _may_be_null(self, column: str) -> bool:
        """Say whether a column that references or counts may be NULL now and then."""
        if column in self.settled.absent or column not in self.nullable:
            return False
        if column in self.settled.sources:
            return column in self.optional and set(self.optional[column]) <= self.nullable
        return True

    def _inherited(self, column: str) -> Column:
        source = self.settled.sources[column]
        end = self.tables[source.path[-1].parent]
        return Inherited(Lead(self.tables, source.path), lambda: end.columns[source.column], end.count)

    def _components(self) -> Iterator[tuple[str, ...]]:
        """Yield groups of columns that conditions read together."""
        seen: set[str] = set()
        for demand in self.model.demands:
            for column in demand.columns:
                if column not in seen and column in self.model.pools:
                    group = self.model.connected([column])
                    seen.update(group)
                    yield group

    def _mask(self, found: dict[str, Column], column: str) -> None:
        demands = [each for each in self.model.demands if each.columns == (column,)]
        self.facts.learn((clause, [(None,)]) for each in demands for clause in each.clauses)
        if self._may_be_null(column) and not any(self.facts.rejects(each, {column: None}) for each in demands):
            found[column] = Masked(found[column], self._nulls())

    def _together(self, found: dict[str, Column], columns: Sequence[str], given: Mapping[str, Column]) -> None:
        """Make columns that conditions read, all of a row from the same draw."""
        fixed: dict[str, Sequence[Value]] = {}
        for column in columns:
            if column in given:
                size = self.dealer.size(column) if column in self.dealer.dealt else 40
                some = given[column].values(range(min(size, self.rows.count)))
                if column in self.dealer.dealt:
                    some = self.dealer.dealt[column].pool
                fixed[column] = list(dict.fromkeys(each for each in some if each is not None)) or [None]
        never = frozenset(
            each for each in columns if each not in self.nullable or (each in given and not self._may_be_null(each))
        )
        draws = drawn(self.model, columns, fixed, self.facts, f"{self.seed}:{columns[0]}", never_null=never)
        leads = [column for column in columns if column in self.dealer.dealt]
        if len(leads) > 1:
            raise Unmade(f"{' and '.join(leads)} are in keys, and conditions read them together", self.rows.name)
        if leads:
            self._led(found, leads[0], draws, given)
        else:
            self._drawn(found, draws, given)

    def _drawn(self, found: dict[str, Column], draws: Draws, given: Mapping[str, Column]) -> None:
        size, start = self._turn()
        shuffled = list(draws.rows)
        rows = [shuffled[at % len(shuffled)] for at in range(size)]
        self.random.shuffle(rows)
        cycles = {column: Cycle([row[at] for row in rows], start) for at, column in enumerate(draws.columns)}
        for column in draws.columns:
            if column in given:
                found[column] = Masked(given[column], cycles[column]) if None in cycles[column].pool else given[column]
            else:
                found[column] = cycles[column]
        counted = [each for each in draws.columns if each in self.made.counted]
        if counted and self._rejected(found, draws.columns):
            kind, place = self.model.kinds[counted[0]], draws.columns.index(counted[0])
            for at, column in enumerate(draws.columns):
                if column not in given and _alike(kind, self.model.kinds[column]):
                    distances = [_distance(kind, row[place], row[at]) for row in rows]
                    found[column] = Offset(given[counted[0]], distances, start, partial(values.moved, kind))

    def _rejected(self, found: Mapping[str, Column], columns: Sequence[str]) -> bool:
        """Say whether a condition rejects one of the first rows: what is counted does not go with any draw."""
        tried = [found[column].values(range(min(_TRIED, self.rows.count))) for column in columns]
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*tried, strict=True)]
        demands = [each for each in self.model.demands if each.columns and set(each.columns) <= set(columns)]
        self.facts.learn(
            (clause, [tuple(row[column] for column in clause.columns) for row in rows])
            for demand in demands
            for clause in demand.clauses
        )
        return any(self.facts.rejects(demand, row) for demand in demands for row in rows)

    def _led(self, found: dict[str, Column], lead: str, draws: Draws, given: Mapping[str, Column]) -> None:
        dealt, place = self.dealer.dealt[lead], draws.columns.index(lead)
        groups = [[row for row in draws.rows if row[place] == value] for value in dealt.pool]
        if not all(groups):
            lacking = [str(value) for value, group in zip(dealt.pool, groups, strict=True) if not group]
            raise Unmade(f"no rows were found in which {lead} is {', '.join(lacking)}", self.rows.name)
        for at, column in enumerate(draws.columns):
            if column != lead:
                among = Among(dealt, [[row[at] for row in group] for group in groups])
                found[column] = Masked(given[column], among) if column in given else among

    def _turn(self) -> tuple[int, int]:
        """Return the length of a circle, and where it begins."""
        size = self.random.choice(_PRIMES)
        return size, self.random.randrange(size)

    def _nulls(self) -> Cycle:
        size, start = self._turn()
        return Cycle([None if not self.random.randrange(_NULLS) else "" for _ in range(size)], start)

    def _times(self, found: dict[str, Column], times: Sequence[str]) -> None:
        """Make dates and times that no condition reads: what was created first was not updated before."""
        size, start = self._turn()
        looks = Looks(f"{self.seed}:times")
        rows = [looks.moments([self.model.kinds[each] for each in times]) for _ in range(size)]
        for at, column in enumerate(times):
            pool: list[Value] = [row[at] for row in rows]
            found[column] = Cycle(self._holes(column, pool), start)

    def _holes(self, column: str, pool: list[Value]) -> list[Value]:
        if column not in self.nullable:
            return pool
        return [None if not self.random.randrange(_NULLS) else each for each in pool]

    def _free(self, found: dict[str, Column], column: str) -> None:
        """Make a column that nothing is asked of, by its name; one whose type is not known is left to its default."""
        size, start = self._turn()
        make = Looks(f"{self.seed}:{column}").maker(str(self.rows.name), column, self.model.kinds[column])
        first = make()
        if first is not None:
            found[column] = Cycle(self._holes(column, [first, *(make() for _ in range(size - 1))]), start)
        elif self.model.nullable(column):
            found[column] = constant(None)
        elif not any(each.name == column and each.default for each in self.model.columns):
            raise Unmade(f"no value of the type {self.model.kinds[column].type} of {column} is known", self.rows.name)

    def _written(self) -> None:
        """Settle which columns are put out: not numbers that the server gives and nothing references."""
        asked = {column for demand in self.model.demands for column in demand.columns}
        drawn_by_server = [each for each in self.model.columns if _numbered(each) and each.name in self.rows.columns]
        out = {each.name for each in drawn_by_server if each.name not in self.referenced | asked}
        if len(out) == len(self.rows.columns):
            out = set()
        self.rows.written = [each for each in self.rows.columns if each not in out]
        self.rows.counters = [each.name for each in drawn_by_server if each.name not in out]


def _numbered(column: Declared) -> bool:
    return column.identity_kind is not None or bool(re.match(r"(?i)\(?nextval\(", str(column.default or "")))


def _alike(one: Kind, other: Kind) -> bool:
    if values.is_integer(one):
        return values.is_integer(other)
    return values.is_time(one) and one.base == other.base


def _distance(kind: Kind, first: Value, second: Value) -> int | None:
    """Return how many steps of the type lie between two values."""
    if first is None or second is None:
        return None
    if values.is_integer(kind):
        return int(second) - int(first)
    if kind.base == "date":
        return (dt.date.fromisoformat(second[:10]) - dt.date.fromisoformat(first[:10])).days
    apart = dt.datetime.fromisoformat(second) - dt.datetime.fromisoformat(first)
    tick: int = 10 ** (6 - (kind.modifiers[0] if kind.modifiers else 6))  # microseconds
    return apart // dt.timedelta(microseconds=tick)
