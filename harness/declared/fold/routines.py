"""Functions, triggers, policies and rules."""

from __future__ import annotations

from typing import Any

from harness.declared.block.errors import SqlError, Unknowable
from harness.declared.expressions import renamed_call
from harness.declared.fold.context import Context
from harness.declared.fold.drop import depend
from harness.declared.fold.rename import readdress
from harness.declared.fold.reword import move_function_address, reword
from harness.declared.nodes import (
    AlterPart,
    AlterRoutine,
    CreateAggregate,
    CreateFunction,
    CreatePolicy,
    CreateRule,
    CreateTrigger,
    DependsOn,
    OwnerTo,
    Rename,
    SetSchema,
)
from harness.declared.objects import FunctionState, PolicyState, RuleState, TriggerState, Typed, qualified
from harness.declared.record import replace
from harness.declared.tokens import Cursor, Named
from harness.declared.types import read_type
from harness.schema import Name

_FLAVOUR = {"function": "function", "procedure": "procedure", "aggregate": "aggregate"}


def create_function(context: Context, said: CreateFunction) -> None:
    name = context.home(said.name)
    types = [context.typed(each.type) for each in said.arguments if each.mode not in {"out", "table"}]
    arguments = context.argument_key(types)
    known = context.state.functions.get((name, arguments))
    if known and not said.or_replace:
        raise SqlError("duplicate_function", f'function "{name.name}" already exists with same argument types')
    attributes = dict(said.attributes)
    flavour = "procedure" if said.procedure else "window" if attributes.get("window") else "function"
    context.state.functions[name, arguments] = FunctionState(
        name,
        arguments,
        tuple(types),
        known.owner if known else context.owner,
        context.at(said.offset),
        flavour,  # type: ignore[arg-type] # one of three words
        said,
        result=context.typed(said.result) if said.result else None,
        path=tuple(context.namespaces()),
    )


def create_aggregate(context: Context, said: CreateAggregate) -> None:
    name = context.home(said.name)
    types = [context.typed(each.type) for each in said.arguments or ()]
    if said.arguments is None:
        types = _old_style_types(context, said)
    arguments = context.argument_key(types)
    if (name, arguments) in context.state.functions and not said.or_replace:
        raise SqlError("duplicate_function", f'function "{name.name}" already exists with same argument types')
    context.state.functions[name, arguments] = FunctionState(
        name,
        arguments,
        tuple(types),
        context.owner,
        context.at(said.offset),
        "aggregate",
        None,
        definition=said.definition.text,
    )


def _old_style_types(context: Context, said: CreateAggregate) -> list[Typed]:
    cursor = Cursor(said.definition.text)
    cursor.expect("(")
    while not cursor.done:
        if cursor.take("basetype", "="):
            return [] if cursor.is_string() else [context.typed(read_type(cursor))]
        cursor.skip()
    return []


def alter_routine(context: Context, said: AlterRoutine) -> None:
    key = context.routine(said.routine, said.kind)
    function = context.state.functions[key]
    for action in said.actions:
        if isinstance(action, DependsOn):
            depend(context, ("function", *key), action)
        elif isinstance(action, OwnerTo):
            context.state.functions[key] = replace(function, owner=context.role(action.role))
        elif isinstance(action, Rename):
            _move(context, function, Name(function.name.namespace, action.new))
        else:
            assert isinstance(action, SetSchema)
            _move(context, function, Name(action.schema, function.name.name))
    if said.attributes and function.said:
        attributes = dict(function.said.attributes)
        for name, value in said.attributes:
            if name == "reset all":
                attributes = {key: text for key, text in attributes.items() if not key.startswith("set ")}
            else:
                attributes[name] = value
        made = replace(function.said, attributes=tuple(attributes.items()))
        context.state.functions[key] = replace(function, said=made)


def _move(context: Context, function: FunctionState, new: Name) -> None:
    """Give a function another name or schema; what calls it calls it so from now on."""
    functions, old = context.state.functions, function.name
    if new.namespace not in context.state.namespaces:
        raise SqlError("invalid_schema_name", f'schema "{new.namespace}" does not exist')
    if (new, function.arguments) in functions:
        raise SqlError("duplicate_function", f"function {new.name} already exists")
    del functions[old, function.arguments]
    functions[new, function.arguments] = replace(function, name=new)
    move_function_address(context, (old, function.arguments), (new, function.arguments))
    if not any(name == old for name, _ in functions):
        reword(context, old, lambda text: renamed_call(text, old.name, qualified(new)))
    for table in list(context.state.tables):
        _retarget(context, table, old, new)


