"""ALTER TABLE and its like: each action changes one table, and those that inherit from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from harness.declared.block.errors import SqlError, Unknowable
from harness.declared.expressions import is_literal
from harness.declared.fold.columns import collation, kept_default, storage_of
from harness.declared.fold.constraints import add_constraint, set_not_null
from harness.declared.fold.context import Context
from harness.declared.fold.drop import Thing, depend, drop
from harness.declared.fold.partitions import attach, attach_index, detach, inherit
from harness.declared.fold.rename import move_relation, rename_column, rename_constraint
from harness.declared.fold.sequences import altered, identity_sequence
from harness.declared.fold.tables import IDENTITY_IS_SHARED, add_column
from harness.declared.nodes import (
    AddColumn,
    AddConstraint,
    AlterColumn,
    AlterConstraint,
    AlterRelation,
    AlterSequence,
    AttachPartition,
    ConstraintDef,
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
    SequenceOptions,
    SetFact,
    SetOptions,
    SetSchema,
    ValidateConstraint,
)
from harness.declared.state import ColumnState, ConstraintState, TableState
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
        found(action)


def _find(context: Context, said: AlterRelation) -> Callable[[Node], None]:
    """Return what carries out an action on the relation that is meant: a table, an index or a sequence."""
    for name in context.candidates(said.name):
        if name in context.state.tables:
            holder = [name]  # an action may rename the table, and the next must find it

            def on_table(action: Node) -> None:
                holder[0] = _on_table(context, holder[0], action, only=said.only) or holder[0]

            return on_table
        if name in context.state.indexes:
            return lambda action: _on_index(context, name, action)
        if name in context.state.sequences:
            return lambda action: _on_sequence(context, name, action)
        if name in context.state.types:
            return lambda action: move_relation_type(context, name, action)
    raise SqlError("undefined_table", f'relation "{said.name.name}" does not exist')


def move_relation_type(context: Context, name: Name, action: Node) -> None:
    """ALTER TABLE is also a way to change a composite type, but PostgreSQL refuses it."""
    raise SqlError("wrong_object_type", f'"{name.name}" is a composite type')


def _on_table(context: Context, name: Name, action: Node, *, only: bool) -> Name | None:
    if isinstance(action, Rename):
        return move_relation(context, name, Name(name.namespace, action.new))
    if isinstance(action, SetSchema):
        return move_relation(context, name, Name(action.schema, name.name))
    _ACTIONS[type(action)](context, name, action, only)
    return None


Action = Callable[[Context, Name, Any, bool], None]


def _add_column(context: Context, name: Name, said: AddColumn, only: bool) -> None:  # noqa: FBT001
    table = context.state.edit(name)
    if said.column.name in table.columns and said.if_not_exists:
        return
    made = add_column(context, table, said.column)
    stars_moved(context, name)
    if not only:
        for child in context.state.children(name):
            _inherit_column(context, child, made)
    for constraint in said.column.constraints:
        add_constraint(context, context.state.edit(name), constraint)


def _inherit_column(context: Context, child: Name, made: ColumnState) -> None:
    table = context.state.edit(child)
    known = table.columns.get(made.name)
    if known:
        table.columns[made.name] = replace(known, parents=known.parents + 1, not_null=known.not_null or made.not_null)
    else:
        shared = table.bound is not None and context.major >= IDENTITY_IS_SHARED
        identity = made.identity if shared else None
        table.columns[made.name] = replace(made, local=False, parents=1, identity=identity)
    for grandchild in context.state.children(child):
        _inherit_column(context, grandchild, made)


def _drop_column(context: Context, name: Name, said: DropColumn, only: bool) -> None:  # noqa: FBT001
    table = context.state.tables[name]
    if said.name not in table.columns:
        if said.if_exists:
            return
        raise SqlError("undefined_column", f'column "{said.name}" of relation "{name.name}" does not exist')
    if not table.columns[said.name].local and table.columns[said.name].parents:
        raise SqlError("invalid_table_definition", f'cannot drop inherited column "{said.name}"')
    for child in context.state.children(name):
        _drop_inherited(context, child, said, only)
    drop(context, [Thing("column", name, said.name)], cascade=said.cascade)
    stars_moved(context, name)


def stars_moved(context: Context, name: Name) -> None:
    """Note that a star over a table means other columns now than it did when a view was made."""
    for key, view in list(context.state.tables.items()):
        if name in view.reads and "*" in view.query:
            context.state.edit(key).followed = True


def _drop_inherited(context: Context, child: Name, said: DropColumn, only: bool) -> None:  # noqa: FBT001
    table = context.state.edit(child)
    column = table.columns.get(said.name)
    if column is None:
        return
    if only or column.local or column.parents > 1:
        table.columns[said.name] = replace(column, parents=column.parents - 1, local=column.local or only)
        return
    for grandchild in context.state.children(child):
        _drop_inherited(context, grandchild, said, only)
    drop(context, [Thing("column", child, said.name)], cascade=said.cascade)


def _alter_column(context: Context, name: Name, said: AlterColumn, only: bool) -> None:  # noqa: FBT001
    table = context.state.tables[name]
    column = said.name
    if table.is_view:
        raise Unknowable("the columns of a view follow from its query", said.offset)
    if column.isdigit() and column not in table.columns and said.what == "statistics":
        return
    if column not in table.columns:
        raise SqlError("undefined_column", f'column "{column}" of relation "{name.name}" does not exist')
    _COLUMN_CHANGES[said.what](context, name, said, only)


def _each(change: Callable[[Context, ColumnState, AlterColumn], ColumnState], *, inherited: bool = True) -> Action:
    """Return the action that changes a column of a table, and of those that inherit from it."""

    def act(context: Context, name: Name, said: AlterColumn, only: bool) -> None:  # noqa: FBT001
        for table in context.family(name, only=only or not inherited):
            if said.name in table.columns:
                table.columns[said.name] = change(context, table.columns[said.name], said)

    return act


def _set_default(context: Context, column: ColumnState, said: AlterColumn) -> ColumnState:
    assert said.expression is not None
    return replace(column, default=kept_default(context, column.type, said.expression.text))


def _set_expression(_: Context, column: ColumnState, said: AlterColumn) -> ColumnState:
    assert said.expression is not None
    kept = column.generated[1] if column.generated else "stored"
    return replace(column, generated=(said.expression.text, kept))


def _drop_expression(_: Context, column: ColumnState, __: AlterColumn) -> ColumnState:
    return replace(column, generated=None)


def _set_type(context: Context, name: Name, said: AlterColumn, only: bool) -> None:  # noqa: FBT001
    assert said.type is not None
    kind = context.typed(said.type)
    for table in context.family(name, only=only):
        column = table.columns.get(said.name)
        if column is None:
            continue
        default = column.default
        if default is not None and is_literal(default) and column.type.text != kind.text:
            default = f"({default})::{column.type.key}"  # PostgreSQL keeps the constant that it made when it was set
        table.columns[said.name] = replace(
            column,
            type=kind,
            default=default,
            collation=collation(context, said.collation),
            storage=None,
            compression=None,
        )
        _follow_type(context, table, said.name, kind.text)


def _follow_type(context: Context, table: TableState, column: str, kind: str) -> None:
    """An identity column's sequence counts in the column's own type; a serial column's keeps its own."""
    for key, sequence in list(context.state.sequences.items()):
        if sequence.identity and sequence.owned_by == (table.name, column) and sequence.type != kind:
            context.state.sequences[key] = replace(sequence)
            from harness.declared.tokens import Cursor  # noqa: PLC0415
            from harness.declared.types import read_type  # noqa: PLC0415

            altered(context, key, SequenceOptions(type=read_type(Cursor(kind))))


