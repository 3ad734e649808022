"""Taking one thing away, once it is known what goes: itself, its comments and its grants."""

from __future__ import annotations

from collections.abc import Callable

from harness.declared.fold.context import Context
from harness.declared.fold.drop.things import Thing
from harness.declared.fold.rename import readdress
from harness.declared.objects import Address, CompositeState, DomainState
from harness.declared.record import replace
from harness.schema import Name


def _forget(context: Context, gone: Callable[[Address], bool]) -> None:
    readdress(context, lambda address: None if gone(address) else address)


_OF_RELATION = {
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


def _remove_table(context: Context, thing: Thing) -> None:
    table = context.state.tables.pop(thing.name, None)
    if table is None:
        return
    context.state.edited.add(thing.name)
    names = set(table.indexes)
    for index in names:
        context.state.indexes.pop(Name(thing.name.namespace, index), None)
    _forget(
        context,
        lambda address: (
            (address[0] in _OF_RELATION and address[1] == thing.name)
            or (address[0] == "index" and address[1].namespace == thing.name.namespace and address[1].name in names)
        ),
    )


def _remove_column(context: Context, thing: Thing) -> None:
    if thing.name in context.state.tables:
        context.state.edit(thing.name).columns.pop(thing.part, None)
        _forget(context, lambda address: address == ("column", thing.name, thing.part))


def _remove_constraint(context: Context, thing: Thing) -> None:
    if thing.name not in context.state.tables:
        return
    table = context.state.edit(thing.name)
    constraint = table.constraints.pop(thing.part, None)
    _forget(context, lambda address: address == ("constraint", thing.name, thing.part))
    if constraint and constraint.index:
        _remove_index(context, Thing("index", thing.name, constraint.index))


def _remove_index(context: Context, thing: Thing) -> None:
    if thing.name not in context.state.tables:
        return
    index = Name(thing.name.namespace, thing.part)
    context.state.edit(thing.name).indexes.pop(thing.part, None)
    context.state.indexes.pop(index, None)
    _forget(context, lambda address: address == ("index", index, None))


def _remove_part(field: str) -> Callable[[Context, Thing], None]:
    def remove(context: Context, thing: Thing) -> None:
        if thing.name in context.state.tables:
            getattr(context.state.edit(thing.name), field).pop(thing.part, None)
            _forget(context, lambda address: address == (thing.kind, thing.name, thing.part))

    return remove


def _remove_trigger(context: Context, thing: Thing) -> None:
    _remove_part("triggers")(context, thing)
    if thing.name in context.state.tables:
        for child in context.state.children(thing.name):
            if context.state.tables[child].bound is not None:
                _remove_trigger(context, Thing("trigger", child, thing.part))


def _remove_default(context: Context, thing: Thing) -> None:
    if thing.name in context.state.tables:
        table = context.state.edit(thing.name)
        if thing.part in table.columns:
            table.columns[thing.part] = replace(table.columns[thing.part], default=None)


def _remove_sequence(context: Context, thing: Thing) -> None:
    context.state.sequences.pop(thing.name, None)
    _forget(context, lambda address: address[:2] == ("sequence", thing.name))


def _remove_type(context: Context, thing: Thing) -> None:
    context.state.types.pop(thing.name, None)
    _forget(context, lambda address: address[0] in {"type", "domain", "domain constraint"} and address[1] == thing.name)


def _remove_attribute(context: Context, thing: Thing) -> None:
    found = context.state.types.get(thing.name)
    if isinstance(found, CompositeState):
        kept = tuple(item for item in found.attributes if item[1].of is None or item[1].of.name != thing.part)
        context.state.types[thing.name] = replace(found, attributes=kept)


def _remove_domain_constraint(context: Context, thing: Thing) -> None:
    found = context.state.types.get(thing.name)
    if isinstance(found, DomainState):
        kept = {name: check for name, check in found.checks.items() if name != thing.part}
        context.state.types[thing.name] = replace(found, checks=kept)
        _forget(context, lambda address: address == ("domain constraint", thing.name, thing.part))


def _remove_function(context: Context, thing: Thing) -> None:
    context.state.functions.pop((thing.name, thing.part), None)
    _forget(context, lambda address: address == ("function", thing.name, thing.part))


def _remove_schema(context: Context, thing: Thing) -> None:
    context.state.namespaces.pop(thing.name.name, None)
    context.state.others.pop(("schema", thing.name.name), None)
    namespace = thing.name.name
    for key in [
        key for key in context.state.others if key[0] == "default privileges" and f"in schema {namespace} " in key[1]
    ]:
        del context.state.others[key]
    _forget(context, lambda address: address[:2] == ("schema", thing.name))


def _remove_extension(context: Context, thing: Thing) -> None:
    context.state.extensions.pop(thing.name.name, None)
    _forget(context, lambda address: address[:2] == ("extension", thing.name))


def _remove_other(context: Context, thing: Thing) -> None:
    context.state.others.pop((thing.name.namespace, thing.name.name), None)
    _forget(context, lambda address: address[0] == thing.name.namespace and address[1] == Name("", thing.name.name))


REMOVERS: dict[str, Callable[[Context, Thing], None]] = {
    "table": _remove_table,
    "column": _remove_column,
    "constraint": _remove_constraint,
    "index": _remove_index,
    "trigger": _remove_trigger,
    "policy": _remove_part("policies"),
    "rule": _remove_part("rules"),
    "default": _remove_default,
    "sequence": _remove_sequence,
    "type": _remove_type,
    "attribute": _remove_attribute,
    "domain constraint": _remove_domain_constraint,
    "function": _remove_function,
    "schema": _remove_schema,
    "extension": _remove_extension,
    "other": _remove_other,
}
