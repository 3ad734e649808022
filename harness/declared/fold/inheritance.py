"""What a new table has from its parents: columns, constraints, and, as a partition, indexes, keys and triggers."""

from __future__ import annotations

from harness.declared.fold.context import Context
from harness.declared.fold.partition_copies import partition_foreign_key, partition_index
from harness.declared.objects import TableState
from harness.declared.record import replace

IDENTITY_IS_SHARED = 17  # from this version on, partitions have their parent's identity columns


def inherit_columns(context: Context, table: TableState, parent: TableState, *, partition: bool) -> None:
    """Give a new table the columns of a parent; those of several parents with one name are one column."""
    for column in parent.columns.values():
        known = table.columns.get(column.name)
        not_null = column.not_null and not _stays(parent, column.name)
        if known:
            table.columns[column.name] = replace(known, parents=known.parents + 1, not_null=known.not_null or not_null)
            continue
        keeps_identity = partition and context.major >= IDENTITY_IS_SHARED
        table.columns[column.name] = replace(
            column,
            place=table.place,
            local=False,
            parents=1,
            not_null=not_null,
            statistics=None,
            options=(),
            identity=column.identity if keeps_identity else None,
            compression=column.compression,
        )


def _stays(table: TableState, column: str) -> bool:
    """Say whether a column's NOT NULL is not for those that inherit it."""
    return any(
        each.said.no_inherit and each.said.columns == (column,)
        for each in table.constraints.values()
        if each.said.kind == "not null"
    )


def inherit_constraints(table: TableState, parent: TableState) -> None:
    """Give a new table the checks of a parent, and what else is inherited by name."""
    for constraint in parent.constraints.values():
        if constraint.said.kind not in {"check", "not null"} or constraint.said.no_inherit:
            continue
        known = table.constraints.get(constraint.name)
        if known:
            table.constraints[constraint.name] = replace(known, parents=known.parents + 1)
        else:
            table.constraints[constraint.name] = replace(constraint, local=False, parents=1, place=table.place)


def partition_objects(context: Context, table: TableState, parent: TableState) -> None:
    """Give a new partition the indexes, keys and triggers of its parent."""
    for index in parent.indexes.values():
        partition_index(context, index, parent, table.name)
    for constraint in parent.constraints.values():
        if constraint.said.kind == "foreign key":
            partition_foreign_key(context, constraint, table.name)
    made = context.state.edit(table.name)
    for trigger in parent.triggers.values():
        if trigger.said.level == "row" and trigger.said.name not in made.triggers:
            made.triggers[trigger.said.name] = replace(trigger, place=table.place)


def bound_text(source: str) -> str:
    """Return a partition's bound in the catalog's spelling, as far as text alone can tell."""
    words = source.split()
    if words and words[0].lower() == "default":
        return "DEFAULT"
    return source
