"""Random sequences of statements that change a schema, each valid after those before it, on tables without rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from harness.schema import Check, Column, Enum, ForeignKey, Name, PrimaryKey, Schema, Table, Unique, quoted
from tests.declared.words import KINDS, Kind, Names, on, qualified

_BY_TYPE = {kind.type: kind for kind in KINDS}


@dataclass
class _Constraint:
    """What has to be known of a constraint to know when it goes: its columns, and those that it references."""

    columns: set[str]
    kind: str
    target: _Table | None = None
    referenced: set[str] = field(default_factory=set)


@dataclass
class _Column:
    type: str
    not_null: bool
    plain: bool  # neither generated, nor an identity, nor fed by a sequence, nor read by a generated column
    default: bool


@dataclass(eq=False)
class _Table:
    name: Name
    columns: dict[str, _Column] = field(default_factory=dict)
    constraints: dict[str, _Constraint] = field(default_factory=dict)
    indexes: dict[str, set[str]] = field(default_factory=dict)

    @property
    def keyed(self) -> set[str]:
        """Columns that a constraint or an index reads."""
        return set().union(*(item.columns for item in self.constraints.values()), *self.indexes.values())

    def __str__(self) -> str:
        return qualified(self.name)


@st.composite
def alterations(draw: DrawFn, schema: Schema, *, most: int = 12) -> list[str]:
    """Return up to `most` statements that change `schema`, which `schemas` made, step by step."""
    model = _Model(draw, schema)
    told: list[str] = []
    for _ in range(draw(st.integers(1, most))):
        possible = [change for change in _CHANGES if model.tables]
        if not possible:
            break
        statement = draw(st.sampled_from(possible))(model)
        if statement:
            told.append(statement)
    return told


class _Model:
    def __init__(self, draw: DrawFn, schema: Schema) -> None:
        self.draw = draw
        self.names = Names(draw)
        self.number = 0
        self.tables = [_table(table) for table in schema.tables]
        self.labels = {enum.name: list(enum.labels) for enum in schema.enums if isinstance(enum, Enum)}
        self.namespaces = ("public", *(item.name for item in schema.objects if item.of == "schema"))
        by_name = {table.name: table for table in self.tables}
        for table in schema.tables:
            for key in table.foreign_keys:
                known = by_name[table.name].constraints[key.name]
                known.target, known.referenced = by_name[key.references], set(key.referenced)

    def new(self, hint: str) -> str:
        """Return a name that nothing has: what was there before has no number behind it."""
        self.number += 1
        return f"{self.names(hint=hint)} new {self.number}"

    def table(self) -> _Table:
        return self.draw(st.sampled_from(self.tables))

    def column(self, table: _Table, fits: Callable[[str, _Column], bool]) -> str | None:
        found = [name for name, column in table.columns.items() if fits(name, column)]
        return self.draw(st.sampled_from(found)) if found else None

    def gone(self, table: _Table, columns: set[str]) -> None:
        """Forget what goes with columns, in other tables too."""
        lost = {name for name, item in table.constraints.items() if item.columns & columns}
        for name in lost:
            self.drop_constraint(table, name)
        table.indexes = {name: read for name, read in table.indexes.items() if not read & columns}

    def drop_constraint(self, table: _Table, name: str) -> None:
        """Forget a constraint, and the foreign keys that may have rested on it."""
        dropped = table.constraints.pop(name)
        if dropped.kind == "key":
            for other in self.tables:
                rests = [
                    key
                    for key, item in other.constraints.items()
                    if item.target is table and item.referenced == dropped.columns
                ]
                for key in rests:
                    del other.constraints[key]


def _table(table: Table) -> _Table:
    sources = "\n".join(str(column.default) for column in table.columns if column.generated)
    made = _Table(table.name)
    for column in table.columns:
        made.columns[column.name] = _Column(
            column.type, column.not_null, _is_plain(column) and quoted(column.name) not in sources, bool(column.default)
        )
    for constraint in table.constraints:
        if isinstance(constraint, PrimaryKey | Unique | ForeignKey | Check):
            kind = "key" if isinstance(constraint, PrimaryKey | Unique) else "other"
            made.constraints[constraint.name] = _Constraint(set(constraint.columns), kind)
    for index in table.indexes:
        if index.constraint is None:
            text = index.definition + str(index.predicate or "")
            made.indexes[index.name.name] = {name for name in made.columns if quoted(name) in text}
    return made


def _is_plain(column: Column) -> bool:
    return not (column.generated or column.identity_kind or "nextval" in str(column.default))


def _rename_table(model: _Model) -> str:
    table = model.table()
    before, table.name = str(table), Name(table.name.namespace, model.new("t"))
    return f"alter table {before} rename to {quoted(table.name.name)}"


def _rename_column(model: _Model) -> str | None:
    table = model.table()
    old = model.column(table, lambda *_: True)
    if old is None:
        return None
    new = model.new("c")
    table.columns = {new if name == old else name: column for name, column in table.columns.items()}
    for item in table.constraints.values():
        item.columns = {new if name == old else name for name in item.columns}
    table.indexes = {key: {new if name == old else name for name in read} for key, read in table.indexes.items()}
    for other in model.tables:
        for item in other.constraints.values():
            if item.target is table:
                item.referenced = {new if name == old else name for name in item.referenced}
    return f"alter table {table} rename column {quoted(old)} to {quoted(new)}"


def _rename_constraint(model: _Model) -> str | None:
    table = model.table()
    if not table.constraints:
        return None
    old, new = model.draw(st.sampled_from(sorted(table.constraints))), model.new("k")
    table.constraints[new] = table.constraints.pop(old)
    return f"alter table {table} rename constraint {quoted(old)} to {quoted(new)}"


def _add_column(model: _Model) -> str:
    table, name = model.table(), model.new("c")
    kind: Kind = model.draw(st.sampled_from(KINDS))
    default = model.draw(st.sampled_from(("", *kind.defaults)))
    not_null = model.draw(st.booleans())
    table.columns[name] = _Column(kind.type, not_null, plain=True, default=bool(default))
    words = f"{f' default {default}' if default else ''}{' not null' if not_null else ''}"
    return f"alter table {table} add column {quoted(name)} {kind.type}{words}"


def _drop_column(model: _Model) -> str | None:
    table = model.table()
    name = model.column(table, lambda _, column: column.plain)
    if name is None or len(table.columns) == 1:
        return None
    del table.columns[name]
    model.gone(table, {name})
    return f"alter table {table} drop column {quoted(name)} cascade"


def _set_not_null(model: _Model) -> str | None:
    table = model.table()
    name = model.column(table, lambda _, column: column.plain and not column.not_null)
    if name is None:
        return None
    table.columns[name].not_null = True
    return f"alter table {table} alter column {quoted(name)} set not null"


def _drop_not_null(model: _Model) -> str | None:
    table = model.table()
    keyed = {name for item in table.constraints.values() if item.kind == "key" for name in item.columns}
    name = model.column(table, lambda name, column: column.plain and column.not_null and name not in keyed)
    if name is None:
        return None
    table.columns[name].not_null = False
    return f"alter table {table} alter column {quoted(name)} drop not null"


def _set_default(model: _Model) -> str | None:
    table = model.table()
    name = model.column(table, lambda _, column: column.plain and column.type in _BY_TYPE)
    if name is None:
        return None
    sources = _BY_TYPE[table.columns[name].type].defaults
    table.columns[name].default = True
    return f"alter table {table} alter column {quoted(name)} set default {model.draw(st.sampled_from(sources))}"


def _drop_default(model: _Model) -> str | None:
    table = model.table()
    name = model.column(table, lambda _, column: column.plain and column.default)
    if name is None:
        return None
    table.columns[name].default = False
    return f"alter table {table} alter column {quoted(name)} drop default"


def _widen(model: _Model) -> str | None:
    table = model.table()
    keyed = table.keyed  # a key and what references it would have to change together
    found = [
        (name, _BY_TYPE[column.type].wider)
        for name, column in table.columns.items()
        if column.plain and name not in keyed and column.type in _BY_TYPE and _BY_TYPE[column.type].wider
    ]
    if not found:
        return None
    name, wider = model.draw(st.sampled_from(found))
    table.columns[name].type = str(wider)
    return f"alter table {table} alter column {quoted(name)} type {wider}"


def _add_check(model: _Model) -> str | None:
    table = model.table()
    found = [
        (name, check)
        for name, column in table.columns.items()
        if column.type in _BY_TYPE
        for check in _BY_TYPE[column.type].checks
    ]
    if not found:
        return None
    (column, check), name = model.draw(st.sampled_from(found)), model.new("ck")
    table.constraints[name] = _Constraint({column}, "other")
    return f"alter table {table} add constraint {quoted(name)} check ({on(check, column)})"


def _add_unique(model: _Model) -> str | None:
    table = model.table()
    column = model.column(table, lambda _, column: column.type in _BY_TYPE and _BY_TYPE[column.type].keyed)
    if column is None:
        return None
    name = model.new("uq")
    table.constraints[name] = _Constraint({column}, "key")
    return f"alter table {table} add constraint {quoted(name)} unique ({quoted(column)})"


def _drop_constraint(model: _Model) -> str | None:
    table = model.table()
    if not table.constraints:
        return None
    name = model.draw(st.sampled_from(sorted(table.constraints)))
    model.drop_constraint(table, name)
    return f"alter table {table} drop constraint {quoted(name)} cascade"


def _add_label(model: _Model) -> str | None:
    if not model.labels:
        return None
    name, labels = model.draw(st.sampled_from(sorted(model.labels.items())))
    label = f"label {len(labels)}"
    place = model.draw(st.sampled_from(("", " before 'label 9'", " after 'label 9'")))
    if "'label 9'" in place:
        place = place.replace("'label 9'", "'" + model.draw(st.sampled_from(labels)).replace("'", "''") + "'")
    labels.append(label)
    return f"alter type {qualified(name)} add value '{label}'{place}"


def _create_index(model: _Model) -> str | None:
    table = model.table()
    column = model.column(table, lambda _, column: column.type in _BY_TYPE and _BY_TYPE[column.type].keyed)
    if column is None:
        return None
    name = model.new("ix")
    table.indexes[name] = {column}
    order = model.draw(st.sampled_from(("", " desc")))
    return f"create index {quoted(name)} on {table} ({quoted(column)}{order})"


def _drop_index(model: _Model) -> str | None:
    table = model.table()
    if not table.indexes:
        return None
    name = model.draw(st.sampled_from(sorted(table.indexes)))
    del table.indexes[name]
    return f"drop index {quoted(table.name.namespace)}.{quoted(name)}"


def _drop_table(model: _Model) -> str | None:
    if len(model.tables) == 1:
        return None
    table = model.table()
    model.tables.remove(table)
    for other in model.tables:
        other.constraints = {name: item for name, item in other.constraints.items() if item.target is not table}
    return f"drop table {table} cascade"


def _set_schema(model: _Model) -> str:
    table = model.table()
    own = _unquoted(model.namespaces[-1])
    before, target = str(table), own if table.name.namespace == "public" else "public"
    table.name = Name(target, table.name.name)
    return f"alter table {before} set schema {quoted(target)}"


def _unquoted(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name


_CHANGES: tuple[Callable[[_Model], str | None], ...] = (
    _rename_table,
    _rename_column,
    _rename_constraint,
    _add_column,
    _drop_column,
    _set_not_null,
    _drop_not_null,
    _set_default,
    _drop_default,
    _widen,
    _add_check,
    _add_unique,
    _drop_constraint,
    _add_label,
    _create_index,
    _drop_index,
    _drop_table,
    _set_schema,
)
