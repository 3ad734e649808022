"""The built-in types that a catalog query may meet, with their real oids, and the system catalogs' own."""

from __future__ import annotations

import re
from functools import lru_cache

# typname: (oid, as format_type prints it). Source: src/include/catalog/pg_type.dat.
TYPES: dict[str, tuple[int, str]] = {
    "bool": (16, "boolean"),
    "bytea": (17, "bytea"),
    "char": (18, '"char"'),
    "name": (19, "name"),
    "int8": (20, "bigint"),
    "int2": (21, "smallint"),
    "int4": (23, "integer"),
    "regproc": (24, "regproc"),
    "text": (25, "text"),
    "oid": (26, "oid"),
    "json": (114, "json"),
    "xml": (142, "xml"),
    "point": (600, "point"),
    "float4": (700, "real"),
    "float8": (701, "double precision"),
    "money": (790, "money"),
    "macaddr": (829, "macaddr"),
    "inet": (869, "inet"),
    "cidr": (650, "cidr"),
    "bpchar": (1042, "character"),
    "varchar": (1043, "character varying"),
    "date": (1082, "date"),
    "time": (1083, "time without time zone"),
    "timestamp": (1114, "timestamp without time zone"),
    "timestamptz": (1184, "timestamp with time zone"),
    "interval": (1186, "interval"),
    "timetz": (1266, "time with time zone"),
    "bit": (1560, "bit"),
    "varbit": (1562, "bit varying"),
    "numeric": (1700, "numeric"),
    "regclass": (2205, "regclass"),
    "regtype": (2206, "regtype"),
    "record": (2249, "record"),
    "void": (2278, "void"),
    "trigger": (2279, "trigger"),
    "uuid": (2950, "uuid"),
    "tsvector": (3614, "tsvector"),
    "tsquery": (3615, "tsquery"),
    "jsonb": (3802, "jsonb"),
    "int4range": (3904, "int4range"),
    "numrange": (3906, "numrange"),
    "tsrange": (3908, "tsrange"),
    "tstzrange": (3910, "tstzrange"),
    "daterange": (3912, "daterange"),
    "int8range": (3926, "int8range"),
}

# The catalogs that `'pg_class'::regclass` may name, as classoid of pg_description does.
CATALOGS = {
    "pg_type": 1247,
    "pg_attribute": 1249,
    "pg_proc": 1255,
    "pg_class": 1259,
    "pg_attrdef": 2604,
    "pg_constraint": 2606,
    "pg_index": 2610,
    "pg_namespace": 2615,
    "pg_trigger": 2620,
    "pg_extension": 3079,
    "pg_enum": 3501,
    "pg_policy": 3256,
}

_SYNONYMS = {
    "int": "int4",
    "decimal": "numeric",
    "float": "float8",
    "dec": "numeric",
    "serial": "int4",
    "bigserial": "int8",
    "smallserial": "int2",
    "string": "text",
    **{printed: name for name, (_, printed) in TYPES.items()},
    "time with time zone": "timetz",
    "char varying": "varchar",
}
# "char" between quotes is a type of its own; char without them is character.
_SYNONYMS["char"] = "bpchar"
_MODIFIER = re.compile(r"\s*\(\s*([\d\s,]+)\)\s*")
_PREFIX = re.compile(r"\A(?:pg_catalog|\"pg_catalog\")\s*\.\s*", re.IGNORECASE)


@lru_cache(maxsize=4096)
def split_type(written: str) -> tuple[str, tuple[int, ...], int]:
    """Return a type as (typname or name as written, modifiers, dimensions): `varchar(20)[]` → varchar, (20,), 1."""
    text = " ".join(_PREFIX.sub("", written.strip()).split())
    dimensions = 0
    while text.endswith("]"):
        text, dimensions = text[: text.rfind("[")].rstrip(), dimensions + 1
    if text.lower().endswith(" array"):
        text, dimensions = text[:-6].rstrip(), 1
    modifiers: tuple[int, ...] = ()
    if found := _MODIFIER.search(text):
        modifiers = tuple(int(part) for part in found[1].split(",") if part.strip())
        text = (text[: found.start()] + " " + text[found.end() :]).strip()
    plain = text if text.startswith('"') else text.lower()
    return _SYNONYMS.get(plain, plain), modifiers, dimensions


def type_modifier(name: str, modifiers: tuple[int, ...]) -> int:
    """Return atttypmod of a type with modifiers; -1 without."""
    if not modifiers:
        return -1
    if name in ("varchar", "bpchar"):
        return modifiers[0] + 4
    if name == "numeric":
        return ((modifiers[0] << 16) | (modifiers[1] if len(modifiers) > 1 else 0)) + 4
    return modifiers[0]


def printed_type(name: str, modifier: int) -> str:
    """Return a built-in type as format_type prints it."""
    printed = TYPES[name][1]
    if modifier < 0:
        return printed
    if name in ("varchar", "bpchar"):
        return f"{printed}({modifier - 4})"
    if name == "numeric":
        return f"{printed}({(modifier - 4) >> 16},{(modifier - 4) & 0x7FF})"
    first, *rest = printed.split(" ", 1)
    return " ".join([f"{first}({modifier})", *rest])
