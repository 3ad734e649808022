"""What a partition gets from its parent: an index for each index, a foreign key for each foreign key."""

from __future__ import annotations

from harness.declared import names
from harness.declared.fold.context import Context
from harness.declared.fold.index_names import index_name, index_parts, name_taken
from harness.declared.objects import ConstraintState, IndexState, TableState
from harness.declared.record import replace
from harness.schema import Name


def add_index(context: Context, table: TableState, index: IndexState) -> None:
    """Put an index on a table that is safe to change."""
    table.indexes[index.name] = index
    context.state.indexes[Name(table.name.namespace, index.name)] = table.name


def partition_index(context: Context, index: IndexState, parent: TableState, child: Name) -> None:
    """Give a partition its index for an index of the parent: one that fits and is free, or a new one."""
    table = context.state.edit(child)
    if table.kind == "foreign table":
        return  # its rows are elsewhere
    parent_name = Name(parent.name.namespace, index.name)
    constraint = parent.constraints.get(index.constraint or "")
    fitting = next((each for each in table.indexes.values() if _fits(table, each, index, constraint)), None)
    if fitting is not None:
        table.indexes[fitting.name] = replace(fitting, parent=parent_name)
        if constraint and fitting.constraint:
            known = table.constraints[fitting.constraint]
            table.constraints[fitting.constraint] = replace(known, parents=1, local=False)
        made = table.indexes[fitting.name]
    else:
        made = _clone_index(context, table, index, constraint, parent_name)
    if table.kind == "partitioned table":
        for grandchild in context.state.children(child):
            partition_index(context, made, table, grandchild)


def _fits(table: TableState, own: IndexState, index: IndexState, constraint: ConstraintState | None) -> bool:
    if (
        own.parent
        or own.unique != index.unique
        or own.method != index.method
        or (own.where or "") != (index.where or "")
    ):
        return False
    if bool(constraint) and not own.constraint:
        return False
    if constraint and table.constraints[own.constraint or ""].said.kind != constraint.said.kind:
        return False
    same = [(each.column, str(each.expression or ""), each.operator_class) for each in own.elements]
    return same == [(each.column, str(each.expression or ""), each.operator_class) for each in index.elements]


def _clone_index(
    context: Context, table: TableState, index: IndexState, constraint: ConstraintState | None, parent: Name
) -> IndexState:
    clone = replace(index, parent=parent, clustered=False, replica_identity=False)
    if constraint is None:
        clone = replace(clone, name=index_name(context, table, replace(clone, constraint=None)))
        add_index(context, table, clone)
        return clone
    primary = constraint.said.kind == "primary key"
    label = "pkey" if primary else "excl" if constraint.said.kind == "exclude" else "key"
    name = names.chosen(
        table.name.name,
        None if primary else names.joined(index_parts(index)),
        label,
        lambda name: name_taken(context, table, name),
    )
    clone = replace(clone, name=name, constraint=name)
    add_index(context, table, clone)
    table.constraints[name] = replace(
        constraint, said=replace(constraint.said, name=name), local=False, parents=1, index=name
    )
    return clone


def partition_foreign_key(context: Context, made: ConstraintState, child: Name) -> None:
    """Give a partition its copy of a parent's foreign key."""
    table = context.state.edit(child)
    for known in table.constraints.values():
        same = (
            known.said.kind == "foreign key"
            and known.said.columns == made.said.columns
            and known.references == made.references
            and known.said.referenced == made.said.referenced
            and known.said.on_delete == made.said.on_delete
            and known.said.on_update == made.said.on_update
            and not known.parents
        )
        if same:
            table.constraints[known.name] = replace(known, parents=1, local=False)
            return
    name = made.name
    if name in table.constraints:
        name = names.chosen(
            table.name.name, names.joined(made.said.columns), "fkey", lambda name: name in table.constraints
        )
    copied = replace(made, said=replace(made.said, name=name), local=False, parents=1)
    table.constraints[name] = copied
    if table.kind == "partitioned table":
        for grandchild in context.state.children(child):
            partition_foreign_key(context, copied, grandchild)
