"""Expressions and types after a rename: every text that says the old name, and every type that is of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from harness.declared.expressions import mentioned, renamed_type
from harness.declared.fold.context import Context
from harness.declared.fold.rename import readdress
from harness.declared.objects import CompositeState, DomainState, TableState, Typed, qualified
from harness.declared.record import replace
from harness.declared.tokens import Source
from harness.schema import Name


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
    reword(context, old, lambda text: renamed_type(text, old.name, qualified(new)))
    _retype_others(context, old, new)
    _retype_tables(context, old, new)
    _retype_types(context, old, new)
    _retype_functions(context, old, new)


def _typed(kind: Typed, old: Name, new: Name) -> Typed:
    return replace(kind, of=new) if kind.of == old else kind


def _retype_tables(context: Context, old: Name, new: Name) -> None:
    for key, table in list(context.state.tables.items()):
        if any(column.type.of == old for column in table.columns.values()) or table.of_type == old:
            made = context.state.edit(key)
            for name, column in list(made.columns.items()):
                made.columns[name] = replace(column, type=_typed(column.type, old, new))
            made.of_type = new if made.of_type == old else made.of_type


def _retype_types(context: Context, old: Name, new: Name) -> None:
    types = context.state.types
    for key, kind in list(types.items()):
        if isinstance(kind, DomainState) and kind.base.of == old:
            types[key] = replace(kind, base=_typed(kind.base, old, new))
        elif isinstance(kind, CompositeState) and any(each.of == old for _, each in kind.attributes):
            attributes = tuple((attribute, _typed(each, old, new)) for attribute, each in kind.attributes)
            types[key] = replace(kind, attributes=attributes)


def _retype_others(context: Context, old: Name, new: Name) -> None:
    """Give objects that are called by a type the name that follows from its new one."""
    others = context.state.others
    for key, thing in list(others.items()):
        if thing.kind in {"cast", "operator", "transform", "operator class"} and qualified(old) in thing.name:
            del others[key]
            name = thing.name.replace(qualified(old), qualified(new))
            others[thing.kind, name] = replace(thing, name=name)


def _retype_functions(context: Context, old: Name, new: Name) -> None:
    """Functions are known by the types of their arguments, and so get another key."""
    functions = context.state.functions
    for key, function in list(functions.items()):
        if any(each.of == old for each in function.types) or (function.result and function.result.of == old):
            types = tuple(_typed(each, old, new) for each in function.types)
            arguments = context.argument_key(list(types))
            result = _typed(function.result, old, new) if function.result else None
            del functions[key]
            functions[function.name, arguments] = replace(function, types=types, arguments=arguments, result=result)
            move_function_address(context, key, (function.name, arguments))


def move_function_address(context: Context, old: tuple[Name, str], new: tuple[Name, str]) -> None:
    """Move a function's comment and grants."""
    readdress(context, lambda address: ("function", *new) if address == ("function", *old) else address)