def _set_not_null(context: Context, name: Name, said: AlterColumn, only: bool) -> None:  # noqa: FBT001
    set_not_null(context, context.state.edit(name), said.name, only=only)


def _drop_not_null(context: Context, name: Name, said: AlterColumn, only: bool) -> None:  # noqa: FBT001
    table = context.state.tables[name]
    for constraint in table.constraints.values():
        if constraint.said.kind == "primary key" and said.name in constraint.said.columns:
            raise SqlError("invalid_table_definition", f'column "{said.name}" is in a primary key')
    for each in context.family(name, only=only):
        if said.name in each.columns:
            each.columns[said.name] = replace(each.columns[said.name], not_null=False)
        for key, constraint in list(each.constraints.items()):
            if constraint.said.kind == "not null" and constraint.said.columns == (said.name,):
                del each.constraints[key]


def _add_identity(context: Context, name: Name, said: AlterColumn, _: bool) -> None:  # noqa: FBT001
    table = context.state.edit(name)
    column = table.columns[said.name]
    if column.identity:
        raise SqlError("object_not_in_prerequisite_state", f'column "{said.name}" is already an identity column')
    identity_sequence(context, table, said.name, column.type.text, said.sequence)
    _identify(context, name, said.name, said.identity)


def _identify(context: Context, name: Name, column: str, identity: Any) -> None:
    """Make a column an identity column, or no longer one; partitions share it since PostgreSQL 17."""
    table = context.state.edit(name)
    table.columns[column] = replace(table.columns[column], identity=identity)
    if context.major >= IDENTITY_IS_SHARED:
        for child in context.state.children(name):
            if context.state.tables[child].bound is not None:
                _identify(context, child, column, identity)


