"""CREATE TABLE, INDEX, VIEW and SEQUENCE."""

from __future__ import annotations

from typing import Literal

from harness.declared.block.errors import SqlError, Unknowable
from harness.declared.fold.columns import add_column
from harness.declared.fold.constraints import add_constraint
from harness.declared.fold.context import Context
from harness.declared.fold.inheritance import bound_text, inherit_columns, inherit_constraints, partition_objects
from harness.declared.fold.like import columns_of_type, like_columns, like_rest
from harness.declared.fold.queries import check_relations, query_columns
from harness.declared.fold.views import relations_in
from harness.declared.nodes import (
    ColumnDef,
    ConstraintDef,
    CreateTable,
    Like,
)
from harness.declared.objects import ColumnState, TableState, stored_options
from harness.declared.record import replace
from harness.schema import Name


def create_table(context: Context, said: CreateTable) -> None:
    if context.made_temporary(said.name, temporary=said.persistence == "temporary", until_commit=said.until_commit):
        return
    name = context.home(said.name)
    if said.if_not_exists and context.state.relation_taken(name):
        return
    _refuse_taken(context, name)
    table = _new_table(context, name, said)
    if said.of_type:
        columns_of_type(context, table, context.type_name(said.of_type))
    parents = [context.state.tables[parent] for parent in table.parents]
    for parent in parents:
        inherit_columns(context, table, parent, partition=bool(said.partition_of))
    if said.query:
        _filled_by(context, table, said)
    context.state.tables[name] = table
    context.state.edited.add(name)
    constraints = _add_columns(context, table, said)
    for parent in parents:
        inherit_constraints(table, parent)
    _add_constraints(context, table, constraints)
    for like in (each for each in said.elements if isinstance(each, Like)):
        like_rest(context, table, like)
    if said.partition_of:
        partition_objects(context, table, parents[0])


def _refuse_taken(context: Context, name: Name) -> None:
    if context.state.relation_taken(name):
        raise SqlError("duplicate_table", f'relation "{name.name}" already exists')
    if name in context.state.types:
        raise SqlError("duplicate_object", f'type "{name.name}" already exists')


def _new_table(context: Context, name: Name, said: CreateTable) -> TableState:
    """Return a table without columns and constraints."""
    kind: Literal["table", "partitioned table", "foreign table"] = "foreign table" if said.server else "table"
    above = (said.partition_of,) if said.partition_of else said.inherits
    return TableState(
        name,
        "partitioned table" if said.partition_by else kind,
        context.owner,
        context.at(said.offset),
        persistence=said.persistence,
        parents=tuple(context.table(parent) for parent in above),
        partition_by=said.partition_by,
        bound=bound_text(said.bound.text if said.bound else "") if said.partition_of else None,
        access_method=_access_method(context, said),
        tablespace=None if said.tablespace == "pg_default" else said.tablespace,
        server=said.server,
        replica_identity="nothing" if said.server else "default",
        options=stored_options(said.options),
        path=tuple(context.namespaces()),
    )


def _add_columns(context: Context, table: TableState, said: CreateTable) -> list[ConstraintDef]:
    """Give a new table its own columns; return the constraints that are said within and beside them."""
    constraints: list[ConstraintDef] = []
    for element in said.elements:
        if isinstance(element, ColumnDef):
            with context.pointing(element.offset):
                add_column(context, table, element, merge=True)
            constraints.extend(element.constraints)
        elif isinstance(element, ConstraintDef):
            constraints.append(element)
        else:
            like_columns(context, table, element)
    return constraints


def _access_method(context: Context, said: CreateTable) -> str | None:
    """Return how a table's rows are kept, where that is not the usual way."""
    chosen = said.access_method or context.state.settings.get("default_table_access_method")
    return None if chosen == "heap" or said.partition_by or said.server else chosen


def _add_constraints(context: Context, table: TableState, constraints: list[ConstraintDef]) -> None:
    """Add a new table's constraints in the order in which PostgreSQL names them: checks, keys, foreign keys."""

    def of(*kinds: str) -> list[ConstraintDef]:
        return [each for each in constraints if each.kind in kinds]

    keys = _without_repeated([*of("primary key"), *of("unique", "exclude")])
    for each in (*of("check"), *of("not null"), *keys, *of("foreign key")):
        with context.pointing(each.offset):
            add_constraint(context, table, each)


def _without_repeated(keys: list[ConstraintDef]) -> list[ConstraintDef]:
    """Merge keys over the same columns, as PostgreSQL does in one CREATE TABLE; a name is handed on to the first."""
    kept: list[ConstraintDef] = []
    for key in keys:
        for at, known in enumerate(kept):
            same = (
                key.kind != "exclude"
                and known.kind != "exclude"
                and key.columns == known.columns
                and key.nulls_not_distinct == known.nulls_not_distinct
                and (key.deferrable, key.deferred) == (known.deferrable, known.deferred)
                and key.include == known.include
            )
            if same:
                kept[at] = known if known.name else replace(known, name=key.name)
                break
        else:
            kept.append(key)
    return kept


def _filled_by(context: Context, table: TableState, said: CreateTable) -> None:
    """Give a table the columns of the query that fills it; their types are known only where they are cast."""
    assert said.query is not None
    if " collate " in said.query.text.lower() or any(
        column.collation
        for name in relations_in(context, said.query.text)
        for column in context.state.tables[name].columns.values()
    ):
        raise Unknowable("which collations its columns take from the query is not followed", said.query.offset)
    check_relations(context, said.query.text)
    found = query_columns(context, said.query.text)
    if found is None:
        raise Unknowable("its columns are those of a query, whose types the text does not tell", said.query.offset)
    names = (*said.names, *(name for name, _ in found[len(said.names) :]))
    for name, (_, kind) in zip(names, found, strict=False):
        if kind is None:
            raise Unknowable(f"the type of its column {name} follows from a query", said.query.offset)
        table.columns[name] = ColumnState(name, kind, table.place)
