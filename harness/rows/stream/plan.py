"""The plan of a stream of rows: which tables, how many rows of each, and how every column is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sqlglot import exp

from harness.rows.asking import Ask, Question
from harness.rows.clauses import column_of, tree
from harness.rows.facts import Facts
from harness.rows.kind import Value
from harness.rows.model import Model, foreign_keys
from harness.rows.stream.counts import Counts
from harness.rows.stream.keys import Key, avoiding
from harness.rows.stream.making import Maker
from harness.rows.stream.paths import Hop, References, references
from harness.rows.stream.supply import Supply, supply
from harness.rows.stream.tables import Dealer, Rows, standing, usable
from harness.rows.worlds import Row, Unmade, Worlds
from harness.schema import ForeignKey, Name

_COMPUTED = 20_000
_TRIED = 250  # rows from the first on, and as many between there and the last, that are held against the conditions


@dataclass(frozen=True)
class Plan:
    """The tables whose rows are made, parents first."""

    tables: tuple[Rows, ...]

    def __getitem__(self, name: Name) -> Rows:
        return next(each for each in self.tables if each.name == name)


def plan(
    models: Mapping[Name, Model],
    facts: Facts,
    ask: Ask,
    named: Mapping[Name, int],
    seed: str,
    there: Mapping[Name, Sequence[Row]] | None = None,
) -> Plan:
    """Plan rows of the tables in `named`, so many of each, and of all that they need; raise `Unmade` where that fails.

    `facts` and `ask` are those of `models`. `there` are rows that stand already; those of a table that is not named
    serve as they are.
    """
    return _Planner(models, facts, ask, named, seed, there or {}).plan()


class _Planner:
    def __init__(
        self,
        models: Mapping[Name, Model],
        facts: Facts,
        ask: Ask,
        named: Mapping[Name, int],
        seed: str,
        there: Mapping[Name, Sequence[Row]],
    ) -> None:
        self.models, self.facts, self.ask = models, facts, ask
        self.named, self.seed, self.there = named, seed, there
        self.top = max(named.values())
        self.supplies: dict[tuple[Name, str], Supply] = {}
        self.worlds = Worlds(models, facts)

    def plan(self) -> Plan:
        order = list(self._order())
        serving = {name: rows for name, rows in self.there.items() if rows and name not in self.named}
        settled: dict[Name, References] = {}
        for name in order:
            if name in serving:
                settled[name] = References()
            else:
                settled[name] = references(self.models[name], settled, self._loose)
        apart = dict(pair for name in order for pair in _apart(self.models[name], settled[name]))
        counts = Counts(
            self.models,
            settled,
            self.named,
            {name: len(rows) for name, rows in serving.items()},
            self._supply,
            apart,
        )
        found = counts.arrange(order[::-1])
        limits = usable(found, [hop for name in order for hop in settled[name].hops])
        tables: dict[Name, Rows] = {}
        referenced = self._referenced(order)
        for name in order:
            if name in serving:
                tables[name] = standing(self.models[name], serving[name])
                continue
            maker = partial(self._made, tables, settled, counts, limits, apart, referenced[name])
            tables[name] = maker(name, found[name])
            alike = [key for key in counts.keys(name) if key.expressions and self._alike(tables[name], key)]
            for key in alike:
                if key.partial is None:
                    raise Unmade(f"{key.name} is of expressions, and the values that they have are not distinct", name)
                counts.arranged[name].avoided.append(avoiding(key.partial))
            if alike:
                tables[name] = maker(name, found[name])
            self._try(tables[name])
        return Plan(tuple(each for each in tables.values() if not each.standing))

    def _made(
        self,
        tables: dict[Name, Rows],
        settled: Mapping[Name, References],
        counts: Counts,
        limits: Mapping[Name, int],
        apart: Mapping[Hop, Hop],
        referenced: frozenset[str],
        name: Name,
        count: int,
    ) -> Rows:
        made, supplied = counts.arranged[name], partial(self._supply, name)
        model = replace(self.models[name], demands=(*self.models[name].demands, *made.avoided))
        rows = tables[name] = Rows(model, count)
        dealer = Dealer(rows, made, tables, limits, apart, supplied, self.seed)
        dealer.deal(settled[name].hops)
        keys = counts.keys(name)
        Maker(tables, name, settled[name], made, dealer, supplied, keys, self.facts, self.seed, referenced).make()
        return rows

    def _loose(self, key: ForeignKey) -> bool:
        return key.references != key.table and self.worlds.loose(key)

    def _order(self) -> Iterator[Name]:
        """Yield the tables that take part, parents first."""
        seen: dict[Name, None] = {}

        def visit(name: Name, above: frozenset[Name]) -> None:
            if name in seen or name in above:
                return
            if name not in self.named and self.there.get(name):
                seen[name] = None
                return
            for key in foreign_keys(self.models[name].table):
                if key.references in self.models and not self._loose(key):
                    visit(key.references, above | {name})
            seen[name] = None

        for name in self.named:
            visit(name, frozenset())
        yield from seen

    def _referenced(self, order: Sequence[Name]) -> dict[Name, frozenset[str]]:
        found: dict[Name, set[str]] = {name: set() for name in order}
        for name in order:
            for key in foreign_keys(self.models[name].table):
                if key.references in found:
                    found[key.references].update(key.referenced)
        return {name: frozenset(columns) for name, columns in found.items()}

    def _supply(self, name: Name, column: str) -> Supply:
        if (name, column) not in self.supplies:
            there = () if self.models[name].kinds[column].finite else self.there.get(name, ())
            taken: frozenset[Value] = frozenset(row.get(column) for row in there)
            made = supply(self.models[name], column, self.top, self.facts, self.seed, taken)
            self.supplies[name, column] = made
        return self.supplies[name, column]

    def _try(self, rows: Rows) -> None:
        """Hold some rows against every condition; raise `Unmade` where one rejects one."""
        step = max(1, rows.count // _TRIED)
        numbers = sorted({*range(min(_TRIED, rows.count)), *range(0, rows.count, step), rows.count - 1})
        found = {name: column.values(numbers) for name, column in rows.columns.items()}
        tried = [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)]
        demands = [each for each in rows.model.demands if set(each.columns) <= found.keys()]
        self.facts.learn(
            (clause, dict.fromkeys(tuple(row[column] for column in clause.columns) for row in tried))
            for demand in demands
            for clause in demand.clauses
        )
        for demand in demands:
            rejected = sum(self.facts.rejects(demand, row) for row in tried)
            if rejected:
                told = (
                    f"{demand.name or 'no partition'} ({demand.condition.text}) rejects {rejected} of {len(tried)} rows"
                )
                raise Unmade(told, rows.name)

    def _alike(self, rows: Rows, key: Key) -> bool:
        """Have the server compute the values of a key of expressions, and say whether two are the same."""
        if rows.count > _COMPUTED:
            raise Unmade(f"{key.name} is of expressions, which are tried for {_COMPUTED:,} rows at most", rows.name)
        columns = [column for column in key.columns if column in rows.columns]
        values = [rows.columns[column].values(range(rows.count)) for column in columns]
        known_as = tuple((column, rows.model.kinds[column].type) for column in columns)
        given = tuple(zip(*values, strict=True))
        asked = [Question(f"({each})", known_as, given, rows.name.name) for each in key.expressions]
        found = list(zip(*self.ask(asked), strict=True))
        return len(set(found)) < len(found)


def _apart(model: Model, settled: References) -> Iterator[tuple[Hop, Hop]]:
    """Yield pairs of hops to one table that a condition `a <> b` keeps from leading to the same row."""
    for demand in model.demands:
        for clause in demand.clauses:
            node = tree(clause.text) if len(clause.columns) == 2 else None  # noqa: PLR2004 - a and b
            while isinstance(node, exp.Paren):
                node = node.this
            if not isinstance(node, exp.NEQ | exp.NullSafeNEQ):
                continue
            sources = [settled.sources.get(column_of(side) or "") for side in (node.this, node.expression)]
            paths = [source.path for source in sources if source and len(source.path) == 1]
            if len(paths) == 2 and paths[0][0].parent == paths[1][0].parent:  # noqa: PLR2004 - a's and b's
                first, second = paths[0][0], paths[1][0]
                if first.kind == second.kind == "free" and first != second:
                    yield second, first
