"""The catalog queries, one file per kind of object, and the two statements that are made of each.

A file is one `select`. A comment that ends a line says when the line counts:

    -- read          the reader needs it, the digest must not hash it: OIDs, xmin, what follows from other facts
    -- since 17      PostgreSQL 17 and later have it
    -- until 16      PostgreSQL 16 and earlier have it

Every query may refer to what `shared.sql` defines: the extensions' members, the namespaces, and the relations.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from psycopg import sql

SHARED = "shared"
CHECK = "user_objects"
CONTENT_TABLES = "content_tables"

# Read into dataclasses of their own; the rest are objects, which all return the same columns.
KINDS = (
    "tables",
    "columns",
    "constraints",
    "indexes",
    "triggers",
    "policies",
    "views",
    "enums",
    "domains",
    "sequences",
    "functions",
    "aggregates",
    "extensions",
    "grants",
    "comments",
    "rules",
    "internal_triggers",
)
OBJECTS = (
    "access_methods",
    "base_types",
    "casts",
    "collations",
    "composite_types",
    "conversions",
    "database",
    "default_privileges",
    "event_triggers",
    "foreign_data_wrappers",
    "foreign_servers",
    "languages",
    "large_objects",
    "namespaces",
    "operator_classes",
    "operator_families",
    "operators",
    "publications",
    "range_types",
    "security_labels",
    "settings",
    "statistics",
    "subscriptions",
    "text_search",
    "transforms",
    "user_mappings",
)

# Only for comparing a database with itself, where numbers and names of what stood still need no second look.
WITHIN = ("function_names", "members")

# Catalogs whose rows no other kind's definitions are printed from, once what is WITHIN is looked at too. A write to any
# other catalog (a name, a type, a column) may show in definitions of any kind.
_LEAVES = frozenset(
    {
        "pg_default_acl",
        "pg_depend",
        "pg_description",
        "pg_policy",
        "pg_proc",
        "pg_seclabel",
        "pg_shdepend",
        "pg_shdescription",
        "pg_trigger",
    }
)

_NEWLINE = sql.SQL("\n")
_UNION = sql.SQL("\nunion all\n")
_MARK = re.compile(r"\s+-- (?P<read>read)?(?:, )?(?:(?P<when>since|until) (?P<major>\d+))?$")


@cache
def query(name: str, major: int, *, hashed: bool) -> sql.SQL:
    """Return one file's `select` for servers of version `major`, with or without the lines that are not hashed."""
    text = resources.files(__name__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
    return sql.SQL("\n".join(_lines(text, major, hashed=hashed)))


def _lines(text: str, major: int, *, hashed: bool) -> list[str]:
    kept = []
    for line in text.splitlines():
        mark = _MARK.search(line)
        if mark and (mark["read"] or mark["when"]):
            if (mark["read"] and hashed) or not _has(mark["when"], int(mark["major"] or 0), major):
                continue
            kept.append(line[: mark.start()])
        elif not line.startswith("--"):
            kept.append(line)
    return kept


def _has(when: str | None, bound: int, major: int) -> bool:
    return major >= bound if when == "since" else major <= bound if when == "until" else True


@cache
def readers(major: int) -> dict[str, sql.Composable]:
    """Return, by kind, the statements that return what is read; `objects` is all that share their columns."""
    shared = query(SHARED, major, hashed=False)
    found: dict[str, sql.Composable] = {
        kind: shared + _NEWLINE + query(kind, major, hashed=False) for kind in (*KINDS, CHECK)
    }
    arms = (sql.SQL("select * from (\n{}\n) q").format(query(kind, major, hashed=False)) for kind in OBJECTS)
    return {**found, "objects": shared + _NEWLINE + _UNION.join(arms)}


@cache
def kinds_on(catalogs: frozenset[str], major: int) -> tuple[str, ...]:
    """Return the kinds whose facts writes to these catalogs can change, for comparing a database with itself."""
    everything = (*KINDS, *OBJECTS)
    if not catalogs <= _LEAVES:
        return everything
    words = [re.compile(rf"\b{catalog}\b") for catalog in catalogs]
    texts = {kind: query(kind, major, hashed=True).as_string() for kind in everything}
    return (*(kind for kind in everything if any(word.search(texts[kind]) for word in words)), *WITHIN)


@cache
def digest(major: int, kinds: tuple[str, ...] = (*KINDS, *OBJECTS)) -> sql.Composable:
    """Return the statement that hashes the facts of these kinds into one text; the order of rows does not count."""
    arms = (
        sql.SQL(
            "select {}, count(*), sum(pg_catalog.hashtextextended(pg_catalog.hash_record_extended(q, 0)::text, 0))"
            " from (\n{}\n) q"
        ).format(kind, query(kind, major, hashed=True))
        for kind in kinds
    )
    return sql.SQL(
        "{shared}\n"
        "select md5(string_agg(concat_ws(' ', kind, count, hash), ',' order by kind collate \"C\")) as digest\n"
        "from (\n{arms}\n) hashes (kind, count, hash)"
    ).format(shared=query(SHARED, major, hashed=True), arms=_UNION.join(arms))


@cache
def content_tables(major: int) -> sql.Composable:
    """Return the statement that lists the tables whose rows are counted."""
    return query(SHARED, major, hashed=False) + _NEWLINE + query(CONTENT_TABLES, major, hashed=False)
