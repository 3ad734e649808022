"""ALTER TABLE … ADD, DROP, ALTER and VALIDATE CONSTRAINT."""

from __future__ import annotations

from typing import Any

from harness.declared.block.errors import SqlError
from harness.declared.fold.alter.columns import drop_not_null
from harness.declared.fold.alter.target import Target
from harness.declared.fold.constraints import NAMED_NOT_NULL, add_constraint, set_not_null
from harness.declared.fold.context import Context
from harness.declared.fold.drop import Thing, drop
from harness.declared.nodes import (
    AddConstraint,
    AlterColumn,
    AlterConstraint,
    ConstraintDef,
    DropConstraint,
    ValidateConstraint,
)
from harness.declared.objects import ConstraintState, TableState
from harness.declared.record import replace
from harness.schema import Name


def add_table_constraint(context: Context, on: Target, said: AddConstraint) -> None:
    add_constraint(context, context.state.edit(on.name), said.constraint, only=on.only)


def drop_constraint(context: Context, on: Target, said: DropConstraint) -> None:
    table = context.state.tables[on.name]
    found = table.constraints.get(said.name)
    column = _column_of_not_null(table, said.name) if context.major >= NAMED_NOT_NULL else None
    if found is not None and found.said.kind == "not null":
        drop_not_null(context, on, AlterColumn(found.said.columns[0], "drop not null"))
    elif found is not None:
        _release_children(context, on.name, said.name, only=on.only)
        drop(context, [Thing("constraint", on.name, said.name)], cascade=said.cascade)
    elif column:
        drop_not_null(context, on, AlterColumn(column, "drop not null"))
    elif not said.if_exists:
        raise SqlError("undefined_object", f'constraint "{said.name}" of relation "{on.name.name}" does not exist')


def _column_of_not_null(table: TableState, name: str) -> str | None:
    """Return the column whose NOT NULL constraint PostgreSQL 18 gave this name by itself."""
    for column in table.columns.values():
        if column.not_null and name == f"{table.name.name}_{column.name}_not_null":
            return column.name
    return None


def _release_children(context: Context, name: Name, constraint: str, *, only: bool) -> None:
    """Let a check go from the tables that inherited it, too."""
    if context.state.tables[name].constraints[constraint].said.kind != "check":
        return
    for child in context.state.children(name):
        table = context.state.edit(child)
        known = table.constraints.get(constraint)
        if known is None or not known.parents:
            continue
        if only or known.local or known.parents > 1:
            table.constraints[constraint] = replace(known, parents=known.parents - 1, local=known.local or only)
            continue
        _release_children(context, child, constraint, only=only)
        drop(context, [Thing("constraint", child, constraint)], cascade=True)


def alter_constraint(context: Context, on: Target, said: AlterConstraint) -> None:
    own = context.state.edit(on.name)
    column = _column_of_not_null(own, said.name)
    if said.name not in own.constraints and column:
        own.constraints[said.name] = ConstraintState(ConstraintDef("not null", said.name, (column,)), context.place)
    if said.name not in own.constraints:
        raise SqlError("undefined_object", f'constraint "{said.name}" does not exist')
    for table in context.family(on.name):
        found = table.constraints.get(said.name)
        if found is None:
            continue
        changes = _said_anew(said)
        if table.name != on.name:
            changes.pop("no_inherit", None)
        made = table.constraints[said.name] = replace(found, said=replace(found.said, **changes))
        if said.no_inherit is not None:
            _pass_on(context, table, made)


def _said_anew(said: AlterConstraint) -> dict[str, Any]:
    """Return the fields that change; what is enforced from now on was validated with it."""
    changes = {
        field: value
        for field in ("deferrable", "deferred", "enforced", "no_inherit")
        if (value := getattr(said, field)) is not None
    }
    return changes | {"validated": said.enforced} if said.enforced is not None else changes


def _pass_on(context: Context, table: TableState, made: ConstraintState) -> None:
    """Let a NOT NULL be inherited, or no longer: then each child keeps it as its own."""
    for child in context.state.children(table.name):
        below = context.state.edit(child)
        known = below.constraints.get(made.name)
        if made.said.no_inherit:
            if known:
                below.constraints[made.name] = replace(known, parents=known.parents - 1, local=True)
        else:
            said = replace(made.said, no_inherit=False)
            below.constraints[made.name] = ConstraintState(said, context.place, local=False, parents=1)
            set_not_null(context, below, made.said.columns[0])


def validate_constraint(context: Context, on: Target, said: ValidateConstraint) -> None:
    for table in context.family(on.name):
        found = table.constraints.get(said.name)
        if found is not None:
            table.constraints[said.name] = replace(found, said=replace(found.said, validated=True))
        elif table.name == on.name:
            raise SqlError("undefined_object", f'constraint "{said.name}" does not exist')
