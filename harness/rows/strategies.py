"""Hypothesis strategies for rows of a table, and for rows of a whole schema that reference one another.

Values are texts that the columns' types read, None for NULL: they can be passed to any statement as parameters. What
conditions ask of columns together is drawn from assignments that a server has said to pass; every other column takes
whatever its type takes. Both shrink towards the plainest value that there is.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from harness.rows import values
from harness.rows.asking import Ask
from harness.rows.candidates.usual import usual
from harness.rows.facts import Facts
from harness.rows.kind import Kind, Value
from harness.rows.model import Model, foreign_keys, models
from harness.rows.outcome import passing_parts
from harness.rows.solve import solutions
from harness.rows.statements import insert
from harness.rows.worlds import Worlds
from harness.schema import Name, Schema

Row = Mapping[str, Value]
Override = Value | st.SearchStrategy[Value] | Callable[[Row], Value]

_MOST_SOLUTIONS = 400
_INTEGERS = {"smallint": 15, "integer": 31, "bigint": 63}
# Characters that a database of any encoding but SQL_ASCII and LATIN1 takes; NUL is one that none does.
_TEXT = st.characters(codec="utf-8", exclude_characters="\0")


@dataclass
class Known:
    """A schema, and what a server said of its conditions; made once by `know`, and shared by all strategies."""

    schema: Schema
    models: Mapping[Name, Model]
    facts: Facts
    worlds: Worlds
    assignments: dict[tuple[Name, tuple[str, ...]], list[tuple[Value, ...]]] = field(default_factory=dict)

    def name(self, table: str) -> Name:
        """Return the table that a word names: `orders`, or `shop.orders`; raise `KeyError` where there is none."""
        namespace, _, own = table.rpartition(".")
        name = Name(namespace or "public", own)
        if name not in self.models:
            known = ", ".join(sorted(map(str, self.models)))
            raise KeyError(f"there is no table {table}: there are {known}")
        return name


def know(schema: Schema, ask: Ask) -> Known:
    """Return a schema with what a server says, through `ask`, of its conditions over candidates of values."""
    found, facts = models(schema, ask)
    return assigned(Known(schema, found, facts, Worlds(found, facts)))


def assigned(known: Known) -> Known:
    """Return the same with the assignments that pass each group of conditions; asks the server for what is unknown."""
    for model in known.models.values():
        for group in _groups(model):
            known.assignments[model.table.name, group] = _assignments(model, known.facts, group)
    return known


def rows_from_table(
    table: str, *, schema: Known, parents: Mapping[str, Sequence[Row]] | None = None, **columns: Override
) -> st.SearchStrategy[Row]:
    """Return a strategy for rows of a table that keep to all that is declared of a row by itself.

    `parents` are rows of other tables, by name, that foreign keys may reference; without them a key is NULL where it
    can be, else a value that no row may have. A keyword sets a column: to a value, to what a strategy draws, or to what
    a callable makes of the rest of the row. Raises `KeyError` for a table or a column that is not there.
    """
    name = schema.name(table)
    model = schema.models[name]
    for column in columns:
        if column not in model.kinds:
            raise KeyError(f"{table} has no column {column}: it has {', '.join(model.kinds)}")
    given = {str(schema.name(each)): rows for each, rows in (parents or {}).items()}
    return rows_of(schema, model, given, columns)


@dataclass(frozen=True, repr=False)
class Dataset:
    """Rows of several tables in an order in which they can be inserted; shown as statements for psql."""

    rows: tuple[tuple[Name, Row], ...]
    known: Known = field(repr=False, compare=False)

    def __getitem__(self, table: str) -> tuple[Row, ...]:
        name = self.known.name(table)
        return tuple(row for each, row in self.rows if each == name)

    @property
    def statements(self) -> tuple[str, ...]:
        """One INSERT a row, to be sent or pasted into psql."""
        return tuple(insert(self.known.models[name].table, row) for name, row in self.rows)

    def insert(self, connection: Any) -> None:
        """Insert all rows through a psycopg connection, in its transaction."""
        for statement in self.statements:
            connection.execute(statement.encode())

    def __repr__(self) -> str:
        return "\n".join(f"{statement};" for statement in self.statements)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001 - the protocol of Hypothesis's printer
        """Show a failing example as it is: Hypothesis would else show the fields."""
        del cycle
        printer.text(repr(self))


def dataset_from_schema(schema: Known, *, sizes: Mapping[str, int]) -> st.SearchStrategy[Dataset]:
    """Return a strategy for up to so many rows of each table, whose foreign keys reference rows among them.

    Tables that these need have at least a row each. No two rows have a key alike.
    """
    most = {schema.name(table): size for table, size in sizes.items()}
    order: dict[Name, None] = {}
    for name in most:
        order.update(dict.fromkeys((*schema.worlds.ancestors(name), name)))
    return _datasets(schema, tuple(order), most)


@st.composite
def _datasets(draw: st.DrawFn, schema: Known, order: tuple[Name, ...], most: Mapping[Name, int]) -> Dataset:
    made: dict[str, list[Row]] = {}
    rows: list[tuple[Name, Row]] = []
    for name in order:
        model = schema.models[name]
        least = 1 if any(name in schema.worlds.ancestors(each) for each in order) else 0
        keys = [columns for _, columns in model.keys]
        taken: set[tuple[tuple[str, ...], tuple[Value, ...]]] = set()
        own = made.setdefault(str(name), [])
        for _ in range(draw(st.integers(least, max(most.get(name, 1), least)))):
            row = draw(rows_of(schema, model, made, {}))
            marks = {(columns, tuple(row.get(column) for column in columns)) for columns in keys}
            marks = {mark for mark in marks if None not in mark[1]}
            if not marks & taken:
                taken |= marks
                own.append(row)
                rows.append((name, row))
        assume(own or not least)
    return Dataset(tuple(rows), schema)


@st.composite
def rows_of(
    draw: st.DrawFn, schema: Known, model: Model, parents: Mapping[str, Sequence[Row]], columns: Mapping[str, Override]
) -> Row:
    """Draw a row as `rows_from_table` does; `parents` are by the printed names of their tables."""
    row: dict[str, Value] = {}
    for key in sorted(foreign_keys(model.table), key=lambda each: -len(each.columns)):
        _reference(draw, schema, model, key, parents, row)
    for group in _groups(model):
        fits = [each for each in schema.assignments[model.table.name, group] if _agrees(group, each, row)]
        assume(fits)  # else no row with these parents passes, as far as is known
        row |= zip(group, draw(st.sampled_from(fits)), strict=True)
    for column in model.columns:
        if column.name not in row and column.name not in columns and column.identity_kind != "always":
            row[column.name] = draw(_column(model, column.name))
    for name, override in columns.items():
        if isinstance(override, st.SearchStrategy):
            row[name] = draw(override)
        else:
            row[name] = override(row) if callable(override) else override
    return {column.name: row[column.name] for column in model.columns if column.name in row}


def _reference(
    draw: st.DrawFn, schema: Known, model: Model, key: Any, parents: Mapping[str, Sequence[Row]], row: dict[str, Value]
) -> None:
    """Let a foreign key reference one of the parents that agree with what the row holds already."""
    pairs = tuple(zip(key.columns, key.referenced, strict=True))
    fits = [
        each
        for each in parents.get(str(key.references), ())
        if all(column not in row or row[column] == each.get(referenced) for column, referenced in pairs)
    ]
    free = [column for column, _ in pairs if column not in row]
    assume(fits or str(key.references) not in parents or any(model.nullable(column) for column in free))
    if fits and not (schema.worlds.loose(key) and draw(st.booleans())):
        chosen = draw(st.sampled_from(fits))
        row |= {column: chosen.get(referenced) for column, referenced in pairs}
    elif free and any(model.nullable(column) for column in free):
        row |= {column: None for column in free if model.nullable(column)}


def _agrees(group: tuple[str, ...], assignment: tuple[Value, ...], row: Row) -> bool:
    return all(row.get(column, value) == value for column, value in zip(group, assignment, strict=True))


def _groups(model: Model) -> Iterator[tuple[str, ...]]:
    """Yield the columns that conditions read, in groups that no condition connects."""
    seen: set[str] = set()
    for demand in model.demands:
        group = model.connected(demand.columns)
        if group and not seen & set(group):
            seen.update(group)
            yield group


def _assignments(model: Model, facts: Facts, group: tuple[str, ...]) -> list[tuple[Value, ...]]:
    """Return values for a group of columns that pass every condition on them, the plainest first."""
    tests = [
        test for demand in model.demands for test in passing_parts(facts, demand) if set(test.columns) <= set(group)
    ]
    pools = {column: model.pools[column] for column in group}
    found: list[tuple[Value, ...]] = []
    for _ in range(4):
        facts.forget()
        found = list(solutions(pools, tests, {}, _MOST_SOLUTIONS))
        if not facts.catch_up():
            break
    return found


def _column(model: Model, column: str) -> st.SearchStrategy[Value]:
    kind = model.kinds[column]
    found: st.SearchStrategy[Value] = _values(kind)
    return st.none() | found if model.nullable(column) else found


def drawable(kind: Kind) -> bool:
    """Say whether there are values of a type to draw."""
    return values.nth(kind, 0) is not None or any(True for _ in usual(kind))


def _values(kind: Kind) -> st.SearchStrategy[Value]:
    """Return a strategy for a type's values as texts; of a type that is not known here, its usual ones."""
    if kind.labels and not kind.array:
        return st.sampled_from(kind.labels)
    if kind.array:
        return st.lists(_values(kind.element), max_size=4).map(values.array)
    if values.is_text(kind):
        length = kind.length if kind.length is not None else 63 if kind.base == "name" else None
        return st.text(_TEXT, max_size=length).filter(lambda text: length is None or len(text.encode()) <= 4 * length)
    if kind.base in _INTEGERS:
        bound = 2 ** _INTEGERS[kind.base]
        return st.integers(-bound, bound - 1).map(str)
    made = _OTHERS.get(kind.base)
    plain = [each for number in range(8) if (each := values.nth(kind, number)) is not None]
    return made(kind) if made else st.sampled_from(plain or list(usual(kind)))


