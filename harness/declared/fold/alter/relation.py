"""ALTER TABLE and its like: each action changes one table, and those that inherit from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from harness.declared.block.errors import SqlError
from harness.declared.fold.alter.columns import add_table_column, alter_column, drop_column, nothing
from harness.declared.fold.alter.constraints import (
    add_table_constraint,
    alter_constraint,
    drop_constraint,
    validate_constraint,
)
from harness.declared.fold.alter.facts import (
    attach_partition,
    change_inheritance,
    depends_on,
    detach_partition,
    give_owner,
    rename_part,
    set_fact,
    set_of_type,
    set_table_options,
    switch,
)
from harness.declared.fold.alter.others import on_index, on_sequence
from harness.declared.fold.alter.target import Action, Target
from harness.declared.fold.context import Context
from harness.declared.fold.move import move_relation
from harness.declared.nodes import (
    AddColumn,
    AddConstraint,
    AlterColumn,
    AlterConstraint,
    AlterRelation,
    AttachPartition,
    DependsOn,
    DetachPartition,
    DropColumn,
    DropConstraint,
    Fires,
    Inherit,
    Node,
    Nothing,
    OfType,
    OwnerTo,
    Rename,
    RenamePart,
    SetFact,
    SetOptions,
    SetSchema,
    ValidateConstraint,
)
from harness.declared.record import replace
from harness.schema import Name

# The order in which PostgreSQL carries out the actions of one ALTER TABLE (AT_PASS_… in tablecmds.c).
_PASSES: dict[type[Node], int] = {DropColumn: 0, DropConstraint: 0, AddColumn: 4, AddConstraint: 7}


_COLUMN_PASSES = {
    "drop not null": 0,
    "drop expression": 0,
    "drop identity": 0,
    "type": 1,
    "set expression": 5,
    "add identity": 6,
    "set identity": 6,
    "set not null": 6,
    "set default": 6,
    "drop default": 0,
}


_CONSTRAINT_PASSES = {"primary key": 8, "unique": 8, "exclude": 8, "foreign key": 9, "check": 7, "not null": 6}


_LAST = 10


def _pass(action: Node) -> int:
    if isinstance(action, AlterColumn):
        return _COLUMN_PASSES.get(action.what, _LAST)
    if isinstance(action, AddConstraint):
        return _CONSTRAINT_PASSES[action.constraint.kind]
    return _PASSES.get(type(action), _LAST)


def alter_relation(context: Context, said: AlterRelation) -> None:
    if context.is_temporary(said.name):
        return
    try:
        found = _find(context, said)
    except SqlError:
        if said.if_exists:
            return
        raise
    for action in sorted(said.actions, key=_pass):
        with context.pointing(action.offset):
            found(action)


def _find(context: Context, said: AlterRelation) -> Callable[[Node], None]:
    """Return what carries out an action on the relation that is meant: a table, an index or a sequence."""
    for name in context.candidates(said.name):
        if name in context.state.tables:
            return _Table(context, Target(name, said.only)).act
        if name in context.state.indexes:
            return partial(on_index, context, name)
        if name in context.state.sequences:
            return partial(on_sequence, context, name)
        if name in context.state.types:
            raise SqlError("wrong_object_type", f'"{name.name}" is a composite type')
    raise SqlError("undefined_table", f'relation "{said.name.name}" does not exist')


class _Table:
    """The table that a statement alters: an action may rename it, and the next must find it."""

    def __init__(self, context: Context, target: Target) -> None:
        self._context, self._target = context, target

    def act(self, action: Node) -> None:
        name = self._target.name
        if isinstance(action, Rename):
            self._move(Name(name.namespace, action.new))
        elif isinstance(action, SetSchema):
            self._move(Name(action.schema, name.name))
        else:
            _ACTIONS[type(action)](self._context, self._target, action)

    def _move(self, new: Name) -> None:
        self._target = replace(self._target, name=move_relation(self._context, self._target.name, new))


_ACTIONS: dict[type[Node], Action] = {
    AddColumn: add_table_column,
    DropColumn: drop_column,
    AlterColumn: alter_column,
    AddConstraint: add_table_constraint,
    DropConstraint: drop_constraint,
    AlterConstraint: alter_constraint,
    ValidateConstraint: validate_constraint,
    RenamePart: rename_part,
    OwnerTo: give_owner,
    Fires: switch,
    SetFact: set_fact,
    SetOptions: set_table_options,
    Inherit: change_inheritance,
    OfType: set_of_type,
    AttachPartition: attach_partition,
    DetachPartition: detach_partition,
    Nothing: nothing,
    DependsOn: depends_on,
}
