"""Renames: an object's new name, in everything that knows it by name."""

from __future__ import annotations

from collections.abc import Callable

from harness.declared.block.errors import SqlError
from harness.declared.fold.context import Context
from harness.declared.nodes import ConstraintDef
from harness.declared.objects import Address, ConstraintState, IndexState, TableState
from harness.declared.record import replace
from harness.schema import Name


def readdress(context: Context, change: Callable[[Address], Address | None]) -> None:
    """Move comments and grants to the addresses that their objects now have; None takes them away."""
    for mapping in (context.state.comments, context.state.grants):
        moved = {address: change(address) for address in mapping}
        if any(new != old for old, new in moved.items()):
            kept = {new: mapping[old] for old, new in moved.items() if new is not None}
            mapping.become(kept)  # type: ignore[arg-type] # each to its own kind


def rename_index(context: Context, old: Name, new: str) -> None:
    """Rename an index, and the constraint that it is behind."""
    target = Name(old.namespace, new)
    if context.state.relation_taken(target):
        raise SqlError("duplicate_table", f'relation "{new}" already exists')
    holder = context.state.indexes[old]
    table = context.state.edit(holder)
    index = table.indexes[old.name]
    if index.constraint:
        _rename_key(context, table, index.constraint, new)
    else:
        _replace_index(context, table, index, new)


def _replace_index(context: Context, table: TableState, index: IndexState, new: str) -> None:
    old_name, new_name = Name(table.name.namespace, index.name), Name(table.name.namespace, new)
    del table.indexes[index.name]
    table.indexes[new] = replace(index, name=new)
    del context.state.indexes[old_name]
    context.state.indexes[new_name] = table.name
    for key, other in list(context.state.tables.items()):
        if any(each.parent == old_name for each in other.indexes.values()):
            made = table if key == table.name else context.state.edit(key)
            for name, each in list(made.indexes.items()):
                if each.parent == old_name:
                    made.indexes[name] = replace(each, parent=new_name)
    readdress(context, lambda address: ("index", new_name, None) if address == ("index", old_name, None) else address)


def rename_constraint(context: Context, name: Name, old: str, new: str) -> None:
    """Rename a constraint, its index, and what was inherited of it."""
    for table in context.family(name):
        if old not in table.constraints:
            column = f"{table.name.name}_", "_not_null"
            if table.name == name and not (old.startswith(column[0]) and old.endswith(column[1])):
                raise SqlError("undefined_object", f'constraint "{old}" for table "{name.name}" does not exist')
            if table.name == name:
                _name_not_null(context, table, old, new)
            continue
        if table.constraints[old].said.kind != "check" and table.name != name:
            continue
        _rename_key(context, table, old, new)


def _name_not_null(context: Context, table: TableState, old: str, new: str) -> None:
    """Give a NOT NULL constraint, which PostgreSQL 18 had named by itself, a name of its own."""
    prefix = f"{table.name.name}_"
    column = old.removeprefix(prefix).removesuffix("_not_null")
    if column in table.columns and table.columns[column].not_null:
        said = ConstraintDef("not null", new, (column,))
        table.constraints[new] = ConstraintState(said, context.place)


def _rename_key(context: Context, table: TableState, old: str, new: str) -> None:
    if new in table.constraints:
        raise SqlError("duplicate_object", f'constraint "{new}" for relation "{table.name.name}" already exists')
    constraint = table.constraints[old]
    made = replace(constraint, said=replace(constraint.said, name=new))
    if constraint.index:
        index = table.indexes[constraint.index]
        if context.state.relation_taken(Name(table.name.namespace, new)):
            raise SqlError("duplicate_table", f'relation "{new}" already exists')
        table.indexes[constraint.index] = replace(index, constraint=new)
        _replace_index(context, table, table.indexes[constraint.index], new)
        made = replace(made, index=new)
    table.constraints = {
        (new if key == old else key): (made if key == old else value) for key, value in table.constraints.items()
    }
    holder = table.name
    readdress(
        context,
        lambda address: ("constraint", holder, new) if address == ("constraint", holder, old) else address,
    )
