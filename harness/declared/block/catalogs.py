"""The catalogs that a database with a declared schema would have, as rows that the queries of a block can read.

Of PostgreSQL's own objects only the built-in types and the namespaces are there. The oids are made up, the same in
every relation and for every schema that holds the object, so that joins by oid work. What PostgreSQL prints in a form
of its own (definitions, defaults) is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from harness.declared.block import catalog_parts as parts
from harness.declared.block import catalog_relations as relations
from harness.declared.block import catalog_views as views
from harness.declared.block.values import Row
from harness.schema import Schema

_MAKERS: dict[str, Callable[[Schema], Iterator[dict[str, object]]]] = {
    "pg_catalog.pg_namespace": relations.pg_namespace,
    "pg_catalog.pg_class": relations.pg_class,
    "pg_catalog.pg_type": relations.pg_type,
    "pg_catalog.pg_enum": relations.pg_enum,
    "pg_catalog.pg_attribute": relations.pg_attribute,
    "pg_catalog.pg_attrdef": relations.pg_attrdef,
    "pg_catalog.pg_sequence": relations.pg_sequence,
    "pg_catalog.pg_inherits": relations.pg_inherits,
    "pg_catalog.pg_constraint": parts.pg_constraint,
    "pg_catalog.pg_index": parts.pg_index,
    "pg_catalog.pg_trigger": parts.pg_trigger,
    "pg_catalog.pg_policy": parts.pg_policy,
    "pg_catalog.pg_proc": parts.pg_proc,
    "pg_catalog.pg_extension": parts.pg_extension,
    "pg_catalog.pg_description": parts.pg_description,
    "pg_catalog.pg_tables": views.pg_tables,
    "pg_catalog.pg_views": views.pg_views,
    "pg_catalog.pg_matviews": views.pg_matviews,
    "pg_catalog.pg_indexes": views.pg_indexes,
    "pg_catalog.pg_sequences": views.pg_sequences,
    "pg_catalog.pg_policies": views.pg_policies,
    "information_schema.schemata": views.schemata,
    "information_schema.tables": views.tables,
    "information_schema.views": views.views,
    "information_schema.columns": views.columns,
    "information_schema.table_constraints": views.table_constraints,
    "information_schema.check_constraints": views.check_constraints,
    "information_schema.referential_constraints": views.referential_constraints,
    "information_schema.key_column_usage": views.key_column_usage,
    "information_schema.constraint_column_usage": views.constraint_column_usage,
    "information_schema.sequences": views.sequences,
    "information_schema.triggers": views.trigger_rows,
    "information_schema.routines": views.routines,
}
_KEPT = "_catalog_rows"  # in the schema's __dict__, where its cached properties are too


def rows(schema: Schema, relation: str) -> Sequence[Mapping[str, object]] | None:
    """Return the rows of a catalog by its qualified name in lower case; None where it is not modelled.

    They are made once a schema and relation, and are the same list every time.
    """
    maker = _MAKERS.get(relation)
    if maker is None:
        return None
    kept: dict[str, list[Row]] = schema.__dict__.setdefault(_KEPT, {})
    if relation not in kept:
        kept[relation] = [Row(row, whole=False) for row in maker(schema)]
    return kept[relation]
