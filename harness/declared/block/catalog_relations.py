"""Rows of the catalogs of namespaces, relations, types and columns, from a schema."""

from __future__ import annotations

from collections.abc import Iterator

from harness.declared.block.builtin import TYPES, split_type, type_modifier
from harness.declared.block.oids import namespace_oid, oid
from harness.declared.block.values import Unknown
from harness.schema import Column, Index, Name, Object, Schema, Table, View

Row = dict[str, object]

_PERSISTENCE = {"permanent": "p", "unlogged": "u", "temporary": "t"}
_RELKIND = {"table": "r", "partitioned table": "p", "foreign table": "f"}
_ROLE = Unknown("which role owns an object", maybe_null=False)
_SIZE = Unknown("what the server has counted", maybe_null=False)
_ALWAYS_THERE = ("pg_catalog", "information_schema", "public")


def relation_oid(name: Name) -> int:
    """Return the oid that a table, view, index or sequence has in pg_class."""
    return oid("pg_class", f"{name.namespace}.{name.name}")


def type_name_oid(name: Name) -> int:
    """Return the oid that a declared type has in pg_type."""
    return oid("pg_type", f"{name.namespace}.{name.name}")


def split_name(printed: str) -> Name:
    """Return a name as a schema prints it (qualified unless it is in public) as a `Name`."""
    namespace, dot, name = printed.rpartition(".") if not printed.endswith('"') else _quoted_tail(printed)
    return Name(_plain(namespace) if dot else "public", _plain(name))


def _quoted_tail(printed: str) -> tuple[str, str, str]:
    start = printed.rfind('"', 0, -1)
    return (
        (printed[: start - 1], ".", printed[start:]) if start > 1 and printed[start - 1] == "." else ("", "", printed)
    )


