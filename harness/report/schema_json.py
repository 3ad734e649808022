"""A schema as JSON: the keys are documented in docs/show.md and stay."""

from __future__ import annotations

from typing import Any

from harness.schema import (
    Column,
    Constraint,
    Domain,
    Enum,
    Extension,
    ForeignKey,
    Function,
    Index,
    Name,
    Object,
    Part,
    Policy,
    Schema,
    Sequence,
    Table,
    Trigger,
    View,
)

FORMAT = 1


def schema_json(path: str, version: str | None, parts: tuple[Part, ...] | None, schema: Schema) -> dict[str, Any]:
    """Return a version's schema as plain data; where `parts` are given, those alone.

    Raises nothing: what has no form of its own is among `objects`.
    """
    chosen = tuple(schema.parts()) if parts is None else parts
    groups: dict[str, list[dict[str, Any]]] = {name: [] for name in _GROUPS.values()}
    for part in chosen:
        group = _GROUPS.get(type(part))
        if group:
            groups[group].append(part_json(part))
        elif parts is not None:
            groups["parts"] = [*groups.get("parts", []), part_json(part)]
    return {"format": FORMAT, "path": path, "version": version, **groups}


_GROUPS: dict[type[Part], str] = {
    Table: "tables",
    View: "views",
    Enum: "enums",
    Domain: "domains",
    Sequence: "sequences",
    Function: "functions",
    Extension: "extensions",
    Object: "objects",
}


def part_json(part: Part) -> dict[str, Any]:
    """Return one part as plain data, with the place that made it."""
    name = getattr(part, "name", part.identity)
    own: dict[str, Any] = {"name": name.name if isinstance(name, Name) else name}
    if isinstance(name, Name):
        own["namespace"] = name.namespace
    for kind, facts in _FACTS:
        if isinstance(part, kind):
            own |= facts(part)
    return {**own, "path": part.path, "line": part.line}


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": table.relkind,
        "partition_key": table.partition_key,
        "parents": [str(parent) for parent in table.parents],
        "columns": [part_json(column) for column in table.columns],
        "constraints": [part_json(constraint) for constraint in table.constraints],
        "indexes": [part_json(index) for index in table.indexes],
        "triggers": [part_json(trigger) for trigger in table.triggers],
        "policies": [part_json(policy) for policy in table.policies],
    }


def _view(view: View) -> dict[str, Any]:
    return {
        "materialized": view.materialized,
        "definition": view.definition,
        "indexes": [part_json(index) for index in view.indexes],
        "triggers": [part_json(trigger) for trigger in view.triggers],
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "type": column.type,
        "not_null": column.not_null,
        "default": str(column.default) if column.default else None,
        "identity": column.identity_kind,
        "generated": column.generated,
        "collation": column.collation,
    }


def _constraint(constraint: Constraint) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "kind": _KINDS.get(type(constraint).__name__, "constraint"),
        "definition": constraint.definition,
        "columns": list(getattr(constraint, "columns", ())),
    }
    if isinstance(constraint, ForeignKey):
        facts |= {"references": str(constraint.references), "referenced": list(constraint.referenced)}
        facts |= {"on_update": constraint.on_update, "on_delete": constraint.on_delete}
    return facts


_KINDS = {
    "PrimaryKey": "primary key",
    "Unique": "unique",
    "ForeignKey": "foreign key",
    "Check": "check",
    "Exclusion": "exclude",
    "NotNull": "not null",
}


def _index(index: Index) -> dict[str, Any]:
    return {
        "definition": index.definition,
        "method": index.method,
        "unique": index.unique,
        "columns": list(index.columns),
        "predicate": str(index.predicate) if index.predicate else None,
        "constraint": index.constraint,
    }


def _policy(policy: Policy) -> dict[str, Any]:
    return {
        "command": policy.command,
        "permissive": policy.permissive,
        "roles": list(policy.roles),
        "using": str(policy.using) if policy.using else None,
        "check": str(policy.check) if policy.check else None,
    }


_FACTS: tuple[tuple[type[Part], Any], ...] = (
    (Table, _table),
    (View, _view),
    (Column, _column),
    (Constraint, _constraint),
    (Index, _index),
    (Trigger, lambda part: {"definition": part.definition, "function": part.function, "enabled": part.enabled}),
    (Policy, _policy),
    (Enum, lambda part: {"labels": list(part.labels)}),
    (Domain, lambda part: {"base": part.base, "not_null": part.not_null, "checks": [each[1] for each in part.checks]}),
    (Sequence, lambda part: {"type": part.type, "start": part.start, "owned_by": part.owned_by}),
    (Function, lambda part: {"arguments": part.arguments, "kind": part.flavour, "definition": part.definition}),
    (Extension, lambda part: {"version": part.version or None}),
    (Object, lambda part: {"kind": part.of, "definition": part.definition}),
)