def _set_identity(context: Context, name: Name, said: AlterColumn, _: bool) -> None:  # noqa: FBT001
    if said.identity:
        _identify(context, name, said.name, said.identity)
    if said.sequence:
        for key, sequence in list(context.state.sequences.items()):
            if sequence.identity and sequence.owned_by == (name, said.name):
                altered(context, key, said.sequence)


def _drop_identity(context: Context, name: Name, said: AlterColumn, _: bool) -> None:  # noqa: FBT001
    table = context.state.edit(name)
    column = table.columns[said.name]
    if not column.identity:
        if said.if_exists:
            return
        raise SqlError("object_not_in_prerequisite_state", f'column "{said.name}" is not an identity column')
    _identify(context, name, said.name, None)
    for key, sequence in list(context.state.sequences.items()):
        if sequence.identity and sequence.owned_by == (name, said.name):
            drop(context, [Thing("sequence", key)], cascade=True)


def _statistics(_: Context, column: ColumnState, said: AlterColumn) -> ColumnState:
    return replace(column, statistics=said.value)


def _storage(context: Context, column: ColumnState, said: AlterColumn) -> ColumnState:
    return replace(column, storage=storage_of(context, column.type, said.value))


def _compression(_: Context, column: ColumnState, said: AlterColumn) -> ColumnState:
    return replace(column, compression=None if said.value == "default" else said.value)


def _options(_: Context, column: ColumnState, said: AlterColumn) -> ColumnState:
    return replace(column, options=changed_options(column.options, said.options, reset=said.what.startswith("reset")))


def changed_options(known: tuple[str, ...], said: tuple[tuple[str, str], ...], *, reset: bool) -> tuple[str, ...]:
    """Return options after SET or RESET; foreign ones may be preceded by ADD, SET and DROP."""
    kept = dict(option.split("=", 1) for option in known)
    for name, value in said:
        verb, _, bare = name.rpartition(" ")
        if reset or verb == "drop":
            kept.pop(bare, None)
        else:
            kept[bare] = value
    return tuple(sorted(f"{name}={value}" for name, value in kept.items()))


def _nothing(_: Context, __: Name, ___: Any, ____: bool) -> None:  # noqa: FBT001
    return


_COLUMN_CHANGES: dict[str, Action] = {
    "set default": _each(_set_default),
    "drop default": _each(lambda _, column, __: replace(column, default=None)),
    "set expression": _each(_set_expression),
    "drop expression": _each(_drop_expression),
    "type": _set_type,
    "set not null": _set_not_null,
    "drop not null": _drop_not_null,
    "add identity": _add_identity,
    "set identity": _set_identity,
    "drop identity": _drop_identity,
    "statistics": _each(_statistics),
    "storage": _each(_storage),
    "compression": _each(_compression, inherited=True),
    "options": _each(_options),
    "reset options": _each(_options),
    "foreign options": _each(_options, inherited=False),
    "nothing": _nothing,
}


def _add_constraint(context: Context, name: Name, said: AddConstraint, only: bool) -> None:  # noqa: FBT001
    add_constraint(context, context.state.edit(name), said.constraint, only=only)


