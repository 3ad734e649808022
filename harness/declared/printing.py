"""Definitions as executable SQL, names qualified, expressions as their authors wrote them."""

from __future__ import annotations

from harness.declared.nodes import Argument, IndexElement
from harness.declared.objects import (
    CompositeState,
    ConstraintState,
    FunctionState,
    IndexState,
    TableState,
    TriggerState,
    Typed,
    qualified,
)
from harness.declared.tokens import Named
from harness.schema import Name, quoted

# Types that format_type prints by a name of the grammar, even where it is asked to qualify every name.
_NEVER_QUALIFIED = (
    "bit",
    "boolean",
    "character",
    "real",
    "double precision",
    "integer",
    "smallint",
    "bigint",
    "numeric",
    "interval",
    "time",
)


def _columns(names: tuple[str, ...]) -> str:
    return f"({', '.join(quoted(name) for name in names)})"


def constraint(state: ConstraintState) -> str:
    """Return a constraint as `pg_get_constraintdef` words it, its expression as it was written."""
    said = state.said
    text = _KINDS[said.kind](state)
    if said.no_inherit:
        text += " NO INHERIT"
    if said.deferrable:
        text += " DEFERRABLE"
    if said.deferred:
        text += " INITIALLY DEFERRED"
    if not said.enforced:
        text += " NOT ENFORCED"
    elif not said.validated:
        text += " NOT VALID"
    return text


def _key_columns(state: ConstraintState, last: str) -> str:
    names = [quoted(name) for name in state.said.columns]
    if last == "WITHOUT OVERLAPS" and state.said.without_overlaps:
        names[-1] += " WITHOUT OVERLAPS"
    return f"({', '.join(names)})"


def _key(word: str, state: ConstraintState) -> str:
    distinct = " NULLS NOT DISTINCT" if state.said.nulls_not_distinct else ""
    include = f" INCLUDE {_columns(state.said.include)}" if state.said.include else ""
    return f"{word}{distinct} {_key_columns(state, 'WITHOUT OVERLAPS')}{include}"


def _foreign_key(state: ConstraintState) -> str:
    said = state.said
    assert state.references is not None
    own, theirs = ([quoted(name) for name in names] for names in (said.columns, said.referenced))
    if said.period:
        own[-1], theirs[-1] = f"PERIOD {own[-1]}", f"PERIOD {theirs[-1]}"
    text = f"FOREIGN KEY ({', '.join(own)}) REFERENCES {qualified(state.references)}({', '.join(theirs)})"
    if said.match != "simple":
        text += f" MATCH {said.match.upper()}"
    if said.on_update != "no action":
        text += f" ON UPDATE {said.on_update.upper()}"
    if said.on_delete != "no action":
        text += f" ON DELETE {said.on_delete.upper()}"
        text += f" {_columns(said.set_columns)}" if said.set_columns else ""
    return text


def _exclusion(state: ConstraintState) -> str:
    said = state.said
    elements = ", ".join(f"{element(each)} WITH {each.operator}" for each in said.elements)
    include = f" INCLUDE {_columns(said.include)}" if said.include else ""
    where = f" WHERE ({said.where.text})" if said.where else ""
    options = f" WITH ({', '.join(_option(f'{name}={value}') for name, value in said.options)})" if said.options else ""
    return f"EXCLUDE USING {said.method} ({elements}){include}{options}{where}"


_KINDS = {
    "primary key": lambda state: _key("PRIMARY KEY", state),
    "unique": lambda state: _key("UNIQUE", state),
    "check": lambda state: f"CHECK ({state.said.expression})",
    "not null": lambda state: f"NOT NULL {quoted(state.said.columns[0])}",
    "foreign key": _foreign_key,
    "exclude": _exclusion,
}


def element(item: IndexElement) -> str:
    """Return one element of an index."""
    text = quoted(item.column) if item.column else f"({item.expression})"
    if item.collation:
        text += f" COLLATE {_named(item.collation)}"
    if item.operator_class:
        text += f" {item.operator_class}"
    if item.descending:
        text += " DESC"
    if item.nulls and (item.nulls == "first") != item.descending:
        text += f" NULLS {item.nulls.upper()}"
    return text


def _named(named: Named) -> str:
    return f"{quoted(named.schema)}.{quoted(named.name)}" if named.schema else quoted(named.name)


