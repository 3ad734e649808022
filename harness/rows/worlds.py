"""Two rows of every table that satisfy everything, each with parents of its own.

The first is there already, the second is the one that is tried and changed. Rows of one number reference rows of the
same number only, so foreign keys that share columns agree by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from harness.declared.expressions import columns_in
from harness.rows import values
from harness.rows.asking import Failing
from harness.rows.demand import Clause, generated_by
from harness.rows.facts import Facts
from harness.rows.kind import Value
from harness.rows.model import Model, foreign_keys
from harness.rows.outcome import informed, passing, passing_parts
from harness.rows.solve import Found, Test, search
from harness.schema import ForeignKey, Name

Row = Mapping[str, Value]
OTHER, OWN = 0, 1
PARENTS = 60  # rows of a table that migrations have filled, which may serve as parents
_ROUNDS = 16  # each learns at least one condition more


class Unmade(Exception):
    """No row could be made; the message says why."""

    def __init__(self, told: str, table: Name) -> None:
        super().__init__(told)
        self.table = table


class NoSecond(Unmade):
    """A row can be made, but not two that differ in their keys."""


@dataclass
class _Draft:
    """A row that is being made: what it has, candidates of what it lacks, and what the whole must pass."""

    row: dict[str, Value] = field(default_factory=dict)
    pools: dict[str, Sequence[Value]] = field(default_factory=dict)
    tests: list[Test] = field(default_factory=list)


@dataclass
class Worlds:
    """Makes rows on demand, and remembers them.

    `existing` are rows that migrations have put there; `apart` says by how many a table's plain values are further than
    another's, where rows of different tables must not look alike.
    """

    models: Mapping[Name, Model]
    facts: Facts
    existing: Mapping[Name, Sequence[Row]] = field(default_factory=dict)
    apart: Mapping[Name, int] = field(default_factory=dict)
    _rows: dict[tuple[Name, int], Row] = field(default_factory=dict)
    _whole: dict[int, Row] = field(default_factory=dict)
    _unmade: dict[tuple[Name, int], Unmade] = field(default_factory=dict)
    _circles: Mapping[Name, frozenset[Name]] | None = None

    def stands(self, table: Name) -> bool:
        """Say whether rows that a migration has put there serve as those of a table."""
        return table in self.existing and len(self.circle(table)) == 1

    def row(self, table: Name, world: int) -> Row:
        """Return the row of a table in a world, one that stands there already where there is one; else as `made`."""
        if self.stands(table):
            rows = self.existing[table]
            return rows[min(world, len(rows) - 1)]
        made = self.made(table, world)
        if id(made) not in self._whole:
            self._whole[id(made)] = self._generated(table, made)
        return self._whole[id(made)]

    def _generated(self, table: Name, row: Row) -> Row:
        """Return a row with its generated columns, which none that is inserted has."""
        found, kinds = dict(row), self.models[table].kinds
        for name, text in generated_by(self.models[table].table).items():
            columns = columns_in(text, row.keys())
            known_as = tuple((column, kinds[column].type) for column in columns)
            value = self.facts.value(Clause(f"({text})::{kinds[name].type}", columns, known_as, "harness"), row)
            if not isinstance(value, Failing):
                found[name] = value
        return row if len(found) == len(row) else found

    def makes(self, table: Name, world: int) -> bool:
        """Say whether there is a row of a table in a world."""
        if self.stands(table):
            return True
        try:
            self.made(table, world)
        except Unmade:
            return False
        return True

    def alike(self, table: Name) -> bool:
        """Say whether a table has the same row in both worlds: it takes but one."""
        return self.made(table, OWN) is self.made(table, OTHER)

    def made(self, table: Name, world: int) -> Row:
        """Return a row of a table that is made for a world; raise `Unmade` where it cannot be."""
        key = (table, world)
        if key in self._unmade:
            raise self._unmade[key]
        if key not in self._rows:
            try:
                self._rows[key] = self._made(table, world)
                if world != OTHER and self.models[table].single:
                    self._rows[key] = self._rows[table, OTHER]
            except NoSecond:
                self._rows[key] = self.made(table, OTHER)
            except Unmade as unmade:
                self._unmade[key] = unmade
                raise
        return self._rows[key]

    def circle(self, table: Name) -> frozenset[Name]:
        """Return the tables that a table references in a circle, itself among them."""
        if self._circles is None:
            edges = {name: {key.references for key in foreign_keys(each.table)} for name, each in self.models.items()}
            self._circles = dict(_circles(edges))
        return self._circles.get(table, frozenset({table}))

    def loose(self, key: ForeignKey) -> bool:
        """Say whether a foreign key closes a circle and can be left NULL."""
        model = self.models[key.table]
        return key.references in self.circle(key.table) and any(model.nullable(column) for column in key.columns)

    def ancestors(self, table: Name) -> tuple[Name, ...]:
        """Return the tables that rows of a table reference, those that need none first, without the table itself."""
        return tuple(name for name in self.order(table) if name != table)

    def order(self, table: Name) -> tuple[Name, ...]:
        """Return a table and those that its rows reference, each behind all that its rows cannot do without."""
        found: dict[Name, None] = {}
        seen: set[Name] = set()

        def visit(name: Name) -> None:
            if name in seen:
                return
            group = (*self.companions(name), name)
            seen.update(group)
            for each in group:
                for needed in self._needed(each):
                    visit(needed)
            found.update(dict.fromkeys(group))

        visit(table)
        due = list(found)
        while due:  # what can be left NULL comes behind
            for key in foreign_keys(self.models[due.pop(0)].table):
                if key.references in self.models and key.references not in found:
                    before = len(found)
                    visit(key.references)
                    due += list(found)[before:]
        return tuple(found)

    def needs(self, table: Name, other: Name) -> bool:
        """Say whether a row of a table cannot be without a row of another, directly or through others."""
        found = {table}
        due = [table]
        while due:
            more = [each for each in self._needed(due.pop()) if each not in found]
            found.update(more)
            due += more
        return other in found - {table}

    def _needed(self, table: Name) -> list[Name]:
        keys = foreign_keys(self.models[table].table)
        return [key.references for key in keys if key.references in self.models and not self.loose(key)]

    def companions(self, table: Name) -> tuple[Name, ...]:
        """Return the tables whose rows must be inserted in one statement with a table's: they need one another."""
        circle = self.circle(table)
        if len(circle) == 1:
            return ()
        tight = {
            name: {
                key.references
                for key in foreign_keys(self.models[name].table)
                if key.references in circle and not self.loose(key)
            }
            for name in circle
        }
        return tuple(sorted(dict(_circles(tight)).get(table, frozenset()) - {table}))

    def _made(self, table: Name, world: int) -> Row:
        model = self.models[table]
        draft = self._begun(model, world)
        if world != OTHER:
            self._differing(model, draft)
        if len(self.circle(table)) > 1:  # rows that stand there are not taken away for it
            there = self.existing.get(table, ())
            draft.tests += [_apart(columns, each) for _, columns in model.keys for each in there]
        row = {**draft.row, **self._rest(model, draft, world)}
        return {column.name: row[column.name] for column in model.columns if column.name in row}

    def _begun(self, model: Model, world: int) -> _Draft:
        """Return a draft whose foreign keys reference rows of its world, and whose other columns have candidates."""
        draft = _Draft(tests=[test for demand in model.demands for test in passing_parts(self.facts, demand)])
        loose: set[str] = set()
        for key in foreign_keys(model.table):
            if self.loose(key):
                loose.update(column for column in key.columns if model.nullable(column))
            else:
                draft.tests += self._reference(model, key, world, draft)
        for column in model.columns:
            if column.name in draft.row or column.name in draft.pools:
                continue
            if column.name in model.pools:
                first_null = column.name in loose
                draft.pools[column.name] = self._ordered(model, column.name, world, first_null=first_null)
            elif column.name in loose:
                draft.row[column.name] = None
            else:
                self._plain(model, column.name, world, draft.row)
        return draft

    def _differing(self, model: Model, draft: _Draft) -> None:
        """Have a draft differ from the other row in every key; raise `NoSecond` where one can have but one value."""
        other = self.made(model.table.name, OTHER)
        draft.tests += [_apart(columns, other) for _, columns in model.keys]
        draft.tests += [each.apart(self.facts, other, model.kinds) for each in model.conflicts]
        for _, columns in model.keys:
            if not set(columns) & draft.pools.keys() and _same(columns, draft.row, other):
                raise NoSecond(f"no second value of the key ({', '.join(columns)}) is known", model.table.name)

    def _rest(self, model: Model, draft: _Draft, world: int) -> Row:
        """Return values for the columns that a draft has candidates of; wishes are granted where that can be."""
        order = {column: draft.pools[column] for column in _by_demand(model, draft.pools)}
        wishes = [passing(self.facts, wish) for wish in model.wishes]
        found = self._searched(order, [*draft.tests, *wishes], draft.row)
        if found.values is None and wishes:
            found = self._searched(order, draft.tests, draft.row)
        if found.values is not None:
            return found.values
        if world != OTHER and found.exhausted:
            raise NoSecond("no second row", model.table.name)
        raise Unmade(
            f"no values were found that satisfy {self._unsatisfied(model, order, draft.row)}", model.table.name
        )

    def _searched(self, order: Mapping[str, Sequence[Value]], tests: Sequence[Test], row: Row) -> Found:
        due = [test for test in tests if set(test.columns) <= row.keys() | order.keys()]
        return informed(self.facts, order, due, row)

    def _unsatisfied(self, model: Model, order: Mapping[str, Sequence[Value]], row: Row) -> str:
        """Name the conditions that no candidates satisfy: each alone where there is such, else all together."""
        alone = []
        for demand in model.demands:
            pools = {column: order[column] for column in demand.columns if column in order}
            test = passing(self.facts, demand)
            if set(test.columns) <= row.keys() | pools.keys() and search(pools, [test], row).values is None:
                alone.append(demand)
        names = dict.fromkeys(f"{each.name} ({each.condition.text})" for each in alone or model.demands)
        return " and ".join(names)

    def _reference(self, model: Model, key: ForeignKey, world: int, draft: _Draft) -> list[Test]:
        """Have a row reference the parent of its own world; where demands read the column, others' parents too.

        Returns the test that the columns together are those of one parent.
        """
        if key.references not in self.models:
            self._unreferenced(model, key, draft.row)
            return []
        if key.references == model.table.name or key.references in self.circle(model.table.name):
            parents = [self._keys_of(key.references, world)]
        else:
            parents = [self.row(key.references, world)]
            parents += [self.row(key.references, each) for each in (OTHER, OWN) if self.makes(key.references, each)]
            parents += self.existing[key.references] if self.stands(key.references) else ()
        for column, referenced in zip(key.columns, key.referenced, strict=True):
            options: list[Value] = list(dict.fromkeys(parent[referenced] for parent in parents if referenced in parent))
            if not options:
                raise Unmade(f"the key that {key} references is not known", model.table.name)
            if column in model.pools:
                more = [value for value in model.pools[column] if value is None]
                draft.pools[column] = [*options, *more]
            else:
                draft.row[column] = options[0]
        known = {tuple(parent.get(column) for column in key.referenced) for parent in parents}

        def passes(values: Row) -> bool:
            own = tuple(values.get(column) for column in key.columns)
            return None in own or own in known

        return [Test(key.columns, passes)] if len(key.columns) > 1 and set(key.columns) & draft.pools.keys() else []

    def _unreferenced(self, model: Model, key: ForeignKey, row: dict[str, Value]) -> None:
        for column in key.columns:
            if not model.nullable(column):
                raise Unmade(f"{key} references {key.references}, which no row can be put into", model.table.name)
            row[column] = None

    def _keys_of(self, table: Name, world: int) -> Row:
        """Return the values of a table's own columns that its row will have, before that row is made."""
        if (table, world) in self._rows:
            return self._rows[table, world]
        model, row = self.models[table], dict[str, Value]()
        for column in model.columns:
            if column.name in model.pools:
                pool = self._ordered(model, column.name, world)
                row[column.name] = next((value for value in pool if self._alone(model, column.name, value)), None)
            else:
                self._plain(model, column.name, world, row)
        return row

    def _alone(self, model: Model, column: str, value: Value) -> bool:
        """Say whether a value passes all that is asked of its column alone."""
        asked = [demand for demand in (*model.demands, *model.wishes) if demand.columns == (column,)]
        found = [self.facts.rejects(demand, {column: value}) for demand in asked]
        if self.facts.catch_up():
            found = [self.facts.rejects(demand, {column: value}) for demand in asked]
        return not any(found)

    def _ordered(self, model: Model, column: str, world: int, *, first_null: bool = False) -> Sequence[Value]:
        """Return a column's candidates, turned so that another one comes first in each world where it is in a key."""
        pool = list(model.pools[column])
        if first_null and None in pool:
            pool.remove(None)
            return [None, *pool]
        keyed = any(column in columns for _, columns in model.keys)
        if world and keyed and len(pool) > 1:
            pool = [*pool[1:2], pool[0], *pool[2:]]
        return pool

    def _plain(self, model: Model, column: str, world: int, row: dict[str, Value]) -> None:
        kind = model.kinds[column]
        value = values.key(kind, world + self.apart.get(model.table.name, 0)) or values.key(kind, world)
        value = values.nth(kind, world % max(len(kind.labels), 1)) if value is None and kind.labels else value
        if value is not None:
            row[column] = value
        elif model.nullable(column):
            row[column] = None
        elif not any(each.name == column and each.default for each in model.columns):
            raise Unmade(f"no value of the type {kind.type} of {column} is known", model.table.name)