def _drop_constraint(context: Context, name: Name, said: DropConstraint, only: bool) -> None:  # noqa: FBT001
    table = context.state.tables[name]
    found = table.constraints.get(said.name)
    if found is None:
        column = _column_of_not_null(table, said.name) if context.major >= 18 else None  # noqa: PLR2004 - they have names since
        if column:
            _drop_not_null(context, name, AlterColumn(column, "drop not null"), only)
            return
        if said.if_exists:
            return
        raise SqlError("undefined_object", f'constraint "{said.name}" of relation "{name.name}" does not exist')
    if found.said.kind == "not null":
        _drop_not_null(context, name, AlterColumn(found.said.columns[0], "drop not null"), only)
        return
    _release_children(context, name, said.name, only=only)
    drop(context, [Thing("constraint", name, said.name)], cascade=said.cascade)


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


def _alter_constraint(context: Context, name: Name, said: AlterConstraint, _: bool) -> None:  # noqa: FBT001
    table = context.state.edit(name)
    column = _column_of_not_null(table, said.name)
    if said.name not in table.constraints and column:
        table.constraints[said.name] = ConstraintState(ConstraintDef("not null", said.name, (column,)), context.place)
    for table in context.family(name):
        found = table.constraints.get(said.name)
        if found is None:
            if table.name == name:
                raise SqlError("undefined_object", f'constraint "{said.name}" does not exist')
            continue
        changes = {
            field: value
            for field in ("deferrable", "deferred", "enforced", "no_inherit")
            if (value := getattr(said, field)) is not None
        }
        if changes.get("enforced") is False:
            changes["validated"] = False
        elif changes.get("enforced"):
            changes["validated"] = True
        if table.name != name:
            changes.pop("no_inherit", None)
        made = table.constraints[said.name] = replace(found, said=replace(found.said, **changes))
        if said.no_inherit is not None:
            _pass_on(context, table, made)


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


def _validate(context: Context, name: Name, said: ValidateConstraint, _: bool) -> None:  # noqa: FBT001
    for table in context.family(name):
        found = table.constraints.get(said.name)
        if found is not None:
            table.constraints[said.name] = replace(found, said=replace(found.said, validated=True))
        elif table.name == name:
            raise SqlError("undefined_object", f'constraint "{said.name}" does not exist')


def _rename_part(context: Context, name: Name, said: RenamePart, _: bool) -> None:  # noqa: FBT001
    if said.part == "constraint":
        rename_constraint(context, name, said.old, said.new)
    else:
        rename_column(context, name, said.old, said.new)


def _owner(context: Context, name: Name, said: OwnerTo, _: bool) -> None:  # noqa: FBT001
    table = context.state.edit(name)
    table.owner = context.role(said.role)
    for key, sequence in list(context.state.sequences.items()):
        if sequence.owned_by and sequence.owned_by[0] == name:
            context.state.sequences[key] = replace(sequence, owner=table.owner)


def _fires(context: Context, name: Name, said: Fires, only: bool) -> None:  # noqa: FBT001
    if said.part == "trigger" and said.name is None and not said.user and _has_foreign_keys(context, name):
        raise Unknowable("it silences the triggers behind foreign keys, which have no names in the text", said.offset)
    for table in context.family(name, only=only) if said.part == "trigger" else [context.state.edit(name)]:
        if said.part == "rule":
            assert said.name is not None
            if said.name not in table.rules:
                raise SqlError("undefined_object", f'rule "{said.name}" does not exist')
            table.rules[said.name] = replace(table.rules[said.name], enabled=said.state)
        elif said.name is not None and said.name not in table.triggers and table.name == name:
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


def _fact(context: Context, name: Name, said: SetFact, _: bool) -> None:  # noqa: FBT001
    table = context.state.edit(name)
    if said.fact == "clustered":
        for key, index in list(table.indexes.items()):
            table.indexes[key] = replace(index, clustered=key == said.value)
    elif said.fact == "replica_identity":
        kind, chosen = said.value
        table.replica_identity = kind
        for key, index in list(table.indexes.items()):
            table.indexes[key] = replace(index, replica_identity=key == chosen)
    elif said.fact == "persistence":
        table.persistence = said.value
        for key, sequence in list(context.state.sequences.items()):
            if sequence.owned_by and sequence.owned_by[0] == name:
                context.state.sequences[key] = replace(sequence, persistence=said.value)
    else:
        setattr(table, said.fact, said.value)


