"""Rows of the system views and of the information schema, from a schema."""

from __future__ import annotations

from collections.abc import Iterator

from harness.declared.block.builtin import TYPES, printed_type, split_type
from harness.declared.block.catalog_parts import columns_of, constraints, indexes, triggers
from harness.declared.block.catalog_relations import columns_of as all_columns
from harness.declared.block.catalog_relations import namespaces, printed, relations, split_name
from harness.declared.block.values import Unknown
from harness.schema import Check, Column, Constraint, ForeignKey, NotNull, PrimaryKey, Schema, Table, Unique, View

Row = dict[str, object]

_DATABASE = Unknown("the name of the database", maybe_null=False)
_ROLE = Unknown("which role owns an object", maybe_null=False)
_KINDS: dict[type[Constraint], str] = {
    PrimaryKey: "PRIMARY KEY",
    Unique: "UNIQUE",
    ForeignKey: "FOREIGN KEY",
    Check: "CHECK",
    NotNull: "CHECK",
}


def pg_tables(schema: Schema) -> Iterator[Row]:
    for table in schema.tables:
        if table.relkind != "foreign table":
            yield {
                "schemaname": table.name.namespace,
                "tablename": table.name.name,
                "tableowner": _ROLE,
                "tablespace": table.tablespace,
                "hasindexes": bool(table.indexes),
                "hasrules": Unknown("hasrules", maybe_null=False),
                "hastriggers": bool(table.triggers),
                "rowsecurity": table.row_security,
            }


def pg_views(schema: Schema) -> Iterator[Row]:
    for view in schema.views:
        if not view.materialized:
            yield {
                "schemaname": view.name.namespace,
                "viewname": view.name.name,
                "viewowner": _ROLE,
                "definition": printed("a view"),
            }


def pg_matviews(schema: Schema) -> Iterator[Row]:
    for view in schema.views:
        if view.materialized:
            yield {
                "schemaname": view.name.namespace,
                "matviewname": view.name.name,
                "matviewowner": _ROLE,
                "hasindexes": bool(view.indexes),
                "ispopulated": view.populated,
                "definition": printed("a view"),
            }


def pg_indexes(schema: Schema) -> Iterator[Row]:
    for relation, index in indexes(schema):
        yield {
            "schemaname": relation.name.namespace,
            "tablename": relation.name.name,
            "indexname": index.name.name,
            "tablespace": index.tablespace,
            "indexdef": printed("an index"),
        }


def pg_sequences(schema: Schema) -> Iterator[Row]:
    for item in schema.sequences:
        yield {
            "schemaname": item.name.namespace,
            "sequencename": item.name.name,
            "sequenceowner": _ROLE,
            "data_type": item.type,
            "start_value": item.start,
            "min_value": item.minimum,
            "max_value": item.maximum,
            "increment_by": item.increment,
            "cycle": item.cycle,
            "cache_size": item.cache,
            "last_value": Unknown("where a sequence stands"),
        }


def pg_policies(schema: Schema) -> Iterator[Row]:
    for table in schema.tables:
        for policy in table.policies:
            yield {
                "schemaname": table.name.namespace,
                "tablename": table.name.name,
                "policyname": policy.name,
                "permissive": "PERMISSIVE" if policy.permissive else "RESTRICTIVE",
                "roles": list(policy.roles),
                "cmd": policy.command.upper(),
                "qual": printed("a condition") if policy.using else None,
                "with_check": printed("a condition") if policy.check else None,
            }


def schemata(schema: Schema) -> Iterator[Row]:
    for name in namespaces(schema):
        yield {"catalog_name": _DATABASE, "schema_name": name, "schema_owner": _ROLE}


def tables(schema: Schema) -> Iterator[Row]:
    for relation in relations(schema):
        kind = "VIEW"
        if isinstance(relation, Table):
            kind = "FOREIGN" if relation.relkind == "foreign table" else "BASE TABLE"
            kind = "LOCAL TEMPORARY" if relation.persistence == "temporary" else kind
        elif relation.materialized:
            continue
        yield {
            "table_catalog": _DATABASE,
            "table_schema": relation.name.namespace,
            "table_name": relation.name.name,
            "table_type": kind,
            "is_insertable_into": "YES" if kind != "VIEW" else Unknown("is_insertable_into", maybe_null=False),
        }