def _decimal(kind: Kind) -> st.SearchStrategy[Value]:
    if not kind.modifiers:
        return st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9).map(
            str
        )
    scale = kind.modifiers[1] if len(kind.modifiers) > 1 else 0
    most = 10 ** kind.modifiers[0] - 1
    return st.integers(-most, most).map(lambda number: format(Decimal(number).scaleb(-scale), "f"))


def _moment(zone: str) -> Callable[[Kind], st.SearchStrategy[Value]]:
    first, last = dt.datetime(1900, 1, 1), dt.datetime(2100, 1, 1)  # noqa: DTZ001 - the zone is written behind
    return lambda _: st.datetimes(first, last).map(lambda moment: f"{moment:%Y-%m-%d %H:%M:%S}{zone}")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31) | st.text(_TEXT, max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(_TEXT, max_size=4), inner, max_size=3),
    max_leaves=6,
)
_OTHERS: dict[str, Callable[[Kind], st.SearchStrategy[Value]]] = {
    "boolean": lambda _: st.sampled_from(["false", "true"]),
    "numeric": _decimal,
    "real": lambda _: st.floats(width=32, allow_nan=False).map(repr),
    "double precision": lambda _: st.floats(allow_nan=False).map(repr),
    "uuid": lambda _: st.uuids().map(str),
    "date": lambda _: st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)).map(str),
    "timestamp without time zone": _moment(""),
    "timestamp with time zone": _moment("+00"),
    "time without time zone": lambda _: st.times().map(lambda time: f"{time:%H:%M:%S}"),
    "interval": lambda _: st.timedeltas(dt.timedelta(0), dt.timedelta(999)).map(lambda time: f"{time.days} days"),
    "json": lambda _: _JSON.map(json.dumps),
    "jsonb": lambda _: _JSON.map(json.dumps),
    "bytea": lambda _: st.binary(max_size=16).map(lambda raw: f"\\x{raw.hex()}"),
    "inet": lambda _: st.ip_addresses().map(str),
}