def _table_options(context: Context, name: Name, said: SetOptions, _: bool) -> None:  # noqa: FBT001
    table = context.state.edit(name)
    table.options = changed_options(table.options, said.options, reset=said.reset)


def _inherit(context: Context, name: Name, said: Inherit, _: bool) -> None:  # noqa: FBT001
    inherit(context, name, context.table(said.parent), no=said.no)


def _of_type(context: Context, name: Name, said: OfType, _: bool) -> None:  # noqa: FBT001
    context.state.edit(name).of_type = context.type_name(said.type) if said.type else None


def _attach(context: Context, name: Name, said: AttachPartition, _: bool) -> None:  # noqa: FBT001
    attach(context, name, context.table(said.partition), said.bound.text if said.bound else "")


def _depends(context: Context, name: Name, said: DependsOn, _: bool) -> None:  # noqa: FBT001
    depend(context, ("table", name, ""), said)


def _detach(context: Context, name: Name, said: DetachPartition, _: bool) -> None:  # noqa: FBT001
    detach(context, name, context.table(said.partition), concurrently=said.concurrently)


_ACTIONS: dict[type[Node], Action] = {
    AddColumn: _add_column,
    DropColumn: _drop_column,
    AlterColumn: _alter_column,
    AddConstraint: _add_constraint,
    DropConstraint: _drop_constraint,
    AlterConstraint: _alter_constraint,
    ValidateConstraint: _validate,
    RenamePart: _rename_part,
    OwnerTo: _owner,
    Fires: _fires,
    SetFact: _fact,
    SetOptions: _table_options,
    Inherit: _inherit,
    OfType: _of_type,
    AttachPartition: _attach,
    DetachPartition: _detach,
    Nothing: _nothing,
    DependsOn: _depends,
}


def _on_index(context: Context, name: Name, action: Node) -> None:
    table = context.state.edit(context.state.indexes[name])
    index = table.indexes[name.name]
    if isinstance(action, Rename):
        from harness.declared.fold.rename import rename_index  # noqa: PLC0415

        rename_index(context, name, action.new)
    elif isinstance(action, SetOptions):
        changed = changed_options(index.options, action.options, reset=action.reset)
        kept = tuple(option for option in index.written if option in changed)
        added = tuple(f"{option}={value}" for option, value in action.options if f"{option}={value}" in changed)
        written = (*(option for option in kept if option not in added), *added)
        table.indexes[name.name] = replace(index, options=changed, written=written)
    elif isinstance(action, AttachPartition):
        child, _ = context.index(action.partition)
        attach_index(context, name, child)
    elif isinstance(action, SetFact) and action.fact == "tablespace":
        table.indexes[name.name] = replace(index, tablespace=action.value)
    elif isinstance(action, AlterColumn):
        kept = tuple(item for item in index.statistics if str(item[0]) != action.name)
        if action.value is not None:
            kept = tuple(sorted((*kept, (int(action.name), int(action.value)))))
        table.indexes[name.name] = replace(index, statistics=kept)
    elif isinstance(action, DependsOn):
        depend(context, ("index", table.name, name.name), action)
    elif not isinstance(action, Nothing | OwnerTo):
        raise SqlError("wrong_object_type", f'"{name.name}" is an index')


def _on_sequence(context: Context, name: Name, action: Node) -> None:
    sequence = context.state.sequences[name]
    if isinstance(action, AlterSequence):
        altered(context, name, action.options)
    elif isinstance(action, Rename | SetSchema):
        from harness.declared.fold.rename import move_sequence  # noqa: PLC0415

        new = Name(name.namespace, action.new) if isinstance(action, Rename) else Name(action.schema, name.name)
        move_sequence(context, name, new)
    elif isinstance(action, OwnerTo):
        context.state.sequences[name] = replace(sequence, owner=context.role(action.role))
    elif isinstance(action, SetFact) and action.fact == "persistence":
        context.state.sequences[name] = replace(sequence, persistence=action.value)
    else:
        raise SqlError("wrong_object_type", f'"{name.name}" is a sequence')
