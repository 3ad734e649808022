"""A relation's new name or schema, in everything that knows it by name."""

from __future__ import annotations

from harness.declared.block.errors import SqlError
from harness.declared.fold.context import Context
from harness.declared.fold.rename import readdress
from harness.declared.fold.reword import retype
from harness.declared.fold.uses import sequence_literal, uses_sequence
from harness.declared.objects import TableState
from harness.declared.record import replace
from harness.schema import Name

_HELD_BY_RELATION = {
    "table",
    "view",
    "materialized view",
    "foreign table",
    "column",
    "constraint",
    "trigger",
    "policy",
    "rule",
}


def move_relation(context: Context, old: Name, new: Name) -> Name:
    """Give a table or view another name or schema; what lives in its schema beside it moves with it."""
    state = context.state
    if new.namespace not in state.namespaces:
        raise SqlError("invalid_schema_name", f'schema "{new.namespace}" does not exist')
    if state.relation_taken(new):
        raise SqlError("duplicate_table", f'relation "{new.name}" already exists')
    table = state.edit(old)
    table.name = new
    state.tables[new] = state.tables.pop(old)
    state.edited |= {new}
    for index in table.indexes:
        del state.indexes[Name(old.namespace, index)]
        state.indexes[Name(new.namespace, index)] = new
    if old.namespace != new.namespace:
        _move_parts(context, table, old, new)
    for key, other in list(state.tables.items()):
        _follow(context, key, other, old, new)
    _move_owned(context, old, new)
    retype(context, old, new)
    readdress(
        context,
        lambda address: (
            (address[0], new, address[2]) if address[0] in _HELD_BY_RELATION and address[1] == old else address
        ),
    )
    return new


def _move_owned(context: Context, old: Name, new: Name) -> None:
    """Tell sequences of columns, and objects on the table, where that is now."""
    state = context.state
    for name, sequence in list(state.sequences.items()):
        if sequence.owned_by and sequence.owned_by[0] == old:
            moved = Name(new.namespace, sequence.name.name)
            state.sequences[name] = replace(sequence, owned_by=(new, sequence.owned_by[1]))
            if moved != name:
                move_sequence(context, name, moved)
    for key, thing in list(state.others.items()):
        if thing.table == old:
            state.others[key] = replace(thing, table=new)


def _move_parts(context: Context, table: TableState, old: Name, new: Name) -> None:
    """Indexes change their schema with their table; each says so where it is known as somebody's parent."""
    names = set(table.indexes)
    for key, other in list(context.state.tables.items()):
        if any(
            each.parent and each.parent.namespace == old.namespace and each.parent.name in names
            for each in other.indexes.values()
        ):
            made = context.state.edit(key)
            for name, index in list(made.indexes.items()):
                if index.parent and index.parent.namespace == old.namespace and index.parent.name in names:
                    made.indexes[name] = replace(index, parent=Name(new.namespace, index.parent.name))
    readdress(
        context,
        lambda address: (
            (address[0], Name(new.namespace, address[1].name), address[2])
            if address[0] == "index" and address[1].namespace == old.namespace and address[1].name in names
            else address
        ),
    )


def _follow(context: Context, key: Name, other: TableState, old: Name, new: Name) -> None:
    """Tell one table of another's new name."""
    state = context.state
    if any(each.references == old for each in other.constraints.values()):
        made = state.edit(key)
        for name, constraint in list(made.constraints.items()):
            if constraint.references == old:
                made.constraints[name] = replace(constraint, references=new)
    if old in other.parents:
        state.edit(key).parents = tuple(new if parent == old else parent for parent in other.parents)
    if old in other.reads:
        made = state.edit(key)
        made.reads = frozenset(new if name == old else name for name in other.reads)
        if made.uses is not None:
            made.uses = frozenset((new if name == old else name, column) for name, column in made.uses)
        made.followed = True
    if any(each.references == old for each in other.triggers.values()):
        made = state.edit(key)
        for name, trigger in list(made.triggers.items()):
            if trigger.references == old:
                made.triggers[name] = replace(trigger, references=new)


def move_sequence(context: Context, old: Name, new: Name) -> None:
    """Give a sequence another name or schema, and the defaults that use it the new one."""
    state = context.state
    if new in state.tables or new in state.indexes or new in state.sequences:
        raise SqlError("duplicate_table", f'relation "{new.name}" already exists')
    state.sequences[new] = replace(state.sequences.pop(old), name=new)
    for key, table in list(state.tables.items()):
        for column in table.columns.values():
            if column.default and uses_sequence(context, column.default, old):
                made = state.edit(key)
                made.columns[column.name] = replace(column, default=f"nextval('{sequence_literal(new)}'::regclass)")
    readdress(context, lambda address: (address[0], new, address[2]) if address[:2] == ("sequence", old) else address)