def views(schema: Schema) -> Iterator[Row]:
    for view in schema.views:
        if not view.materialized:
            yield {
                "table_catalog": _DATABASE,
                "table_schema": view.name.namespace,
                "table_name": view.name.name,
                "view_definition": printed("a view"),
            }


def columns(schema: Schema) -> Iterator[Row]:
    domains = {str(domain.name): domain.base for domain in schema.domains}
    for relation, column in all_columns(schema):
        if isinstance(relation, View) and relation.materialized:
            continue
        base = domains.get(column.type, column.type)
        yield {
            "table_catalog": _DATABASE,
            "table_schema": relation.name.namespace,
            "table_name": relation.name.name,
            "column_name": column.name,
            "ordinal_position": column.position,
            "column_default": None if column.default is None or column.generated else printed("a default"),
            "is_nullable": "NO" if column.not_null else "YES",
            **_type_columns(base),
            "domain_schema": split_name(column.type).namespace if column.type in domains else None,
            "domain_name": split_name(column.type).name if column.type in domains else None,
            "collation_name": column.collation,
            "is_identity": "YES" if column.identity_kind else "NO",
            "identity_generation": column.identity_kind.upper() if column.identity_kind else None,
            "is_generated": "ALWAYS" if column.generated else "NEVER",
            "generation_expression": printed("an expression") if column.generated else None,
            "is_updatable": "YES" if isinstance(relation, Table) else Unknown("is_updatable", maybe_null=False),
        }


_PRECISION = {"int2": 16, "int4": 32, "int8": 64, "float4": 24, "float8": 53}


def _type_columns(written: str) -> Row:
    name, modifiers, dimensions = split_type(written)
    own = split_name(written.partition("[")[0].partition("(")[0])
    builtin = name in TYPES
    first = modifiers[0] if modifiers else None
    data_type = "ARRAY" if dimensions else printed_type(name, -1) if builtin else "USER-DEFINED"
    scale = 0 if name in ("int2", "int4", "int8") else (*modifiers, 0)[1] if name == "numeric" and modifiers else None
    return {
        "data_type": data_type,
        "character_maximum_length": first if name in ("varchar", "bpchar", "bit", "varbit") else None,
        "numeric_precision": _PRECISION.get(name, first if name == "numeric" else None),
        "numeric_scale": scale,
        "datetime_precision": (6 if first is None else first) if name.startswith("time") else None,
        "udt_schema": "pg_catalog" if builtin else own.namespace,
        "udt_name": ("_" if dimensions else "") + (name if builtin else own.name),
    }


def table_constraints(schema: Schema) -> Iterator[Row]:
    for table, item in constraints(schema):
        kind = _KINDS.get(type(item))
        if kind is not None:
            yield {
                "constraint_catalog": _DATABASE,
                "constraint_schema": table.name.namespace,
                "constraint_name": item.name,
                "table_catalog": _DATABASE,
                "table_schema": table.name.namespace,
                "table_name": table.name.name,
                "constraint_type": kind,
                "is_deferrable": "YES" if item.deferrable else "NO",
                "initially_deferred": "YES" if item.deferred else "NO",
                "enforced": "YES" if item.enforced else "NO",
            }
    yield from _not_null_checks(schema)


def _not_null_checks(schema: Schema) -> Iterator[Row]:
    """Yield the CHECK that the information schema shows for every column that is NOT NULL, under a name of oids."""
    for relation, column in all_columns(schema):
        if isinstance(relation, Table) and column.not_null:
            yield _not_null_check(relation, column)


def _not_null_check(table: Table, column: Column) -> Row:
    return {
        "constraint_catalog": _DATABASE,
        "constraint_schema": table.name.namespace,
        "constraint_name": f"{table.name.namespace}_{table.name.name}_{column.position}_not_null",
        "table_catalog": _DATABASE,
        "table_schema": table.name.namespace,
        "table_name": table.name.name,
        "constraint_type": "CHECK",
        "is_deferrable": "NO",
        "initially_deferred": "NO",
        "enforced": "YES",
    }


