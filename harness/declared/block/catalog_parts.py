"""Rows of the catalogs of constraints, indexes, triggers, policies, functions, extensions and comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harness.declared.block.builtin import CATALOGS, split_type
from harness.declared.block.catalog_relations import printed, relation_oid, relations, type_name_oid, type_oid
from harness.declared.block.oids import namespace_oid, oid
from harness.declared.block.values import Unknown
from harness.schema import (
    Check,
    Column,
    Constraint,
    Exclusion,
    Extension,
    ForeignKey,
    Function,
    Index,
    Name,
    NotNull,
    Part,
    PrimaryKey,
    Schema,
    Table,
    Trigger,
    Unique,
    View,
)

Row = dict[str, object]

CONTYPES: dict[type[Constraint], str] = {
    PrimaryKey: "p",
    Unique: "u",
    ForeignKey: "f",
    Check: "c",
    Exclusion: "x",
    NotNull: "n",
}
_ACTIONS = {"no action": "a", "restrict": "r", "cascade": "c", "set null": "n", "set default": "d"}
_PROKINDS = {"function": "f", "procedure": "p", "aggregate": "a", "window": "w"}
_COMMANDS = {"select": "r", "insert": "a", "update": "w", "delete": "d", "all": "*"}
_ENABLED = {"origin": "O", "disabled": "D", "replica": "R", "always": "A"}


def constraints(schema: Schema) -> Iterator[tuple[Table, Constraint]]:
    """Yield every constraint of a table."""
    for table in schema.tables:
        for constraint in table.constraints:
            yield table, constraint


def columns_of(constraint: Constraint) -> tuple[str, ...]:
    """Return the columns that a constraint is on."""
    return tuple(getattr(constraint, "columns", ()))


def _numbers(table: Table | View | None, names: Sequence[str | None]) -> list[object]:
    places = {column.name: column.position for column in table.columns} if table else {}
    return [0 if name is None else places.get(name, Unknown("the number of a column")) for name in names]


def pg_constraint(schema: Schema) -> Iterator[Row]:
    tables = {table.name: table for table in schema.tables}
    for table, item in constraints(schema):
        yield {
            "oid": oid("pg_constraint", item.identity),
            "conname": item.name,
            "connamespace": namespace_oid(table.name.namespace),
            "contype": CONTYPES[type(item)],
            "condeferrable": item.deferrable,
            "condeferred": item.deferred,
            "convalidated": item.validated,
            "conenforced": item.enforced,
            "conrelid": relation_oid(table.name),
            "contypid": 0,
            "conindid": _index_behind(table, item),
            "conparentid": Unknown("the parent of a constraint", maybe_null=False),
            "confrelid": relation_oid(item.references) if isinstance(item, ForeignKey) else 0,
            "confupdtype": _ACTIONS[item.on_update] if isinstance(item, ForeignKey) else " ",
            "confdeltype": _ACTIONS[item.on_delete] if isinstance(item, ForeignKey) else " ",
            "confmatchtype": item.match[0] if isinstance(item, ForeignKey) else " ",
            "conislocal": not item.inherited,
            "coninhcount": int(item.inherited),
            "connoinherit": item.no_inherit,
            "conkey": _numbers(table, columns_of(item)),
            "confkey": _numbers(tables.get(item.references), item.referenced) if isinstance(item, ForeignKey) else None,
            "conbin": printed("a condition") if isinstance(item, Check) else None,
        }
    yield from _domain_checks(schema)


def _index_behind(table: Table, constraint: Constraint) -> object:
    return next((relation_oid(index.name) for index in table.indexes if index.constraint == constraint.name), 0)


def _domain_checks(schema: Schema) -> Iterator[Row]:
    for domain in schema.domains:
        for name, _, validated in domain.checks:
            yield {
                "oid": oid("pg_constraint", f"{domain.name}.{name}"),
                "conname": name,
                "connamespace": namespace_oid(domain.name.namespace),
                "contype": "c",
                "convalidated": validated,
                "conrelid": 0,
                "contypid": type_name_oid(domain.name),
                "confrelid": 0,
                "conkey": None,
                "confkey": None,
                "conbin": printed("a condition"),
            }


def indexes(schema: Schema) -> Iterator[tuple[Table | View, Index]]:
    """Yield every index with its relation."""
    for relation in relations(schema):
        for index in relation.indexes:
            yield relation, index


def pg_index(schema: Schema) -> Iterator[Row]:
    for relation, index in indexes(schema):
        behind = [item for item in getattr(relation, "constraints", ()) if item.name == index.constraint]
        yield {
            "indexrelid": relation_oid(index.name),
            "indrelid": relation_oid(relation.name),
            "indnatts": len(index.elements) + len(index.include),
            "indnkeyatts": len(index.elements),
            "indisunique": index.unique,
            "indnullsnotdistinct": index.nulls_not_distinct,
            "indisprimary": any(isinstance(item, PrimaryKey) for item in behind),
            "indisexclusion": any(isinstance(item, Exclusion) for item in behind),
            "indisclustered": index.clustered,
            "indisvalid": index.valid,
            "indisready": index.valid,
            "indislive": True,
            "indisreplident": index.replica_identity,
            "indkey": _numbers(relation, (*index.columns, *index.include)),
            "indexprs": printed("an expression") if None in index.columns else None,
            "indpred": printed("a condition") if index.predicate else None,
        }


def triggers(schema: Schema) -> Iterator[tuple[Table | View, Trigger]]:
    """Yield every trigger with its relation."""
    for relation in relations(schema):
        for trigger in relation.triggers:
            yield relation, trigger


def pg_trigger(schema: Schema) -> Iterator[Row]:
    for relation, trigger in triggers(schema):
        yield {
            "oid": oid("pg_trigger", trigger.identity),
            "tgrelid": relation_oid(relation.name),
            "tgname": trigger.name,
            "tgfoid": Unknown("the oid of a trigger's function", maybe_null=False),
            "tgtype": Unknown("tgtype", maybe_null=False),
            "tgenabled": _ENABLED[trigger.enabled],
            "tgisinternal": False,
            "tgconstraint": Unknown("tgconstraint", maybe_null=False),
            "tgparentid": Unknown("tgparentid", maybe_null=False),
        }


def pg_policy(schema: Schema) -> Iterator[Row]:
    for table in schema.tables:
        for policy in table.policies:
            yield {
                "oid": oid("pg_policy", policy.identity),
                "polname": policy.name,
                "polrelid": relation_oid(table.name),
                "polcmd": _COMMANDS.get(policy.command.lower(), "*"),
                "polpermissive": policy.permissive,
                "polroles": Unknown("the oids of roles", maybe_null=False),
                "polqual": printed("a condition") if policy.using else None,
                "polwithcheck": printed("a condition") if policy.check else None,
            }


def pg_proc(schema: Schema) -> Iterator[Row]:
    for name, arguments, kind in (
        *((item.name, item.arguments, _PROKINDS[item.flavour]) for item in schema.functions),
        (Name("pg_catalog", "gen_random_uuid"), "", "f"),  # the one built-in function that migrations look for
    ):
        types = [part.strip() for part in arguments.split(",") if part.strip()]
        yield {
            "oid": oid("pg_proc", f"{name.namespace}.{name.name}({arguments})"),
            "proname": name.name,
            "pronamespace": namespace_oid(name.namespace),
            "prokind": kind,
            "proowner": Unknown("which role owns an object", maybe_null=False),
            "pronargs": len(types),
            "proargtypes": [type_oid(part) if split_type(part)[0] else 0 for part in types],
            "arguments": arguments,  # ours: what pg_get_function_identity_arguments prints, names left out
            "prosrc": Unknown("the body of a function", maybe_null=False),
            "prorettype": Unknown("what a function returns", maybe_null=False),
            "prolang": Unknown("the oid of a language", maybe_null=False),
        }


def pg_extension(schema: Schema) -> Iterator[Row]:
    for extension in schema.extensions:
        yield {
            "oid": oid("pg_extension", extension.name),
            "extname": extension.name,
            "extnamespace": namespace_oid(extension.namespace),
            "extversion": Unknown("the version of an extension", maybe_null=False),
            "extowner": Unknown("which role owns an object", maybe_null=False),
            "extrelocatable": Unknown("extrelocatable", maybe_null=False),
        }


def pg_description(schema: Schema) -> Iterator[Row]:
    parts = {f"{kind} {identity}": part for (kind, identity), part in schema.index.items()}
    for comment in schema.comments:
        part = parts.get(comment.on)
        if part is not None and (place := _place(part)):
            catalog, number, column = place
            yield {
                "objoid": number,
                "classoid": CATALOGS[catalog],
                "objsubid": column,
                "description": comment.text,
            }


def _place(part: Part) -> tuple[str, int, int] | None:
    """Return the catalog, the oid and the number within it that a comment on `part` has."""
    if isinstance(part, Column):
        return "pg_class", relation_oid(part.table), part.position
    if isinstance(part, Constraint | Trigger | Extension):
        catalog = "pg_constraint" if isinstance(part, Constraint) else f"pg_{part.kind}"
        return catalog, oid(catalog, part.name if isinstance(part, Extension) else part.identity), 0
    name = getattr(part, "name", None)
    if not isinstance(name, Name):
        return None
    if isinstance(part, Function):
        return "pg_proc", oid("pg_proc", f"{name.namespace}.{name.name}({part.arguments})"), 0
    if part.kind in ("domain", "type"):
        return "pg_type", type_name_oid(name), 0
    return "pg_class", relation_oid(name), 0