def index(table: TableState, state: IndexState) -> str:
    """Return a CREATE INDEX as `pg_get_indexdef` words it."""
    only = "ONLY " if table.kind == "partitioned table" else ""
    text = (
        f"CREATE {'UNIQUE ' if state.unique else ''}INDEX {quoted(state.name)} ON {only}{qualified(table.name)}"
        f" USING {quoted(state.method)} ({', '.join(element(each) for each in state.elements)})"
    )
    if state.include:
        text += f" INCLUDE {_columns(state.include)}"
    if state.nulls_not_distinct:
        text += " NULLS NOT DISTINCT"
    if state.options:
        text += f" WITH ({', '.join(_option(option) for option in state.written or state.options)})"
    if state.where:
        text += f" WHERE {state.where}"
    return text


def _option(option: str) -> str:
    name, _, value = option.partition("=")
    escaped = value.replace("'", "''")
    return f"{name}='{escaped}'"


def trigger(table: Name, state: TriggerState) -> str:
    """Return a CREATE TRIGGER as `pg_get_triggerdef` words it."""
    said = state.said
    events = []
    for event in ("insert", "delete", "update", "truncate"):
        if event in said.events:
            columns = (
                f" OF {', '.join(quoted(name) for name in said.columns)}" if event == "update" and said.columns else ""
            )
            events.append(event.upper() + columns)
    text = f"CREATE {'CONSTRAINT ' if said.constraint else ''}TRIGGER {quoted(said.name)} {said.timing.upper()}"
    text += f" {' OR '.join(events)} ON {qualified(table)}"
    if state.references:
        text += f" FROM {qualified(state.references)}"
    if said.constraint:
        text += " DEFERRABLE" if said.deferrable else " NOT DEFERRABLE"
        text += f" INITIALLY {'DEFERRED' if said.deferred else 'IMMEDIATE'}"
    if said.referencing:
        text += f" {said.referencing}"
    text += f" FOR EACH {said.level.upper()}"
    if said.when:
        text += f" WHEN ({said.when})"
    arguments = ", ".join("'" + each.replace("'", "''") + "'" for each in said.arguments)
    return f"{text} EXECUTE FUNCTION {qualified(state.function)}({arguments})"


def partition_key(key: tuple[str, tuple[IndexElement, ...]]) -> str:
    """Return a partition key as `pg_get_partkeydef` words it."""
    strategy, elements = key
    return f"{strategy.upper()} ({', '.join(element(each) for each in elements)})"


def composite(state: CompositeState) -> str:
    """Return a composite type as the catalog reader describes it."""
    parts = []
    for attribute, kind in state.attributes:
        collation = f" collate {_named(attribute.collation)}" if attribute.collation else ""
        parts.append(f"{quoted(attribute.name)} {kind.text}{collation}")
    return f"composite ({', '.join(parts)})"


def function(state: FunctionState) -> str:
    """Return the statement that makes a function."""
    said = state.said
    if said is None:
        arguments = f"({state.arguments}) " if state.arguments or not state.definition.lstrip().startswith("(") else ""
        return f"CREATE AGGREGATE {qualified(state.name)}{arguments}{state.definition}"
    inputs = iter(state.types)
    arguments = ", ".join(
        _argument(each, None if each.mode in {"out", "table"} else next(inputs))
        for each in said.arguments
        if each.mode != "table"
    )
    kind = "PROCEDURE" if said.procedure else "FUNCTION"
    lines = [f"CREATE OR REPLACE {kind} {qualified(state.name)}({arguments})"]
    if said.returns:
        lines.append(f" RETURNS {_returns(state)}")
    lines.extend(f" {text}" for text in dict(said.attributes).values() if text)
    lines.append(said.body.text)
    return "\n".join(lines)


def _returns(state: FunctionState) -> str:
    assert state.said is not None
    if state.result is None:
        return state.said.returns or ""
    return f"SETOF {state.result.text}" if state.result.ref.setof else state.result.text


def _argument(said: Argument, kind: Typed | None) -> str:
    mode = {"in": "", "out": "OUT ", "inout": "INOUT ", "variadic": "VARIADIC "}[said.mode]
    name = f"{quoted(said.name)} " if said.name else ""
    text = kind.text if kind is not None else said.type.printed(None if said.type.own else _named(said.type.name))
    default = f" DEFAULT {said.default}" if said.default else ""
    return f"{mode}{name}{text}{default}"


def force_qualified(kind: Typed) -> str:
    """Return a type as `format_type_be_qualified` prints it."""
    return kind.key if kind.of is not None else qualified_text(kind.key)


def qualified_text(text: str) -> str:
    """Return a printed type with its schema; those that the grammar names have none."""
    plain = text.startswith(_NEVER_QUALIFIED) or "." in text
    return text if plain else f"pg_catalog.{text}"