def _by_demand(model: Model, pools: Iterable[str]) -> Iterator[str]:
    """Yield columns so that those that demands read together stand together: a search fails early."""
    wanted = dict.fromkeys(pools)
    for column in list(wanted):
        for each in model.connected([column]):
            if each in wanted:
                del wanted[each]
                yield each
    yield from wanted


def _apart(columns: tuple[str, ...], other: Row) -> Test:
    def passes(row: Mapping[str, Value]) -> bool:
        return not _same(columns, row, other)

    return Test(columns, passes)


def _same(columns: tuple[str, ...], row: Mapping[str, Value], other: Row) -> bool:
    """Say whether two rows have the same key; NULL is like nothing."""
    return all(row.get(column) is not None and row.get(column) == other.get(column) for column in columns)


def _circles(edges: Mapping[Name, set[Name]]) -> Iterator[tuple[Name, frozenset[Name]]]:
    """Yield for each table the tables that reach it and that it reaches: Tarjan's strongly connected components."""
    index: dict[Name, int] = {}
    low: dict[Name, int] = {}
    stack: list[Name] = []
    for root in edges:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        work = [(root, iter(sorted(edges[root])))]
        while work:
            node, children = work[-1]
            for child in children:
                if child not in edges:
                    continue
                if child not in index:
                    index[child] = low[child] = len(index)
                    stack.append(child)
                    work.append((child, iter(sorted(edges[child]))))
                    break
                if child in stack:
                    low[node] = min(low[node], index[child])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    at = stack.index(node)
                    found = frozenset(stack[at:])
                    del stack[at:]
                    yield from ((name, found) for name in found)
