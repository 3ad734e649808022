"""The names of indexes, and of the constraints that they stand behind: made by PostgreSQL, or taken already."""

from __future__ import annotations

from harness.declared import names
from harness.declared.block.errors import SqlError
from harness.declared.expressions import index_name_part
from harness.declared.fold.context import Context
from harness.declared.objects import IndexState, TableState
from harness.schema import Name


def name_taken(context: Context, table: TableState, name: str) -> bool:
    """Say whether the name of an index behind a constraint is taken, as an index or as a constraint."""
    namespace = table.name.namespace
    return (
        context.state.relation_taken(Name(namespace, name))
        or context.state.constraint_taken(namespace, name)
        or name in table.constraints
    )


def refuse_taken(context: Context, table: TableState, name: str) -> None:
    if name in table.constraints:
        raise SqlError("duplicate_object", f'constraint "{name}" for relation "{table.name.name}" already exists')
    if context.state.relation_taken(Name(table.name.namespace, name)):
        raise SqlError("duplicate_table", f'relation "{name}" already exists')


def index_parts(index: IndexState) -> tuple[str, ...]:
    """Return what each column of an index is called in the name of one that is not named."""
    parts = [
        element.column or index_name_part(element.expression.text if element.expression else "")
        for element in index.elements
    ]
    return names.distinct((*parts, *index.include))


def index_name(context: Context, table: TableState, index: IndexState) -> str:
    """Return the name that PostgreSQL gives to an index on a table."""
    if index.constraint is not None:
        constraint = "pkey" if _is_primary(table, index) else "key" if index.unique else "excl"
        second = None if constraint == "pkey" else names.joined(index_parts(index))
        return names.chosen(table.name.name, second, constraint, lambda name: name_taken(context, table, name))
    return names.chosen(
        table.name.name,
        names.joined(index_parts(index)),
        "idx",
        lambda name: context.state.relation_taken(Name(table.name.namespace, name)),
    )


def _is_primary(table: TableState, index: IndexState) -> bool:
    found = table.constraints.get(index.constraint or "")
    return found is not None and found.said.kind == "primary key"