def _retarget(context: Context, table: Name, old: Name, new: Name) -> None:
    if any(trigger.function == old for trigger in context.state.tables[table].triggers.values()):
        made = context.state.edit(table)
        for name, trigger in list(made.triggers.items()):
            if trigger.function == old:
                made.triggers[name] = replace(trigger, function=new)


def create_trigger(context: Context, said: CreateTrigger) -> None:
    if context.is_temporary(said.table):
        return
    name = context.table(said.table)
    function = context.function_named(said.function)
    made = TriggerState(
        said,
        function.name if function else _given(context, said.function),
        context.at(said.offset),
        references=context.table(said.references) if said.references else None,
    )
    table = context.state.edit(name)
    known = table.triggers.get(said.name)
    if known and not said.or_replace:
        raise SqlError("duplicate_object", f'trigger "{said.name}" for relation "{name.name}" already exists')
    table.triggers[said.name] = made
    if table.kind == "partitioned table" and said.level == "row":
        for child in context.state.children(name):
            _clone_trigger(context, child, made)


def _given(context: Context, function: Named) -> Name:
    """Return a trigger function that PostgreSQL or an extension brings along."""
    if function.name in _BUILT_IN:
        return Name("pg_catalog", function.name)
    for extension in context.state.extensions.values():
        if function.name in _OF_EXTENSIONS.get(extension.name, ()):
            return Name(extension.namespace, function.name)
    raise SqlError("undefined_function", f"function {function.name}() does not exist")


_OF_EXTENSIONS = {
    "tcn": {"triggered_change_notification"},
    "moddatetime": {"moddatetime"},
    "autoinc": {"autoinc"},
    "insert_username": {"insert_username"},
    "refint": {"check_primary_key", "check_foreign_key"},
    "lo": {"lo_manage"},
}
_BUILT_IN = {"tsvector_update_trigger", "tsvector_update_trigger_column", "suppress_redundant_updates_trigger"}


def _clone_trigger(context: Context, child: Name, made: TriggerState) -> None:
    table = context.state.edit(child)
    table.triggers[made.said.name] = made
    for grandchild in context.state.children(child):
        _clone_trigger(context, grandchild, made)


def create_policy(context: Context, said: CreatePolicy) -> None:
    table = context.state.edit(context.table(said.table))
    if said.name in table.policies:
        raise SqlError("duplicate_object", f'policy "{said.name}" for table "{table.name.name}" already exists')
    table.policies[said.name] = PolicyState(said, context.at(said.offset))


def create_rule(context: Context, said: CreateRule) -> None:
    if said.name == "_RETURN":
        raise Unknowable("a rule of this name turns a table into a view", said.offset)
    table = context.state.edit(context.table(said.table))
    if said.name in table.rules and not said.or_replace:
        raise SqlError("duplicate_object", f'rule "{said.name}" for relation "{table.name.name}" already exists')
    table.rules[said.name] = RuleState(said.definition.text, context.at(said.offset))


_FIELD = {"trigger": "triggers", "policy": "policies", "rule": "rules"}


def alter_part(context: Context, said: AlterPart) -> None:
    if context.is_temporary(said.table):
        return
    name = context.table(said.table)
    if said.depends:
        depend(context, (said.kind, name, said.name), said.depends)
        return
    family = list(context.family(name)) if said.kind == "trigger" else [context.state.edit(name)]
    for table in family:
        parts = getattr(table, _FIELD[said.kind])
        if said.name not in parts:
            if table.name != name:
                continue
            raise SqlError(
                "undefined_object", f'{said.kind} "{said.name}" for table "{table.name.name}" does not exist'
            )
        if said.new:
            _rename_part(context, said.kind, table.name, parts, (said.name, said.new))
        elif said.policy:
            found = parts[said.name]
            changes = {field: getattr(said.policy, field) for field in said.said}
            parts[said.name] = replace(found, said=replace(found.said, **changes))


def _rename_part(context: Context, kind: str, table: Name, parts: dict[str, Any], names: tuple[str, str]) -> None:
    old, new = names
    if new in parts:
        raise SqlError("duplicate_object", f'{kind} "{new}" already exists')
    found = parts.pop(old)
    if kind != "rule":
        found = replace(found, said=replace(found.said, name=new))
    parts[new] = found
    readdress(context, lambda address: (kind, table, new) if address == (kind, table, old) else address)
