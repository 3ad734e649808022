"""The whole catalog of one database → a `Schema` in normal form, or a digest of the same facts.

`read` asks every query of `live/queries` in one round trip and checks that it read every object that somebody made:
one that it cannot read is an error, never a blank. `digest` hashes the same rows on the server, for asking "is this
still the same?" a few hundred times per second: on one server, equal digests mean equal schemas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Any

from psycopg import Cursor, sql

from harness.live import build, queries
from harness.live.session import CatalogError, Connection, Row, normal_form
from harness.schema import Index, Name, Part, Schema, Table, View

Places = Callable[[int], tuple[str, int] | None]

# Catalogs whose rows are parts of objects in other catalogs, and are read with those.
_WITHIN_OTHERS = frozenset(
    {"pg_amop", "pg_amproc", "pg_attrdef", "pg_enum", "pg_publication_namespace", "pg_publication_rel"}
)
_READ = frozenset(
    {
        "pg_am",
        "pg_cast",
        "pg_class",
        "pg_collation",
        "pg_constraint",
        "pg_conversion",
        "pg_default_acl",
        "pg_event_trigger",
        "pg_extension",
        "pg_foreign_data_wrapper",
        "pg_foreign_server",
        "pg_language",
        "pg_largeobject_metadata",
        "pg_namespace",
        "pg_opclass",
        "pg_operator",
        "pg_opfamily",
        "pg_policy",
        "pg_proc",
        "pg_publication",
        "pg_rewrite",
        "pg_statistic_ext",
        "pg_subscription",
        "pg_transform",
        "pg_trigger",
        "pg_ts_config",
        "pg_ts_dict",
        "pg_ts_parser",
        "pg_ts_template",
        "pg_type",
        "pg_user_mapping",
    }
)


_ONLY = sql.SQL(
    "select pg_catalog.set_config('harness.relations', array("
    "select pg_catalog.to_regclass(name)::oid from unnest(%s::text[]) name"
    ")::text, true)"
)


def read(conn: Connection, *, places: Places | None = None) -> Schema:
    """Return everything in the current database that somebody made, in normal form.

    Works in autocommit mode and inside an open transaction, which sees its own changes, and leaves the session as it
    was. `places` turns the id of the transaction that last wrote a part's catalog row (for a table: that created it)
    into a path and a 1-based line. The id is the row's `xmin`: 32 bits, and the subtransaction's own id where the
    statement ran after a savepoint. Raises `CatalogError` for an object of a kind that has no reader, and for a
    connection that cannot answer.
    """
    with normal_form(conn) as form:
        found = form.ask(queries.readers(conn.info.server_version // 10000))
        unread = _unread(found, found.pop(queries.CHECK))
        if unread:
            _refuse(form.cursor, unread)
    return _schema(found, _placer(places))


def read_relations(conn: Connection, relations: Iterable[Name], kinds: Iterable[str]) -> Schema:
    """Return what is read of some tables and views alone, and all of those kinds that belong to no relation.

    `kinds` are names of queries: one that is left out costs nothing, and reads as empty.
    """
    names = [sql.Identifier(name.namespace, name.name).as_string(conn) for name in relations]
    every = queries.readers(conn.info.server_version // 10000)
    with normal_form(conn) as form:
        form.cursor.execute(_ONLY, [names])
        found = form.ask({kind: every[kind] for kind in kinds})
    return _schema(defaultdict(list, found), _placer(None))


def digest(conn: Connection, *, catalogs: frozenset[str] | None = None) -> str:
    """Return a hash, made on the server, of the facts that `read` returns.

    Two digests from one server are equal exactly where the schemas are, collisions of a 64-bit hash aside. Objects
    without a reader are not noticed here; `read` notices them. With `catalogs`, only what writes to those catalogs can
    have changed is hashed: two such digests compare one database with itself, before and after the writes.
    """
    with normal_form(conn) as form:
        major = conn.info.server_version // 10000
        kinds = None if catalogs is None else queries.kinds_on(catalogs, major)
        name = "digest" if kinds is None else f"digest_{abs(hash(kinds)):x}"
        statement = queries.digest(major) if kinds is None else queries.digest(major, kinds)
        (row,) = form.ask({name: statement})[name]
    return str(row["digest"])


def _placer(places: Places | None) -> Callable[[Row], dict[str, Any]]:
    if places is None:
        return lambda _: {}
    look_up = places
    known: dict[int, dict[str, Any]] = {}

    def place(row: Row) -> dict[str, Any]:
        if row["written"] is None:
            return {}
        written = int(row["written"])
        if written not in known:
            found = look_up(written)
            known[written] = {"path": found[0], "line": found[1]} if found else {}
        return known[written]

    return place


def _schema(found: Mapping[str, list[Row]], place: Callable[[Row], dict[str, Any]]) -> Schema:
    numbers: dict[Name, dict[int, str]] = defaultdict(dict)
    for row in found["columns"]:
        numbers[build.name_of(row, "relation")][row["number"]] = row["name"]

    indexes = [build.index(row, place(row), numbers[build.name_of(row, "relation")]) for row in found["indexes"]]
    include = {(index.table, index.constraint): index.include for index in indexes if index.constraint}
    constraints = []
    for row in found["constraints"]:
        table = build.name_of(row, "relation")
        constraints.append(build.constraint(row, place(row), numbers[table], include.get((table, row["name"]), ())))

    columns = sorted((build.column(row, place(row)) for row in found["columns"]), key=lambda column: column.position)
    children = {
        "columns": _by_table(columns),
        "constraints": _by_table(sorted(constraints, key=lambda part: part.name)),
        "indexes": _by_table(sorted(indexes, key=_index_order)),
        "triggers": _by_table(_sorted(build.trigger(row, place(row)) for row in found["triggers"])),
        "policies": _by_table(_sorted(build.policy(row, place(row)) for row in found["policies"])),
    }

    def held(row: Row, names: Iterable[str]) -> dict[str, tuple[Any, ...]]:
        return {name: tuple(children[name][build.name_of(row)]) for name in names}

    def each(kind: str, make: Callable[[Row, dict[str, Any]], Any]) -> tuple[Any, ...]:
        return _sorted(make(row, place(row)) for row in found[kind])

    tables = (build.table(row, place(row), held(row, Table.children)) for row in found["tables"])
    views = (build.view(row, place(row), held(row, View.children)) for row in found["views"])
    return Schema(
        tables=_sorted(tables),
        views=_sorted(views),
        enums=each("enums", build.enum),
        domains=each("domains", build.domain),
        sequences=each("sequences", build.sequence),
        functions=_sorted(chain(each("functions", build.function), each("aggregates", build.function))),
        extensions=each("extensions", build.extension),
        grants=each("grants", build.grant),
        comments=each("comments", build.comment),
        objects=_sorted(
            chain(
                each("rules", build.attached),
                each("internal_triggers", build.attached),
                each("objects", build.other),
            )
        ),
    )


def _index_order(index: Index) -> Name:
    return index.name


def _sorted(found: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(found, key=lambda part: part.key))


def _by_table(found: Iterable[Any]) -> dict[Name, list[Part]]:
    grouped: dict[Name, list[Part]] = defaultdict(list)
    for part in found:
        grouped[part.table].append(part)
    return grouped


def _unread(found: Mapping[str, list[Row]], existing: Iterable[Row]) -> list[tuple[str, int | None]]:
    """Return what exists and was not read, as class and OID; no OID where the whole class has no reader."""
    seen: dict[str, set[int]] = defaultdict(set)
    for row in chain.from_iterable(found.values()):
        if row.get("class"):
            seen[row["class"]].add(row["oid"])
    unread: list[tuple[str, int | None]] = []
    for row in existing:
        if row["class"] not in _READ | _WITHIN_OTHERS:
            unread.append((row["class"], None))
        unread.extend((row["class"], oid) for oid in row["oids"] if oid is not None and oid not in seen[row["class"]])
    return unread


def _refuse(cursor: Cursor[Row], unread: Iterable[tuple[str, int | None]]) -> None:
    """Raise `CatalogError` naming what was not read; a class without a reader that holds nothing passes."""
    names = []
    for catalog, oid in unread:
        if oid is None:
            count = sql.SQL("select count(*) from {} where oid >= 16384").format(sql.Identifier("pg_catalog", catalog))
            found = cursor.execute(count).fetchone()
            names.extend([f"{found['count']} rows of {catalog}"] if found and found["count"] else [])
        else:
            what = "select pg_catalog.pg_describe_object(%s::regclass, %s, 0) as name"
            named = cursor.execute(what, (catalog, oid)).fetchone()
            names.append(named["name"] if named and named["name"] else f"{catalog} {oid}")
    if names:
        raise CatalogError(
            f"the database holds objects that the harness cannot read: {', '.join(names)}",
            want="a reader for every object, so that none can change unseen",
            mend="report it with the statement that makes such an object; until then, check the chain without it",
        )
