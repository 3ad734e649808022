"""Constraints as the fold adds them: the names that PostgreSQL would choose, and the indexes behind keys."""

from __future__ import annotations

from harness.declared import names
from harness.declared.block.errors import SqlError
from harness.declared.expressions import columns_in, index_name_part
from harness.declared.fold.context import Context
from harness.declared.fold.index_names import name_taken, refuse_taken
from harness.declared.fold.partition_copies import add_index, partition_foreign_key, partition_index
from harness.declared.fold.rename import readdress
from harness.declared.nodes import ConstraintDef, IndexElement
from harness.declared.objects import ConstraintState, IndexState, Place, TableState, stored_options
from harness.declared.record import Record, replace
from harness.schema import Name

NAMED_NOT_NULL = 18  # from this version on, a NOT NULL is a constraint with a name


class _How(Record, frozen=True):
    """Where a constraint is said, and whether partitions stay as they are."""

    place: Place
    only: bool


def add_constraint(
    context: Context, table: TableState, said: ConstraintDef, *, only: bool = False, place: Place | None = None
) -> ConstraintState | None:
    """Add one constraint to a table that is safe to change; return it, or None where no catalog will show it."""
    place = place or context.at(said.offset)
    return _ADDERS[said.kind](context, table, said, _How(place, only=only))


def _check(
    context: Context,
    table: TableState,
    said: ConstraintDef,
    how: _How,
) -> ConstraintState | None:
    assert said.expression is not None
    reads = columns_in(said.expression.text, tuple(table.columns))
    name = said.name or names.chosen(
        table.name.name,
        reads[0] if len(reads) == 1 else None,
        "check",
        lambda name: context.state.constraint_taken(table.name.namespace, name) or name in table.constraints,
    )
    if name in table.constraints:
        found = table.constraints[name]
        if not found.local and found.said.kind == "check":  # it was inherited, and is now the table's own too
            table.constraints[name] = replace(found, local=True)
            return None
        raise SqlError("duplicate_object", f'constraint "{name}" for relation "{table.name.name}" already exists')
    made = ConstraintState(replace(said, name=name), how.place, reads=reads)
    table.constraints[name] = made
    if not said.no_inherit:
        for child in context.state.children(table.name):
            _inherit_check(context, child, made)
    return made


def _inherit_check(context: Context, child: Name, made: ConstraintState) -> None:
    table = context.state.edit(child)
    known = table.constraints.get(made.name)
    if known:
        table.constraints[made.name] = replace(known, parents=known.parents + 1)
    else:
        table.constraints[made.name] = replace(made, local=False, parents=1)
    for grandchild in context.state.children(child):
        _inherit_check(context, grandchild, made)


def _key(
    context: Context,
    table: TableState,
    said: ConstraintDef,
    how: _How,
) -> ConstraintState | None:
    if said.using_index:
        return _using_index(context, table, said, how.place)
    _columns_exist(table, (*said.columns, *said.include))
    primary = said.kind == "primary key"
    if primary and any(each.said.kind == "primary key" for each in table.constraints.values()):
        raise SqlError("invalid_table_definition", f'multiple primary keys for table "{table.name.name}"')
    parts = names.distinct((*said.columns, *said.include))
    name = said.name or names.chosen(
        table.name.name,
        None if primary else names.joined(parts),
        "pkey" if primary else "key",
        lambda name: name_taken(context, table, name),
    )
    refuse_taken(context, table, name)
    method = "gist" if said.without_overlaps else "btree"
    made = _backed(
        context,
        table,
        replace(said, name=name),
        tuple(IndexElement(column, None) for column in said.columns),
        method,
        how.place,
    )
    if primary:
        for column in said.columns:
            set_not_null(context, table, column)
    if table.kind == "partitioned table" and not how.only:
        for child in context.state.children(table.name):
            partition_index(context, table.indexes[name], table, child)
    return made


def _backed(
    context: Context,
    table: TableState,
    said: ConstraintDef,
    elements: tuple[IndexElement, ...],
    method: str,
    place: Place,
) -> ConstraintState:
    """Add a constraint with the index of the same name that keeps it."""
    assert said.name is not None
    made = ConstraintState(said, place, index=said.name)
    table.constraints[said.name] = made
    add_index(
        context,
        table,
        IndexState(
            said.name,
            elements,
            place,
            method=method,
            unique=said.kind != "exclude",
            include=said.include,
            where=said.where.text if said.where else None,
            nulls_not_distinct=said.nulls_not_distinct,
            options=stored_options(said.options),
            tablespace=None if said.tablespace == "pg_default" else said.tablespace,
            constraint=said.name,
            without_overlaps=said.without_overlaps,
        ),
    )
    return made


