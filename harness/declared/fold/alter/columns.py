"""ALTER TABLE … ADD, DROP and ALTER COLUMN."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harness.declared.block.errors import SqlError, Unknowable
from harness.declared.expressions import is_literal
from harness.declared.fold.alter.options import changed_options
from harness.declared.fold.alter.target import Action, Target
from harness.declared.fold.columns import add_column, collation, kept_default, storage_of
from harness.declared.fold.constraints import add_constraint, set_not_null
from harness.declared.fold.context import Context
from harness.declared.fold.drop import Thing, drop
from harness.declared.fold.inheritance import IDENTITY_IS_SHARED
from harness.declared.fold.sequences import altered, identity_sequence
from harness.declared.nodes import (
    AddColumn,
    AlterColumn,
    DropColumn,
    Node,
    SequenceOptions,
)
from harness.declared.objects import ColumnState, TableState
from harness.declared.record import replace
from harness.declared.tokens import Cursor
from harness.declared.types import read_type
from harness.schema import Name


def add_table_column(context: Context, on: Target, said: AddColumn) -> None:
    table = context.state.edit(on.name)
    if said.column.name in table.columns and said.if_not_exists:
        return
    made = add_column(context, table, said.column)
    stars_moved(context, on.name)
    if not on.only:
        for child in context.state.children(on.name):
            _inherit_column(context, child, made)
    for constraint in said.column.constraints:
        add_constraint(context, context.state.edit(on.name), constraint)


def _inherit_column(context: Context, child: Name, made: ColumnState) -> None:
    table = context.state.edit(child)
    known = table.columns.get(made.name)
    if known:
        table.columns[made.name] = replace(known, parents=known.parents + 1, not_null=known.not_null or made.not_null)
    else:
        shared = table.bound is not None and context.major >= IDENTITY_IS_SHARED
        identity = made.identity if shared else None
        table.columns[made.name] = replace(made, local=False, parents=1, identity=identity)
    for grandchild in context.state.children(child):
        _inherit_column(context, grandchild, made)


def drop_column(context: Context, on: Target, said: DropColumn) -> None:
    table = context.state.tables[on.name]
    if said.name not in table.columns:
        if said.if_exists:
            return
        raise SqlError("undefined_column", f'column "{said.name}" of relation "{on.name.name}" does not exist')
    if not table.columns[said.name].local and table.columns[said.name].parents:
        raise SqlError("invalid_table_definition", f'cannot drop inherited column "{said.name}"')
    for child in context.state.children(on.name):
        _drop_inherited(context, Target(child, on.only), said)
    drop(context, [Thing("column", on.name, said.name)], cascade=said.cascade)
    stars_moved(context, on.name)


def stars_moved(context: Context, name: Name) -> None:
    """Note that a star over a table means other columns now than it did when a view was made."""
    for key in context.state.reading(name):
        if "*" in context.state.tables[key].query:
            context.state.edit(key).followed = True


def _drop_inherited(context: Context, on: Target, said: DropColumn) -> None:
    table = context.state.edit(on.name)
    column = table.columns.get(said.name)
    if column is None:
        return
    if on.only or column.local or column.parents > 1:
        table.columns[said.name] = replace(column, parents=column.parents - 1, local=column.local or on.only)
        return
    for grandchild in context.state.children(on.name):
        _drop_inherited(context, Target(grandchild, on.only), said)
    drop(context, [Thing("column", on.name, said.name)], cascade=said.cascade)


def alter_column(context: Context, on: Target, said: AlterColumn) -> None:
    table = context.state.tables[on.name]
    column = said.name
    if table.is_view:
        raise Unknowable("the columns of a view follow from its query", said.offset)
    if column.isdigit() and column not in table.columns and said.what == "statistics":
        return
    if column not in table.columns:
        raise SqlError("undefined_column", f'column "{column}" of relation "{on.name.name}" does not exist')
    _COLUMN_CHANGES[said.what](context, on, said)


def _each(change: Callable[[Context, ColumnState, AlterColumn], ColumnState], *, inherited: bool = True) -> Action:
    """Return the action that changes a column of a table, and of those that inherit from it."""

    def act(context: Context, on: Target, said: AlterColumn) -> None:
        for table in context.family(on.name, only=on.only or not inherited):
            if said.name in table.columns:
                table.columns[said.name] = change(context, table.columns[said.name], said)

    return act


def _set_default(context: Context, column: ColumnState, said: AlterColumn) -> ColumnState:
    assert said.expression is not None
    return replace(column, default=kept_default(context, column.type, said.expression.text))


def _drop_default(_: Context, column: ColumnState, __: AlterColumn) -> ColumnState:
    return replace(column, default=None)


def _set_expression(_: Context, column: ColumnState, said: AlterColumn) -> ColumnState:
    assert said.expression is not None
    kept = column.generated[1] if column.generated else "stored"
    return replace(column, generated=(said.expression.text, kept))


def _drop_expression(_: Context, column: ColumnState, __: AlterColumn) -> ColumnState:
    return replace(column, generated=None)


def _set_type(context: Context, on: Target, said: AlterColumn) -> None:
    assert said.type is not None
    kind = context.typed(said.type)
    for table in context.family(on.name, only=on.only):
        column = table.columns.get(said.name)
        if column is None:
            continue
        default = column.default
        if default is not None and is_literal(default) and column.type.text != kind.text:
            default = f"({default})::{column.type.key}"  # PostgreSQL keeps the constant that it made when it was set
        table.columns[said.name] = replace(
            column,
            type=kind,
            default=default,
            collation=collation(context, said.collation),
            storage=None,
            compression=None,
        )
        _follow_type(context, table, said.name, kind.text)


def _follow_type(context: Context, table: TableState, column: str, kind: str) -> None:
    """An identity column's sequence counts in the column's own type; a serial column's keeps its own."""
    for key, sequence in list(context.state.sequences.items()):
        if sequence.identity and sequence.owned_by == (table.name, column) and sequence.type != kind:
            altered(context, key, SequenceOptions(type=read_type(Cursor(kind))))


