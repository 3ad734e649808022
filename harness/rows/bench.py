"""One table made ready for trials: a row that is tried, another that is there already, and how the first may change.

Everything that a row must satisfy is a tie between columns. A trial breaks one tie, or none, and the search brings the
columns that are tied to what it changes back into agreement, so that a verdict has one cause.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from harness.declared.expressions import columns_in
from harness.rows.asking import Failing
from harness.rows.conflict import Conflict
from harness.rows.demand import Clause, Demand, generated_by
from harness.rows.facts import Facts
from harness.rows.kind import Value
from harness.rows.model import Model, foreign_keys
from harness.rows.outcome import informed, nearest, passing_parts
from harness.rows.solve import Found, Test
from harness.rows.statements import delete, insert_all, update
from harness.rows.worlds import OTHER, OWN, Row, Worlds
from harness.schema import ForeignKey, Name

_BUDGET = 12_000
_WITHOUT_EQUALITY = frozenset({"json", "xml", "point", "box", "path", "polygon", "circle", "lseg", "line", "jsonpath"})


@dataclass(frozen=True, slots=True)
class Key:
    """What no two rows may have alike: the columns, and the name that an error gives."""

    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Something that a row must satisfy: what it is of, and the test."""

    of: Demand | ForeignKey | Key | Conflict
    test: Test