def _using_index(context: Context, table: TableState, said: ConstraintDef, place: Place) -> ConstraintState:
    assert said.using_index is not None
    index = table.indexes.get(said.using_index)
    if index is None:
        raise SqlError("undefined_object", f'index "{said.using_index}" does not exist')
    name = said.name or index.name
    if name != index.name:
        refuse_taken(context, table, name)
        old, new = (Name(table.name.namespace, each) for each in (index.name, name))
        del context.state.indexes[old]
        readdress(context, lambda address: ("index", new, None) if address == ("index", old, None) else address)
    columns = tuple(element.column for element in index.elements if element.column)
    del table.indexes[index.name]
    add_index(context, table, replace(index, name=name, constraint=name))
    made = ConstraintState(
        replace(
            said,
            name=name,
            columns=columns,
            include=index.include,
            nulls_not_distinct=index.nulls_not_distinct,
            using_index=None,
        ),
        place,
        index=name,
    )
    table.constraints[name] = made
    if said.kind == "primary key":
        for column in columns:
            set_not_null(context, table, column)
    return made


def _exclusion(
    context: Context,
    table: TableState,
    said: ConstraintDef,
    how: _How,
) -> ConstraintState | None:
    parts = [
        element.column or index_name_part(element.expression.text if element.expression else "")
        for element in said.elements
    ]
    name = said.name or names.chosen(
        table.name.name,
        names.joined(names.distinct((*parts, *said.include))),
        "excl",
        lambda name: name_taken(context, table, name),
    )
    refuse_taken(context, table, name)
    columns = tuple(element.column for element in said.elements if element.column)
    _columns_exist(table, columns)
    said = replace(said, name=name, columns=columns)
    made = _backed(context, table, said, said.elements, said.method, how.place)
    if table.kind == "partitioned table" and not how.only:
        for child in context.state.children(table.name):
            partition_index(context, table.indexes[name], table, child)
    return made


def _foreign_key(
    context: Context,
    table: TableState,
    said: ConstraintDef,
    how: _How,
) -> ConstraintState | None:
    assert said.references is not None
    _columns_exist(table, said.columns)
    target = context.table(said.references)
    referenced = said.referenced or _primary_key_columns(context, table, target)
    name = said.name or names.chosen(
        table.name.name,
        names.joined(said.columns),
        "fkey",
        lambda name: context.state.constraint_taken(table.name.namespace, name) or name in table.constraints,
    )
    if name in table.constraints:
        raise SqlError("duplicate_object", f'constraint "{name}" for relation "{table.name.name}" already exists')
    made = ConstraintState(replace(said, name=name, referenced=referenced), how.place, references=target)
    table.constraints[name] = made
    if table.kind == "partitioned table" and not how.only:
        for child in context.state.children(table.name):
            partition_foreign_key(context, made, child)
    return made


def _primary_key_columns(context: Context, table: TableState, target: Name) -> tuple[str, ...]:
    holder = table if target == table.name else context.state.tables[target]
    for constraint in holder.constraints.values():
        if constraint.said.kind == "primary key":
            return constraint.said.columns
    raise SqlError("undefined_object", f'there is no primary key for referenced table "{target.name}"')


def _not_null(
    context: Context,
    table: TableState,
    said: ConstraintDef,
    how: _How,
) -> ConstraintState | None:
    (column,) = said.columns
    _columns_exist(table, said.columns)
    set_not_null(context, table, column, only=how.only or said.no_inherit)
    if context.major < NAMED_NOT_NULL:
        return None
    name = said.name or f"{table.name.name}_{column}_not_null"
    known = [
        each for each in table.constraints.values() if each.said.kind == "not null" and each.said.columns == (column,)
    ]
    if known:
        return None
    made = ConstraintState(replace(said, name=name), how.place)
    table.constraints[name] = made
    return made


def set_not_null(context: Context, table: TableState, column: str, *, only: bool = False) -> None:
    """Make a column NOT NULL, and that of every table that inherits it."""
    table.columns[column] = replace(table.columns[column], not_null=True)
    if not only:
        for child in context.state.children(table.name):
            made = context.state.edit(child)
            if column in made.columns:
                set_not_null(context, made, column)


_ADDERS = {
    "check": _check,
    "primary key": _key,
    "unique": _key,
    "exclude": _exclusion,
    "foreign key": _foreign_key,
    "not null": _not_null,
}


def _columns_exist(table: TableState, columns: tuple[str, ...]) -> None:
    for column in columns:
        if column not in table.columns:
            raise SqlError("undefined_column", f'column "{column}" named in key does not exist')
