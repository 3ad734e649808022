"""ALTER of an index and of a sequence, whichever word says it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harness.declared.block.errors import SqlError, Unknowable
from harness.declared.fold.alter.options import changed_options
from harness.declared.fold.context import Context
from harness.declared.fold.drop import depend
from harness.declared.fold.move import move_sequence
from harness.declared.fold.partitions import attach_index
from harness.declared.fold.rename import rename_index
from harness.declared.fold.sequences import altered
from harness.declared.nodes import (
    AlterColumn,
    AlterSequence,
    AttachPartition,
    DependsOn,
    Node,
    Nothing,
    OwnerTo,
    Rename,
    SetFact,
    SetOptions,
    SetSchema,
)
from harness.declared.objects import IndexState
from harness.declared.record import replace
from harness.schema import Name


def on_index(context: Context, name: Name, action: Node) -> None:
    """Carry out one action on an index; raise `SqlError` for one that indexes do not have."""
    change = _INDEX_ACTIONS.get(type(action))
    if change is None or (isinstance(action, SetFact) and action.fact != "tablespace"):
        raise SqlError("wrong_object_type", f'"{name.name}" is an index')
    context.state.edit(context.state.indexes[name])  # the statement counts as one that shaped the table
    change(context, name, action)


def _rename(context: Context, name: Name, action: Rename) -> None:
    rename_index(context, name, action.new)


def _set_options(context: Context, name: Name, action: SetOptions) -> None:
    index = _index(context, name)
    changed = changed_options(index.options, action.options, reset=action.reset)
    added = tuple(f"{option}={value}" for option, value in action.options if f"{option}={value}" in changed)
    kept = tuple(option for option in index.written if option in changed and option not in added)
    _put(context, name, replace(index, options=changed, written=(*kept, *added)))


def _attach(context: Context, name: Name, action: AttachPartition) -> None:
    child, _ = context.index(action.partition)
    attach_index(context, name, child)


def _set_tablespace(context: Context, name: Name, action: SetFact) -> None:
    _put(context, name, replace(_index(context, name), tablespace=action.value))


def _set_statistics(context: Context, name: Name, action: AlterColumn) -> None:
    if not action.name.isdigit():
        raise Unknowable("it names a column of an index, which only the server has named", 0)
    index = _index(context, name)
    kept = tuple(item for item in index.statistics if str(item[0]) != action.name)
    if action.value is not None:
        kept = tuple(sorted((*kept, (int(action.name), int(action.value)))))
    _put(context, name, replace(index, statistics=kept))


def _depend(context: Context, name: Name, action: DependsOn) -> None:
    depend(context, ("index", context.state.indexes[name], name.name), action)


def _nothing(_: Context, __: Name, ___: Node) -> None:
    return


def _index(context: Context, name: Name) -> IndexState:
    return context.state.tables[context.state.indexes[name]].indexes[name.name]


def _put(context: Context, name: Name, index: IndexState) -> None:
    context.state.edit(context.state.indexes[name]).indexes[name.name] = index


_INDEX_ACTIONS: dict[type[Node], Callable[[Context, Name, Any], None]] = {
    Rename: _rename,
    SetOptions: _set_options,
    AttachPartition: _attach,
    SetFact: _set_tablespace,
    AlterColumn: _set_statistics,
    DependsOn: _depend,
    Nothing: _nothing,
    OwnerTo: _nothing,
}


def on_sequence(context: Context, name: Name, action: Node) -> None:
    """Carry out one action on a sequence; raise `SqlError` for one that sequences do not have."""
    sequence = context.state.sequences[name]
    if isinstance(action, AlterSequence):
        altered(context, name, action.options)
    elif isinstance(action, Rename | SetSchema):
        new = Name(name.namespace, action.new) if isinstance(action, Rename) else Name(action.schema, name.name)
        move_sequence(context, name, new)
    elif isinstance(action, OwnerTo):
        context.state.sequences[name] = replace(sequence, owner=context.role(action.role))
    elif isinstance(action, SetFact) and action.fact == "persistence":
        context.state.sequences[name] = replace(sequence, persistence=action.value)
    else:
        raise SqlError("wrong_object_type", f'"{name.name}" is a sequence')
