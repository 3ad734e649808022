"""ALTER TABLE: what is neither a column nor a constraint."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harness.declared.block.errors import SqlError, Unknowable
from harness.declared.fold.alter.options import changed_options
from harness.declared.fold.alter.target import Target
from harness.declared.fold.context import Context
from harness.declared.fold.drop import depend
from harness.declared.fold.partitions import attach, detach, inherit
from harness.declared.fold.rename import rename_constraint
from harness.declared.fold.rename_column import rename_column
from harness.declared.nodes import (
    AttachPartition,
    DependsOn,
    DetachPartition,
    Fires,
    Inherit,
    OfType,
    OwnerTo,
    RenamePart,
    SetFact,
    SetOptions,
)
from harness.declared.objects import Persistence, TableState
from harness.declared.record import replace
from harness.schema import Name


def rename_part(context: Context, on: Target, said: RenamePart) -> None:
    if said.part == "constraint":
        rename_constraint(context, on.name, said.old, said.new)
    else:
        rename_column(context, on.name, said.old, said.new)


def give_owner(context: Context, on: Target, said: OwnerTo) -> None:
    table = context.state.edit(on.name)
    table.owner = context.role(said.role)
    for key, sequence in list(context.state.sequences.items()):
        if sequence.owned_by and sequence.owned_by[0] == on.name:
            context.state.sequences[key] = replace(sequence, owner=table.owner)


def switch(context: Context, on: Target, said: Fires) -> None:
    if said.part == "trigger" and said.name is None and not said.user and _has_foreign_keys(context, on.name):
        raise Unknowable("it silences the triggers behind foreign keys, which have no names in the text", said.offset)
    for table in context.family(on.name, only=on.only) if said.part == "trigger" else [context.state.edit(on.name)]:
        if said.part == "rule":
            assert said.name is not None
            if said.name not in table.rules:
                raise SqlError("undefined_object", f'rule "{said.name}" for relation "{on.name.name}" does not exist')
            table.rules[said.name] = replace(table.rules[said.name], enabled=said.state)
        elif said.name is not None and said.name not in table.triggers and table.name == on.name:
            raise SqlError("undefined_object", f'trigger "{said.name}" does not exist')
        else:
            for key, trigger in list(table.triggers.items()):
                if said.name in {None, key}:
                    table.triggers[key] = replace(trigger, enabled=said.state)


def _has_foreign_keys(context: Context, name: Name) -> bool:
    return any(
        constraint.said.kind == "foreign key" and name in {key, constraint.references}
        for key, table in context.state.tables.items()
        for constraint in table.constraints.values()
    )


def set_fact(context: Context, on: Target, said: SetFact) -> None:
    setter = _SETTERS.get(said.fact)
    table = context.state.edit(on.name)
    if setter:
        setter(context, table, said.value)
    else:
        setattr(table, said.fact, said.value)


def _cluster(_: Context, table: TableState, chosen: str | None) -> None:
    for key, index in list(table.indexes.items()):
        table.indexes[key] = replace(index, clustered=key == chosen)


def _identify_rows(_: Context, table: TableState, value: tuple[str, str | None]) -> None:
    table.replica_identity, chosen = value
    for key, index in list(table.indexes.items()):
        table.indexes[key] = replace(index, replica_identity=key == chosen)


def _persist(context: Context, table: TableState, value: Persistence) -> None:
    table.persistence = value
    for key, sequence in list(context.state.sequences.items()):
        if sequence.owned_by and sequence.owned_by[0] == table.name:
            context.state.sequences[key] = replace(sequence, persistence=value)


# Facts that more than one field of the table tells.
_SETTERS: dict[str, Callable[[Context, TableState, Any], None]] = {
    "clustered": _cluster,
    "replica_identity": _identify_rows,
    "persistence": _persist,
}


def set_table_options(context: Context, on: Target, said: SetOptions) -> None:
    table = context.state.edit(on.name)
    table.options = changed_options(table.options, said.options, reset=said.reset)


def change_inheritance(context: Context, on: Target, said: Inherit) -> None:
    inherit(context, on.name, context.table(said.parent), no=said.no)


def set_of_type(context: Context, on: Target, said: OfType) -> None:
    context.state.edit(on.name).of_type = context.type_name(said.type) if said.type else None


def attach_partition(context: Context, on: Target, said: AttachPartition) -> None:
    attach(context, on.name, context.table(said.partition), said.bound.text if said.bound else "")


def depends_on(context: Context, on: Target, said: DependsOn) -> None:
    depend(context, ("table", on.name, ""), said)


def detach_partition(context: Context, on: Target, said: DetachPartition) -> None:
    detach(context, on.name, context.table(said.partition), concurrently=said.concurrently)