def _plain(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name


def type_oid(written: str) -> int:
    """Return the oid of a column's type; that of an array of a built-in type is the negative of its element's."""
    name, _, dimensions = split_type(written)
    if name in TYPES:
        return -TYPES[name][0] if dimensions else TYPES[name][0]
    bare = written.split("[", 1)[0].split("(", 1)[0].strip()
    declared = split_name(bare)
    return type_name_oid(Name(declared.namespace, f"_{declared.name}") if dimensions else declared)


def relations(schema: Schema) -> Iterator[Table | View]:
    """Yield the tables and the views."""
    yield from schema.tables
    yield from schema.views


def namespaces(schema: Schema) -> dict[str, bool]:
    """Return the names of all namespaces."""
    found = dict.fromkeys(_ALWAYS_THERE, True)
    found.update((split_name(item.name).name, True) for item in schema.objects if item.of in ("schema", "namespace"))
    found.update((relation.name.namespace, True) for relation in relations(schema))
    for group in (schema.enums, schema.domains, schema.sequences, schema.functions):
        found.update((item.name.namespace, True) for item in group)
    found.update((item.namespace, True) for item in schema.extensions)
    return found


def pg_namespace(schema: Schema) -> Iterator[Row]:
    for name in namespaces(schema):
        yield {"oid": namespace_oid(name), "nspname": name, "nspowner": _ROLE, "nspacl": Unknown("an ACL")}


def _class_row(name: Name, kind: str, **more: object) -> Row:
    return {
        "oid": relation_oid(name),
        "relname": name.name,
        "relnamespace": namespace_oid(name.namespace),
        "reltype": type_name_oid(name) if kind in "rpfvmc" else 0,
        "relkind": kind,
        "relpersistence": "p",
        "relowner": _ROLE,
        "relnatts": 0,
        "relhasindex": False,
        "relhastriggers": False,
        "relchecks": 0,
        "relrowsecurity": False,
        "relforcerowsecurity": False,
        "relispartition": False,
        "relreplident": "d",
        "reltuples": _SIZE,
        "relpages": _SIZE,
        "relacl": Unknown("an ACL"),
        "reloptions": None,
        **more,
    }


def pg_class(schema: Schema) -> Iterator[Row]:
    for relation in relations(schema):
        yield _table(relation) if isinstance(relation, Table) else _view(relation)
        for index in relation.indexes:
            yield _class_row(index.name, _index_kind(relation, index), relnatts=len(index.elements))
    for sequence in schema.sequences:
        yield _class_row(sequence.name, "S")
    for composite in _types(schema, "composite"):
        yield _class_row(split_name(composite.name), "c")


def _table(table: Table) -> Row:
    return _class_row(
        table.name,
        _RELKIND[table.relkind],
        relpersistence=_PERSISTENCE[table.persistence],
        relnatts=len(table.columns),
        relhasindex=bool(table.indexes),
        relhastriggers=bool(table.triggers),
        relrowsecurity=table.row_security,
        relforcerowsecurity=table.force_row_security,
        relispartition=table.partition_bound is not None,
        reloptions=list(table.options) or None,
    )


def _view(view: View) -> Row:
    kind = "m" if view.materialized else "v"
    return _class_row(view.name, kind, relnatts=len(view.columns), relhasindex=bool(view.indexes))


def _index_kind(relation: Table | View, _index: Index) -> str:
    return "I" if isinstance(relation, Table) and relation.relkind == "partitioned table" else "i"


def _types(schema: Schema, definition: str) -> Iterator[Object]:
    return (item for item in schema.objects if item.of == "type" and item.definition.startswith(definition))


def _type_row(name: Name, kind: str, **more: object) -> Row:
    return {
        "oid": type_name_oid(name),
        "typname": name.name,
        "typnamespace": namespace_oid(name.namespace),
        "typtype": kind,
        "typcategory": {"e": "E", "d": "U", "c": "C", "r": "R"}.get(kind, "U"),
        "typrelid": 0,
        "typelem": 0,
        "typarray": type_name_oid(Name(name.namespace, f"_{name.name}")),
        "typbasetype": 0,
        "typnotnull": False,
        "typisdefined": True,
        "typdefault": None,
        "typowner": _ROLE,
        **more,
    }


def _declared_types(schema: Schema) -> Iterator[Row]:
    for enum in schema.enums:
        yield _type_row(enum.name, "e")
    for domain in schema.domains:
        more = {"typbasetype": type_oid(domain.base), "typnotnull": domain.not_null}
        yield _type_row(domain.name, "d", **more, typdefault=None if domain.default is None else printed("a default"))
    for relation in relations(schema):
        yield _type_row(relation.name, "c", typrelid=relation_oid(relation.name))
    for item in schema.objects:
        if item.of in ("type", "base type", "range type", "composite type", "range"):
            kind = next((kind for word, kind in _KINDS.items() if word in f"{item.of} {item.definition[:12]}"), "b")
            name = split_name(item.name)
            yield _type_row(name, kind, typrelid=relation_oid(name) if kind == "c" else 0)


_KINDS = {"composite": "c", "range": "r"}


def pg_type(schema: Schema) -> Iterator[Row]:
    catalog = namespace_oid("pg_catalog")
    for name, (number, _) in TYPES.items():
        kind = "p" if name in ("record", "void", "trigger") else "r" if name.endswith("range") else "b"
        row = _type_row(Name("pg_catalog", name), kind, oid=number, typnamespace=catalog, typarray=-number)
        yield row
        yield {**row, "oid": -number, "typname": f"_{name}", "typelem": number, "typarray": 0, "typcategory": "A"}
    for row in _declared_types(schema):
        yield row
        array = {"oid": row["typarray"], "typname": f"_{row['typname']}", "typelem": row["oid"], "typarray": 0}
        yield {**row, **array, "typtype": "b", "typcategory": "A", "typrelid": 0, "typbasetype": 0, "typnotnull": False}


def pg_enum(schema: Schema) -> Iterator[Row]:
    for enum in schema.enums:
        for place, label in enumerate(enum.labels, 1):
            yield {
                "oid": oid("pg_enum", f"{enum.name} {label}"),
                "enumtypid": type_name_oid(enum.name),
                "enumsortorder": place,
                "enumlabel": label,
            }


def columns_of(schema: Schema) -> Iterator[tuple[Table | View, Column]]:
    """Yield every column with its relation."""
    for relation in relations(schema):
        for column in relation.columns:
            yield relation, column


def pg_attribute(schema: Schema) -> Iterator[Row]:
    for relation, column in columns_of(schema):
        name, modifiers, dimensions = split_type(column.type)
        yield {
            "attrelid": relation_oid(relation.name),
            "attname": column.name,
            "attnum": column.position,
            "atttypid": type_oid(column.type),
            "atttypmod": type_modifier(name, modifiers),
            "attndims": dimensions,
            "attnotnull": column.not_null,
            "atthasdef": column.default is not None,
            "attidentity": {"always": "a", "by default": "d"}.get(column.identity_kind or "", ""),
            "attgenerated": {"stored": "s", "virtual": "v"}.get(column.generated or "", ""),
            "attisdropped": False,
            "attislocal": not column.inherited,
            "attinhcount": int(column.inherited),
            "attcollation": Unknown("the oid of a collation", maybe_null=False),
            "attacl": Unknown("an ACL"),
        }


def pg_attrdef(schema: Schema) -> Iterator[Row]:
    for relation, column in columns_of(schema):
        if column.default is not None:
            yield {
                "oid": oid("pg_attrdef", column.identity),
                "adrelid": relation_oid(relation.name),
                "adnum": column.position,
                "adbin": printed("a default"),
            }


def pg_sequence(schema: Schema) -> Iterator[Row]:
    for item in schema.sequences:
        yield {
            "seqrelid": relation_oid(item.name),
            "seqtypid": type_oid(item.type),
            "seqstart": item.start,
            "seqincrement": item.increment,
            "seqmax": item.maximum,
            "seqmin": item.minimum,
            "seqcache": item.cache,
            "seqcycle": item.cycle,
        }


def pg_inherits(schema: Schema) -> Iterator[Row]:
    for table in schema.tables:
        for place, parent in enumerate(table.parents, 1):
            yield {
                "inhrelid": relation_oid(table.name),
                "inhparent": relation_oid(parent),
                "inhseqno": place,
                "inhdetachpending": False,
            }


def printed(what: str) -> Unknown:
    return Unknown(f"{what} as PostgreSQL prints it", maybe_null=False)
