"""CREATE INDEX."""

from __future__ import annotations

from harness.declared.block.errors import SqlError
from harness.declared.fold.context import Context
from harness.declared.fold.index_names import index_name
from harness.declared.fold.partition_copies import add_index, partition_index
from harness.declared.nodes import (
    CreateIndex,
)
from harness.declared.objects import IndexState, stored_options
from harness.declared.record import replace
from harness.schema import Name


def create_index(context: Context, said: CreateIndex) -> None:
    if context.is_temporary(said.table):
        return
    name = context.table(said.table)
    table = context.state.edit(name)
    for element in said.elements:
        if element.column and element.column not in table.columns and not table.is_view:
            raise SqlError("undefined_column", f'column "{element.column}" does not exist')
    made = IndexState(
        said.name or "",
        said.elements,
        context.at(said.offset),
        method=said.method,
        unique=said.unique,
        include=said.include,
        where=said.where.text if said.where else None,
        nulls_not_distinct=said.nulls_not_distinct,
        options=stored_options(said.options),
        written=tuple(f"{name}={value}" for name, value in said.options),
        tablespace=None if said.tablespace == "pg_default" else said.tablespace,
        valid=not (said.only and table.kind == "partitioned table" and context.state.children(name)),
    )
    if not said.name:
        made = replace(made, name=index_name(context, table, made))
    elif context.state.relation_taken(Name(name.namespace, said.name)):
        if said.if_not_exists:
            return
        raise SqlError("duplicate_table", f'relation "{said.name}" already exists')
    add_index(context, table, made)
    if table.kind == "partitioned table" and not said.only:
        for child in context.state.children(name):
            partition_index(context, made, table, child)
