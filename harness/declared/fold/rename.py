"""Renames: an object's new name, in everything that knows it by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from harness.declared.block.errors import SqlError
from harness.declared.expressions import columns_in, mentioned, renamed, renamed_type
from harness.declared.fold.context import Context
from harness.declared.nodes import IndexElement
from harness.declared.state import (
    Address,
    CompositeState,
    ConstraintState,
    DomainState,
    IndexState,
    TableState,
    TriggerState,
    Typed,
    qualified,
)
from harness.declared.tokens import Source
from harness.schema import Name


def readdress(context: Context, change: Callable[[Address], Address | None]) -> None:
    """Move comments and grants to the addresses that their objects now have; None takes them away."""
    for mapping in (context.state.comments, context.state.grants):
        moved = {address: change(address) for address in mapping}
        if any(new != old for old, new in moved.items()):
            kept = {new: mapping[old] for old, new in moved.items() if new is not None}  # type: ignore[index] # one of two
            mapping.clear()
            mapping.update(kept)  # type: ignore[arg-type] # each to its own kind


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
    state.tables = {new if key == old else key: value for key, value in state.tables.items()}
    state.edited |= {new}
    for index in table.indexes:
        del state.indexes[Name(old.namespace, index)]
        state.indexes[Name(new.namespace, index)] = new
    if old.namespace != new.namespace:
        _move_parts(context, table, old, new)
    for key, other in list(state.tables.items()):
        _follow(context, key, other, old, new)
    for key, sequence in list(state.sequences.items()):
        if sequence.owned_by and sequence.owned_by[0] == old:
            moved = Name(new.namespace, sequence.name.name)
            made = replace(sequence, owned_by=(new, sequence.owned_by[1]))
            state.sequences[key] = made
            if moved != key:
                move_sequence(context, key, moved)
    for key, thing in list(state.others.items()):
        if thing.table == old:
            state.others[key] = replace(thing, table=new)
    retype(context, old, new)
    readdress(
        context,
        lambda address: (
            (address[0], new, address[2]) if address[0] in _HELD_BY_RELATION and address[1] == old else address
        ),
    )
    return new


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


def view_uses(context: Context, view: TableState) -> frozenset[tuple[Name, str]]:
    """Return the columns that a view reads; where its query cannot be read, those whose names it mentions."""
    if view.uses is not None:
        return view.uses
    names = {name for _, name in mentioned(view.query)}
    return frozenset(
        (table, column)
        for table in view.reads
        for column in context.state.tables[table].columns
        if column in names or "*" in view.query
    )


def move_sequence(context: Context, old: Name, new: Name) -> None:
    """Give a sequence another name or schema, and the defaults that use it the new one."""
    state = context.state
    if new in state.tables or new in state.indexes or new in state.sequences:
        raise SqlError("duplicate_table", f'relation "{new.name}" already exists')
    state.sequences = {
        new if key == old else key: replace(value, name=new) if key == old else value
        for key, value in state.sequences.items()
    }
    for key, table in list(state.tables.items()):
        for column in table.columns.values():
            if column.default and uses_sequence(context, column.default, old):
                made = state.edit(key)
                made.columns[column.name] = replace(column, default=f"nextval('{sequence_literal(new)}'::regclass)")
    readdress(context, lambda address: (address[0], new, address[2]) if address[:2] == ("sequence", old) else address)


def sequence_literal(name: Name) -> str:
    """Return a sequence's qualified name as it stands within quotes."""
    from harness.declared.state import qualified  # noqa: PLC0415

    return qualified(name).replace("'", "''")


def uses_sequence(context: Context, default: str, sequence: Name) -> bool:
    """Say whether a default takes its values from a sequence."""
    from harness.declared.expressions import strings_in  # noqa: PLC0415
    from harness.declared.tokens import Cursor, Unreadable  # noqa: PLC0415

    if "nextval" not in default.lower():
        return False
    for text in strings_in(default):
        try:
            named = Cursor(text).qualified()
        except Unreadable:
            continue
        found = next(
            (name for name in context.candidates(named) if name in context.state.sequences or name == sequence), None
        )
        if found == sequence:
            return True
    return False


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
    table.indexes = {
        (new if key == index.name else key): (replace(value, name=new) if key == index.name else value)
        for key, value in table.indexes.items()
    }
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
    from harness.declared.nodes import ConstraintDef  # noqa: PLC0415

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