class Bench:
    """A table's trial rows; raises `Unmade` where there is none."""

    def __init__(self, worlds: Worlds, table: Name) -> None:
        self.worlds = worlds
        self.model: Model = worlds.models[table]
        self.facts: Facts = worlds.facts
        self.table = self.model.table
        self.other: Row = worlds.made(table, OTHER)
        self.own: Row = worlds.made(table, OWN)
        self.single = worlds.alike(table)
        self.pools: dict[str, Sequence[Value]] = {**self.model.pools}
        self.keys = tuple(Key(*each) for each in self.model.keys)
        self.ties = [Tie(each, test) for each in self.model.demands for test in passing_parts(self.facts, each)]
        for key in foreign_keys(self.table):
            self._refer(key)
        self.ties += self._made()
        for conflict in () if self.single else self.model.conflicts:
            self.ties.append(Tie(conflict, conflict.apart(self.facts, self.other, self.model.kinds)))
        for unique in self.keys:
            if not self.single:
                self.ties.append(Tie(unique, Test(unique.columns, self._apart(unique.columns))))
            for column in unique.columns:
                self.pools.setdefault(column, list(dict.fromkeys([self.own.get(column), self.other.get(column)])))

    def _made(self) -> Iterator[Tie]:
        """Yield for each generated column the tie that what it is made of does not fail."""
        for name, text in generated_by(self.table).items():
            columns = columns_in(text, self.own.keys())
            known_as = tuple((column, self.model.kinds[column].type) for column in columns)
            clause = Clause(
                f"(({text})::{self.model.kinds[name].type}) is null is not null", columns, known_as, "harness"
            )
            if columns:
                yield Tie(Key(name, columns), Test(columns, partial(self._says, clause)))

    def _says(self, clause: Clause, row: Mapping[str, Value]) -> bool:
        return not isinstance(self.facts.truth(clause, row), Failing)

    def _refer(self, key: ForeignKey) -> None:
        known = set(self.parents(key))
        for column, values in zip(key.columns, zip(*known, strict=True), strict=False):
            options = dict.fromkeys([self.own.get(column), self.other.get(column), *sorted(filter(None, values))])
            options.pop(None, None)
            pool: list[Value] = list(options)
            before = self.pools.get(column)
            if before is not None and column not in self.model.pools:  # a column of several keys
                pool = list(dict.fromkeys([*(each for each in before if each is not None), *pool]))
            self.pools[column] = [*pool, None] if self.model.nullable(column) else pool
        itself = key.references == self.table.name

        def passes(row: Mapping[str, Value]) -> bool:
            values = tuple(row.get(column) for column in key.columns)
            if None in values:
                return key.match != "full" or set(values) == {None}
            return values in known or (itself and values == tuple(row.get(each) for each in key.referenced))

        columns = (*key.columns, *(key.referenced if itself else ()))
        self.ties.append(Tie(key, Test(tuple(dict.fromkeys(columns)), passes)))

    def parents(self, key: ForeignKey) -> Iterator[tuple[Value, ...]]:
        """Yield the keys that rows of the table may reference: those of the rows that stand when a trial begins."""
        if key.references not in self.worlds.models:
            return
        if key.references == self.table.name:
            rows = [] if self.single else [self.other]
        else:
            rows = [self.worlds.row(key.references, world) for world in self.standing(key.references)]
            rows += self.worlds.existing[key.references] if self.worlds.stands(key.references) else ()
        for row in rows:
            values = tuple(row.get(column) for column in key.referenced)
            if None not in values:
                yield values

    def standing(self, table: Name) -> list[int]:
        """Return the worlds whose rows of another table are there when a trial begins, or are inserted with the row."""
        waits = self.worlds.needs(table, self.table.name) and table not in self.together()
        worlds = () if waits and self.single else (OTHER,) if waits else (OTHER, OWN)
        return [world for world in worlds if self.worlds.makes(table, world)]

    def _apart(self, columns: tuple[str, ...]) -> Callable[[Mapping[str, Value]], bool]:
        other = tuple(self.other.get(column) for column in columns)

        def passes(row: Mapping[str, Value]) -> bool:
            return None in other or tuple(row.get(column) for column in columns) != other

        return passes

    def solve(
        self,
        fixed: Mapping[str, Value],
        *,
        targets: Sequence[Test] = (),
        breaking: Collection[object] = (),
        extra: Mapping[str, Sequence[Value]] | None = None,
    ) -> Found:
        """Search for a row as like to `own` as may be that has the `fixed` values and passes `targets`.

        Every tie but those of what is `breaking` holds. `extra` are more candidates for some columns. The row found
        has all columns of `own`.
        """
        ties = [tie.test for tie in self.ties if tie.of not in breaking]
        pools = {**self.pools, **(extra or {})}
        start = dict.fromkeys((*fixed, *(column for target in targets for column in target.columns)))
        columns = [each for each in self._tied(start, ties, pools) if each not in fixed]
        order = {column: nearest(pools[column], self.own.get(column)) for column in columns}
        given = {**self.own, **fixed}
        touched = {*fixed, *order}
        due = [test for test in ties if touched & set(test.columns)]
        found = informed(self.facts, order, [*targets, *due], given, _BUDGET)
        return found if found.values is None else Found({**given, **found.values})

    def alone(self, fixed: Mapping[str, Value]) -> tuple[Found, tuple[str, ...]]:
        """Search for a row as `solve` does, with the row that is there taken away before; return it and how."""
        for unique in self.keys:
            where = {column: self.other.get(column) for column in unique.columns}
            if None not in where.values():
                return self.solve(fixed, breaking=set(self.keys)), (delete(self.table, where),)
        return Found(None), ()

    def _tied(
        self, start: Iterable[str], ties: Sequence[Test], pools: Mapping[str, Sequence[Value]]
    ) -> tuple[str, ...]:
        found = dict.fromkeys(start)
        size = -1
        while size != len(found):
            size = len(found)
            for test in ties:
                if found.keys() & set(test.columns):
                    found.update(dict.fromkeys(column for column in test.columns if column in pools))
        return tuple(column for column in found if column in pools)

    def insert(self, row: Row) -> str:
        """Return the statement that inserts a row, with those that can only be inserted together with it."""
        if self._satisfied(row):
            return insert_all([(self.table, row)])
        together = [(self.worlds.models[each].table, self._following(each, row)) for each in self.together()]
        return insert_all([*together, (self.table, row)])

    def _satisfied(self, row: Row) -> bool:
        """Say whether a row references none but rows that are there already."""
        for key in foreign_keys(self.table):
            if key.references in self.together():
                there = self.worlds.row(key.references, OTHER)
                if any(
                    row.get(own) != there.get(column) for own, column in zip(key.columns, key.referenced, strict=True)
                ):
                    return False
        return True

    def _following(self, table: Name, row: Row) -> Row:
        """Return the row of another table that is inserted together with a row, so that it references that one."""
        found = dict(self.worlds.made(table, OWN))
        for key in foreign_keys(self.worlds.models[table].table):
            if key.references == self.table.name and not self.worlds.loose(key):
                found |= {own: row.get(column) for own, column in zip(key.columns, key.referenced, strict=True)}
        return found

    def together(self) -> tuple[Name, ...]:
        return self.worlds.companions(self.table.name)

    @property
    def where(self) -> Row | None:
        """The values that tell the tried row from every other; None where nothing does."""
        whole = {
            name: value for name, value in self.own.items() if self.model.kinds[name].base not in _WITHOUT_EQUALITY
        }
        for columns in (*(unique.columns for unique in self.keys), tuple(whole)):
            values = {column: self.own.get(column) for column in columns}
            if None not in values.values() or columns == tuple(whole):
                return (
                    values
                    if self.single or any(value != self.other.get(column) for column, value in values.items())
                    else None
                )
        return None

    def moving(self, row: Row, columns: Iterable[str]) -> Row:
        """Return what must change in the row there to make it like a row in these columns, and what they bind."""
        keyed = {column for unique in self.keys for column in unique.columns}
        own = dict.fromkeys(columns)
        tied = [column for column in self.model.connected(own) if column not in keyed]
        return {column: row[column] for column in (*own, *tied) if row[column] != self.other.get(column)}

    def where_other(self, changing: Collection[str]) -> Row:
        """Return the values that tell the row that is there, by another key than these columns where it has one."""
        for unique in self.keys:
            values = {column: self.other.get(column) for column in unique.columns}
            if set(unique.columns) != set(changing) and None not in values.values():
                return values
        kinds = self.model.kinds
        return {name: value for name, value in self.other.items() if kinds[name].base not in _WITHOUT_EQUALITY}

    def update(self, row: Row) -> str | None:
        """Return the UPDATE that makes the tried row, once inserted, another; None where it cannot be told apart."""
        where = self.where
        changed = {column: value for column, value in row.items() if value != self.own.get(column)}
        always = {column.name for column in self.table.columns if column.identity_kind == "always"}
        return update(self.table, changed, where) if where and changed and not always & changed.keys() else None
