"""Inheritance after the fact: ATTACH and DETACH PARTITION, INHERIT and NO INHERIT."""

from __future__ import annotations

from harness.declared.block.errors import Unknowable
from harness.declared.fold.constraints import set_not_null
from harness.declared.fold.context import Context
from harness.declared.fold.inheritance import bound_text, partition_objects
from harness.declared.objects import TableState
from harness.declared.record import replace
from harness.schema import Name


def attach(context: Context, parent: Name, child: Name, bound: str) -> None:
    """Make a table a partition: its columns and constraints count as inherited, and it gets the parent's indexes."""
    table = context.state.edit(child)
    inherit(context, child, parent, no=False, partition=True)
    table = context.state.edit(child)
    table.bound = bound_text(bound)
    partition_objects(context, table, context.state.tables[parent])


def inherit(context: Context, child: Name, parent: Name, *, no: bool, partition: bool = False) -> None:
    """Make a table inherit from another, or no longer."""
    if no:
        _disinherit(context, child, parent)
        return
    table, above = context.state.edit(child), context.state.tables[parent]
    table.parents = (*table.parents, parent)
    for column in above.columns.values():
        known = table.columns.get(column.name)
        if known:
            # What a partition had of its own it has from its parent from now on; a child keeps it as its own, too.
            table.columns[column.name] = replace(known, parents=known.parents + 1, local=known.local and not partition)
            if column.not_null:
                set_not_null(context, table, column.name)
    for constraint in above.constraints.values():
        known_constraint = table.constraints.get(constraint.name)
        if constraint.said.kind in {"check", "not null"} and known_constraint and not constraint.said.no_inherit:
            table.constraints[constraint.name] = replace(
                known_constraint, parents=known_constraint.parents + 1, local=known_constraint.local and not partition
            )


def _disinherit(context: Context, child: Name, parent: Name) -> None:
    table, above = context.state.edit(child), context.state.tables[parent]
    table.parents = tuple(name for name in table.parents if name != parent)
    for column in above.columns:
        known = table.columns.get(column)
        if known:
            left = max(known.parents - 1, 0)
            table.columns[column] = replace(known, parents=left, local=known.local or left == 0)
    for name in above.constraints:
        found = table.constraints.get(name)
        if found and found.parents:
            left = found.parents - 1
            table.constraints[name] = replace(found, parents=left, local=found.local or left == 0)


def detach(context: Context, parent: Name, child: Name, *, concurrently: bool) -> None:
    """Make a partition a table of its own; what it had by inheritance becomes its own."""
    if concurrently:
        raise Unknowable("the check that DETACH PARTITION CONCURRENTLY leaves is made of the bound by the server", 0)
    _disinherit(context, child, parent)
    table = context.state.edit(child)
    table.bound = None
    above = context.state.tables[parent]
    for name, index in list(table.indexes.items()):
        if index.parent and index.parent.name in above.indexes and index.parent.namespace == parent.namespace:
            table.indexes[name] = replace(index, parent=None)
    for name, constraint in list(table.constraints.items()):
        if constraint.parents and constraint.said.kind in {"primary key", "unique", "exclude", "foreign key"}:
            table.constraints[name] = replace(constraint, parents=0, local=True)
    _drop_cloned_triggers(table, above)
    if context.major >= 17:  # noqa: PLR2004 - since then identity is the whole table's
        for name, column in list(table.columns.items()):
            table.columns[name] = replace(column, identity=None)


def _drop_cloned_triggers(table: TableState, above: TableState) -> None:
    for name, trigger in above.triggers.items():
        if trigger.said.level == "row" and name in table.triggers:
            del table.triggers[name]


def attach_index(context: Context, parent: Name, child: Name) -> None:
    """Make an index that of a partition, for an index of the parent."""
    holder = context.state.indexes[child]
    table = context.state.edit(holder)
    index = table.indexes[child.name]
    table.indexes[child.name] = replace(index, parent=parent)
    if index.constraint and index.constraint in table.constraints:
        table.constraints[index.constraint] = replace(table.constraints[index.constraint], parents=1, local=False)
    _validate(context, parent)


def _validate(context: Context, index: Name) -> None:
    """Make an index of a partitioned table valid once every partition has its own."""
    holder = context.state.indexes[index]
    for child in context.state.children(holder):
        if not any(each.parent == index and each.valid for each in context.state.tables[child].indexes.values()):
            return
    table = context.state.edit(holder)
    made = table.indexes[index.name] = replace(table.indexes[index.name], valid=True)
    if made.parent:
        _validate(context, made.parent)
