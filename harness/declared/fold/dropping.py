"""DROP statements: the names that they say → the things to drop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harness.declared.block.errors import SqlError
from harness.declared.fold.access import show_defaults
from harness.declared.fold.context import Context
from harness.declared.fold.drop import Thing, drop
from harness.declared.fold.others import other_name
from harness.declared.nodes import Drop, DropOwned, ReassignOwned, Routine
from harness.declared.objects import DomainState, GrantState
from harness.declared.record import replace
from harness.declared.state import State
from harness.declared.tokens import Named
from harness.schema import Name

_TABLES = {
    "table": {"table", "partitioned table"},
    "view": {"view"},
    "materialized view": {"materialized view"},
    "foreign table": {"foreign table"},
}
_MISSING = {
    "undefined_table",
    "undefined_object",
    "undefined_function",
    "invalid_schema_name",
}


def drop_named(context: Context, said: Drop) -> None:
    """Drop what is named, together; what is missing is an error unless IF EXISTS is said."""
    things: list[Thing] = []
    for target, detail in said.targets:
        if isinstance(target, Named) and said.table is None and context.is_temporary(target):
            if target.schema is None:
                context.state.temporary -= {target.name}
            continue
        if said.table is not None and context.is_temporary(said.table):
            continue
        try:
            things.append(_thing(context, said, target, detail))
        except SqlError as error:
            if not (said.if_exists and error.condition in _MISSING):
                raise
    drop(context, things, cascade=said.cascade)


def _thing(context: Context, said: Drop, target: Named | Routine, detail: str) -> Thing:
    if isinstance(target, Routine):
        return Thing("function", *context.routine(target, said.kind))
    if said.table is not None:
        return _part(context, said.kind, target.name, said.table)
    find = _FINDERS.get(said.kind)
    if find:
        return find(context, said.kind, target)
    key = other_name(context, said.kind, target, detail)
    if key not in context.state.others:
        raise SqlError("undefined_object", f"{key[0]} {key[1]} does not exist")
    return Thing("other", Name(*key))


def _table(context: Context, kind: str, target: Named) -> Thing:
    name = context.table(target)
    if context.state.tables[name].kind not in _TABLES[kind]:
        raise SqlError("wrong_object_type", f'"{name.name}" is not a {kind}')
    return Thing("table", name)


def _index(context: Context, _: str, target: Named) -> Thing:
    index, table = context.index(target)
    constraint = context.state.tables[table].indexes[index.name].constraint
    if constraint:
        raise SqlError("dependent_objects_still_exist", f"index {index.name} is needed by constraint {constraint}")
    return Thing("index", table, index.name)


def _sequence(context: Context, _: str, target: Named) -> Thing:
    return Thing("sequence", context.sequence(target))


def _schema(context: Context, _: str, target: Named) -> Thing:
    if target.name not in context.state.namespaces:
        raise SqlError("invalid_schema_name", f'schema "{target.name}" does not exist')
    return Thing("schema", Name("", target.name))


def _extension(context: Context, _: str, target: Named) -> Thing:
    if target.name not in context.state.extensions:
        raise SqlError("undefined_object", f'extension "{target.name}" does not exist')
    return Thing("extension", Name("", target.name))


_FIELDS = {"trigger": "triggers", "policy": "policies", "rule": "rules"}


def _part(context: Context, kind: str, part: str, table: Named) -> Thing:
    name = context.table(table)
    if part not in getattr(context.state.tables[name], _FIELDS[kind]):
        raise SqlError("undefined_object", f'{kind} "{part}" for table "{name.name}" does not exist')
    return Thing(kind, name, part)


def _type(context: Context, kind: str, target: Named) -> Thing:
    for name in context.candidates(target):
        found = context.state.types.get(name)
        if found is not None:
            if kind == "domain" and not isinstance(found, DomainState):
                raise SqlError("wrong_object_type", f'"{name.name}" is not a domain')
            return Thing("type", name)
    raise SqlError("undefined_object", f'type "{target.name}" does not exist')


_FINDERS: dict[str, Callable[[Context, str, Named], Thing]] = {
    **dict.fromkeys(_TABLES, _table),
    "index": _index,
    "sequence": _sequence,
    "type": _type,
    "domain": _type,
    "schema": _schema,
    "extension": _extension,
}


def drop_owned(context: Context, said: DropOwned) -> None:
    """Drop everything that a role owns, and every privilege that it was given."""
    roles = {context.role(role) for role in said.roles}
    drop(context, _owned(context.state, roles), cascade=True)
    for name, table in list(context.state.tables.items()):
        for policy in list(table.policies.values()):
            if set(map(context.role, policy.said.roles)) <= roles:
                drop(context, [Thing("policy", name, policy.said.name)], cascade=True)
    for address, grant in list(context.state.grants.items()):
        context.state.grants[address] = GrantState(
            {role: names for role, names in grant.given.items() if role not in roles},
            {role: names for role, names in grant.options.items() if role not in roles},
            {role: names for role, names in grant.taken.items() if role not in roles},
            grant.places,
        )
        if address[0] == "default privileges":
            show_defaults(context, address[1].name)


def _owned(state: State, roles: set[str]) -> list[Thing]:
    things = [Thing("table", name) for name, table in state.tables.items() if table.owner in roles]
    things += [Thing("sequence", name) for name, each in state.sequences.items() if each.owner in roles]
    things += [Thing("type", name) for name, each in state.types.items() if each.owner in roles]
    things += [Thing("function", *key) for key, each in state.functions.items() if each.owner in roles]
    things += [Thing("schema", Name("", name)) for name, (owner, _) in state.namespaces.items() if owner in roles]
    things += [
        Thing("other", Name(*key))
        for key, each in state.others.items()
        if each.owner in roles and each.kind not in {"schema", "database"}
    ]
    return things


def reassign_owned(context: Context, said: ReassignOwned) -> None:
    """Give everything that some roles own to another."""
    roles, to = {context.role(role) for role in said.roles}, context.role(said.to)
    state = context.state
    for name, table in list(state.tables.items()):
        if table.owner in roles:
            state.edit(name).owner = to
    mappings: tuple[dict[Any, Any], ...] = (state.sequences, state.types, state.functions, state.others)
    for mapping in mappings:
        for key, record in list(mapping.items()):
            if record.owner in roles:
                mapping[key] = replace(record, owner=to)
    for namespace, (owner, place) in list(state.namespaces.items()):
        if owner in roles:
            state.namespaces[namespace] = to, place