def rename_column(context: Context, name: Name, old: str, new: str) -> None:
    """Rename a column of a table and of those that inherit it."""
    if context.state.tables[name].is_view:
        _rename_view_column(context, name, old, new)
        return
    for table in list(context.family(name)):
        if old not in table.columns:
            raise SqlError("undefined_column", f'column "{old}" does not exist')
        if new in table.columns:
            raise SqlError("duplicate_column", f'column "{new}" of relation "{table.name.name}" already exists')
        _rename_in(context, table, old, new)


def _rename_view_column(context: Context, name: Name, old: str, new: str) -> None:
    view = context.state.edit(name)
    view.names = tuple(new if column == old else column for column in view.names)
    view.followed = True
    for key, index in list(view.indexes.items()):
        elements = tuple(
            replace(
                item,
                column=new if item.column == old else item.column,
                expression=Source(renamed(item.expression.text, old, new)) if item.expression else None,
            )
            for item in index.elements
        )
        view.indexes[key] = replace(index, elements=elements)
    readdress(context, lambda address: ("column", name, new) if address == ("column", name, old) else address)


def _rename_in(context: Context, table: TableState, old: str, new: str) -> None:
    def text(source: str) -> str:
        return renamed(source, old, new)

    def column(name: str) -> str:
        return new if name == old else name

    def columns(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(column(name) for name in names)

    def element(item: IndexElement) -> IndexElement:
        expression = Source(text(item.expression.text), item.expression.offset) if item.expression else None
        return replace(item, column=column(item.column) if item.column else None, expression=expression)

    table.columns = {
        column(key): replace(
            value,
            name=column(key),
            generated=(text(value.generated[0]), value.generated[1]) if value.generated else None,
        )
        for key, value in table.columns.items()
    }
    for key, constraint in list(table.constraints.items()):
        said = constraint.said
        made = replace(
            said,
            columns=columns(said.columns),
            include=columns(said.include),
            set_columns=columns(said.set_columns),
            expression=Source(text(said.expression.text)) if said.expression else None,
            elements=tuple(element(item) for item in said.elements),
            where=Source(text(said.where.text)) if said.where else None,
        )
        if made != said:
            table.constraints[key] = replace(constraint, said=made, reads=columns(constraint.reads))
    for key, index in list(table.indexes.items()):
        changed = replace(
            index,
            elements=tuple(element(item) for item in index.elements),
            include=columns(index.include),
            where=text(index.where) if index.where else None,
        )
        if changed != index:
            table.indexes[key] = changed
    _rename_in_triggers(table, old, new)
    for key, policy in list(table.policies.items()):
        said_policy = replace(
            policy.said,
            using=Source(text(policy.said.using.text)) if policy.said.using else None,
            check=Source(text(policy.said.check.text)) if policy.said.check else None,
        )
        if said_policy != policy.said:
            table.policies[key] = replace(policy, said=said_policy)
    if table.partition_by:
        table.partition_by = table.partition_by[0], tuple(element(item) for item in table.partition_by[1])
    _rename_elsewhere(context, table.name, old, new)


def _rename_in_triggers(table: TableState, old: str, new: str) -> None:
    for key, trigger in list(table.triggers.items()):
        when = trigger.said.when
        said = replace(
            trigger.said,
            columns=tuple(new if name == old else name for name in trigger.said.columns),
            when=Source(renamed(when.text, old, new)) if when else None,
        )
        if said != trigger.said:
            table.triggers[key] = TriggerState(
                said, trigger.function, trigger.place, trigger.enabled, trigger.references
            )


def _rename_elsewhere(context: Context, table: Name, old: str, new: str) -> None:
    state = context.state
    for key, other in list(state.tables.items()):
        if any(each.references == table and old in each.said.referenced for each in other.constraints.values()):
            made = state.edit(key)
            for name, constraint in list(made.constraints.items()):
                if constraint.references == table and old in constraint.said.referenced:
                    referenced = tuple(new if column == old else column for column in constraint.said.referenced)
                    said = replace(constraint.said, referenced=referenced)
                    made.constraints[name] = replace(constraint, said=said)
        if table in other.reads and (table, old) in view_uses(context, other):
            made = state.edit(key)
            made.followed = True
            if made.uses is not None:
                made.uses = made.uses - {(table, old)} | {(table, new)}
    for key, sequence in list(state.sequences.items()):
        if sequence.owned_by == (table, old):
            state.sequences[key] = replace(sequence, owned_by=(table, new))
    for key_, thing in list(state.others.items()):
        if thing.table == table and columns_in(thing.definition, (old,)):
            state.others[key_] = replace(thing, definition=renamed(thing.definition, old, new))
    readdress(context, lambda address: ("column", table, new) if address == ("column", table, old) else address)


def reword(context: Context, old: Name, change: Callable[[str], str]) -> None:
    """Change every expression that mentions a name; views and bodies that do can only be printed by a server."""

    def source(text: Source | None) -> Source | None:
        return Source(change(text.text), text.offset) if text else None

    def said(text: str | None) -> bool:
        return text is not None and any(name == old.name for _, name in mentioned(text))

    for key, table in list(context.state.tables.items()):
        if not any(said(text) for text in texts_of(table)):
            continue
        made = context.state.edit(key)
        made.followed = made.followed or made.is_view
        for name, column in list(made.columns.items()):
            generated = (change(column.generated[0]), column.generated[1]) if column.generated else None
            default = change(column.default) if column.default else None
            made.columns[name] = replace(column, default=default, generated=generated)
        for name, constraint in list(made.constraints.items()):
            each = constraint.said
            made.constraints[name] = replace(
                constraint, said=replace(each, expression=source(each.expression), where=source(each.where))
            )
        for name, index in list(made.indexes.items()):
            made.indexes[name] = replace(
                index,
                elements=tuple(replace(item, expression=source(item.expression)) for item in index.elements),
                where=change(index.where) if index.where else None,
            )
        for name, trigger in list(made.triggers.items()):
            made.triggers[name] = replace(trigger, said=replace(trigger.said, when=source(trigger.said.when)))
        for name, policy in list(made.policies.items()):
            made.policies[name] = replace(
                policy, said=replace(policy.said, using=source(policy.said.using), check=source(policy.said.check))
            )


def texts_of(table: TableState) -> Iterator[str | None]:
    """Yield every expression of a table or view."""
    yield table.query
    for column in table.columns.values():
        yield column.default
        yield column.generated[0] if column.generated else None
    sources: list[Source | None] = []
    for constraint in table.constraints.values():
        sources += [constraint.said.expression, constraint.said.where]
    for index in table.indexes.values():
        sources += [item.expression for item in index.elements]
        yield index.where
    for trigger in table.triggers.values():
        sources.append(trigger.said.when)
    for policy in table.policies.values():
        sources += [policy.said.using, policy.said.check]
    for text in sources:
        yield text.text if text else None


def retype(context: Context, old: Name, new: Name) -> None:
    """Give a type another name, wherever it is used."""
    state = context.state
    reword(context, old, lambda text: renamed_type(text, old.name, qualified(new)))
    for key, thing in list(state.others.items()):
        if thing.kind in {"cast", "operator", "transform", "operator class"} and qualified(old) in thing.name:
            del state.others[key]
            name = thing.name.replace(qualified(old), qualified(new))
            state.others[thing.kind, name] = replace(thing, name=name)

    def typed(kind: Typed) -> Typed:
        return replace(kind, of=new) if kind.of == old else kind

    for key, table in list(state.tables.items()):
        if any(column.type.of == old for column in table.columns.values()) or table.of_type == old:
            made = state.edit(key)
            for name, column in list(made.columns.items()):
                made.columns[name] = replace(column, type=typed(column.type))
            made.of_type = new if made.of_type == old else made.of_type
    for type_key, kind in list(state.types.items()):
        if isinstance(kind, DomainState) and kind.base.of == old:
            state.types[type_key] = replace(kind, base=typed(kind.base))
        elif isinstance(kind, CompositeState) and any(each.of == old for _, each in kind.attributes):
            state.types[type_key] = replace(
                kind, attributes=tuple((attribute, typed(each)) for attribute, each in kind.attributes)
            )
    for function_key, function in list(state.functions.items()):
        if any(each.of == old for each in function.types) or (function.result and function.result.of == old):
            types = tuple(typed(each) for each in function.types)
            arguments = context.argument_key(list(types))
            del state.functions[function_key]
            state.functions[function.name, arguments] = replace(
                function,
                types=types,
                arguments=arguments,
                result=typed(function.result) if function.result else None,
            )
            move_function_address(context, (function.name, function.arguments), (function.name, arguments))


def move_function_address(context: Context, old: tuple[Name, str], new: tuple[Name, str]) -> None:
    """Move a function's comment and grants."""
    readdress(context, lambda address: ("function", *new) if address == ("function", *old) else address)