def check_constraints(schema: Schema) -> Iterator[Row]:
    for table, item in constraints(schema):
        if isinstance(item, Check):
            yield {
                "constraint_catalog": _DATABASE,
                "constraint_schema": table.name.namespace,
                "constraint_name": item.name,
                "check_clause": printed("a condition"),
            }


def referential_constraints(schema: Schema) -> Iterator[Row]:
    for table, item in constraints(schema):
        if isinstance(item, ForeignKey):
            yield {
                "constraint_catalog": _DATABASE,
                "constraint_schema": table.name.namespace,
                "constraint_name": item.name,
                "unique_constraint_schema": item.references.namespace,
                "unique_constraint_name": Unknown("the key that a foreign key references"),
                "match_option": {"simple": "NONE"}.get(item.match, item.match.upper()),
                "update_rule": item.on_update.upper(),
                "delete_rule": item.on_delete.upper(),
            }


def key_column_usage(schema: Schema) -> Iterator[Row]:
    for table, item in constraints(schema):
        if isinstance(item, PrimaryKey | Unique | ForeignKey):
            for place, name in enumerate(item.columns, 1):
                yield {
                    "constraint_catalog": _DATABASE,
                    "constraint_schema": table.name.namespace,
                    "constraint_name": item.name,
                    "table_catalog": _DATABASE,
                    "table_schema": table.name.namespace,
                    "table_name": table.name.name,
                    "column_name": name,
                    "ordinal_position": place,
                    "position_in_unique_constraint": place if isinstance(item, ForeignKey) else None,
                }


def constraint_column_usage(schema: Schema) -> Iterator[Row]:
    for table, item in constraints(schema):
        of = item.references if isinstance(item, ForeignKey) else table.name
        names = item.referenced if isinstance(item, ForeignKey) else columns_of(item)
        for name in names if type(item) in _KINDS else ():
            yield {
                "table_catalog": _DATABASE,
                "table_schema": of.namespace,
                "table_name": of.name,
                "column_name": name,
                "constraint_catalog": _DATABASE,
                "constraint_schema": table.name.namespace,
                "constraint_name": item.name,
            }


def sequences(schema: Schema) -> Iterator[Row]:
    for item in schema.sequences:
        if item.identity_of is None:
            yield {
                "sequence_catalog": _DATABASE,
                "sequence_schema": item.name.namespace,
                "sequence_name": item.name.name,
                "data_type": item.type,
                "start_value": str(item.start),
                "minimum_value": str(item.minimum),
                "maximum_value": str(item.maximum),
                "increment": str(item.increment),
                "cycle_option": "YES" if item.cycle else "NO",
            }


def trigger_rows(schema: Schema) -> Iterator[Row]:
    """Yield information_schema.triggers: a row an event, where the definition tells the events."""
    for relation, trigger in triggers(schema):
        words = trigger.definition.upper().partition(" ON ")[0].split()
        events = [event for event in ("INSERT", "DELETE", "UPDATE") if event in words]
        timing = next((word for word in ("BEFORE", "AFTER", "INSTEAD") if word in words), None)
        for event in events:
            yield {
                "trigger_catalog": _DATABASE,
                "trigger_schema": relation.name.namespace,
                "trigger_name": trigger.name,
                "event_manipulation": event,
                "event_object_schema": relation.name.namespace,
                "event_object_table": relation.name.name,
                "action_timing": "INSTEAD OF" if timing == "INSTEAD" else timing,
                "action_statement": Unknown("what a trigger executes", maybe_null=False),
            }


def routines(schema: Schema) -> Iterator[Row]:
    for item in schema.functions:
        if item.flavour in ("function", "procedure"):
            yield {
                "specific_schema": item.name.namespace,
                "specific_name": Unknown("specific_name", maybe_null=False),
                "routine_catalog": _DATABASE,
                "routine_schema": item.name.namespace,
                "routine_name": item.name.name,
                "routine_type": item.flavour.upper(),
                "routine_definition": Unknown("the body of a function"),
            }