def _set_not_null(context: Context, on: Target, said: AlterColumn) -> None:
    set_not_null(context, context.state.edit(on.name), said.name, only=on.only)


def drop_not_null(context: Context, on: Target, said: AlterColumn) -> None:
    table = context.state.tables[on.name]
    for constraint in table.constraints.values():
        if constraint.said.kind == "primary key" and said.name in constraint.said.columns:
            raise SqlError("invalid_table_definition", f'column "{said.name}" is in a primary key')
    for each in context.family(on.name, only=on.only):
        if said.name in each.columns:
            each.columns[said.name] = replace(each.columns[said.name], not_null=False)
        for key, constraint in list(each.constraints.items()):
            if constraint.said.kind == "not null" and constraint.said.columns == (said.name,):
                del each.constraints[key]


def _add_identity(context: Context, on: Target, said: AlterColumn) -> None:
    table = context.state.edit(on.name)
    column = table.columns[said.name]
    if column.identity:
        raise SqlError("object_not_in_prerequisite_state", f'column "{said.name}" is already an identity column')
    identity_sequence(context, table, said.name, column.type.text, said.sequence)
    _identify(context, on.name, said.name, said.identity)


def _identify(context: Context, name: Name, column: str, identity: Any) -> None:
    """Make a column an identity column, or no longer one; partitions share it since PostgreSQL 17."""
    table = context.state.edit(name)
    table.columns[column] = replace(table.columns[column], identity=identity)
    if context.major >= IDENTITY_IS_SHARED:
        for child in context.state.children(name):
            if context.state.tables[child].bound is not None:
                _identify(context, child, column, identity)


def _set_identity(context: Context, on: Target, said: AlterColumn) -> None:
    if said.identity:
        _identify(context, on.name, said.name, said.identity)
    if said.sequence:
        for key, sequence in list(context.state.sequences.items()):
            if sequence.identity and sequence.owned_by == (on.name, said.name):
                altered(context, key, said.sequence)


def _drop_identity(context: Context, on: Target, said: AlterColumn) -> None:
    if not context.state.edit(on.name).columns[said.name].identity:
        if said.if_exists:
            return
        raise SqlError("object_not_in_prerequisite_state", f'column "{said.name}" is not an identity column')
    _identify(context, on.name, said.name, None)
    for key, sequence in list(context.state.sequences.items()):
        if sequence.identity and sequence.owned_by == (on.name, said.name):
            drop(context, [Thing("sequence", key)], cascade=True)


def _statistics(_: Context, column: ColumnState, said: AlterColumn) -> ColumnState:
    return replace(column, statistics=said.value)


def _storage(context: Context, column: ColumnState, said: AlterColumn) -> ColumnState:
    return replace(column, storage=storage_of(context, column.type, said.value))


def _compression(_: Context, column: ColumnState, said: AlterColumn) -> ColumnState:
    return replace(column, compression=None if said.value == "default" else said.value)


def _column_options(_: Context, column: ColumnState, said: AlterColumn) -> ColumnState:
    return replace(column, options=changed_options(column.options, said.options, reset=said.what.startswith("reset")))


def nothing(_: Context, __: Target, ___: Node) -> None:
    """Change nothing: what the action says, no catalog shows."""


_COLUMN_CHANGES: dict[str, Action] = {
    "set default": _each(_set_default),
    "drop default": _each(_drop_default),
    "set expression": _each(_set_expression),
    "drop expression": _each(_drop_expression),
    "type": _set_type,
    "set not null": _set_not_null,
    "drop not null": drop_not_null,
    "add identity": _add_identity,
    "set identity": _set_identity,
    "drop identity": _drop_identity,
    "statistics": _each(_statistics),
    "storage": _each(_storage),
    "compression": _each(_compression, inherited=True),
    "options": _each(_column_options),
    "reset options": _each(_column_options),
    "foreign options": _each(_column_options, inherited=False),
    "nothing": nothing,
}
