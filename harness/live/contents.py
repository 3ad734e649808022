"""The rows of a database as counts and hashes, made on the server, whatever order the rows stand in.

A table's digest is the sum of a 64-bit hash of each row's text, so that it is the same for the same rows in any
order, and so that what a change adds to it is the same whatever other rows are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from psycopg import sql

from harness.live import queries
from harness.live.session import Connection, NormalForm, normal_form
from harness.schema import Name

Columns = Mapping[Name, tuple[str, ...]]

# An alias that no column is called: `alias::text` would otherwise be that column, not the row.
_ROW = sql.Identifier("the row of the harness")


@dataclass(frozen=True, slots=True)
class Rows:
    """How many rows a table has, and the sum of their hashes."""

    count: int
    digest: int


@dataclass(frozen=True)
class Contents:
    """The rows of tables, as counts and sums of hashes."""

    tables: Mapping[Name, Rows] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The number of rows in all tables."""
        return sum(rows.count for rows in self.tables.values())

    def compare(self, other: Contents) -> tuple[tuple[Name, int, int], ...]:
        """Return the tables that both sides have and whose rows differ, with the row counts of both sides."""
        return tuple(
            (table, rows.count, other.tables[table].count)
            for table, rows in self.tables.items()
            if table in other.tables and other.tables[table] != rows
        )


def columns(conn: Connection) -> dict[Name, tuple[str, ...]]:
    """Return the columns, in order, of every table whose rows `contents` counts."""
    with normal_form(conn) as form:
        return {table: tuple(row["columns"]) for table, row in _tables(conn, form).items()}


def contents(conn: Connection, tables: Iterable[Name] | None = None, *, columns: Columns | None = None) -> Contents:
    """Return the contents of every ordinary table and partition: of `tables` only, or of the given `columns` only.

    Works in autocommit mode and inside an open transaction, and leaves the session as it was. Rows of partitions and
    of inheriting tables are their own; foreign tables, temporary tables, those of extensions and materialised views
    are left out. Raises `CatalogError` where a table that is asked for does not exist or cannot be read whole.
    """
    with normal_form(conn) as form:
        found = _tables(conn, form)
        asked = list(columns) if columns is not None else list(found) if tables is None else list(tables)
        _unforce(form, [table for table in asked if table in found and found[table]["forced"]])
        if not asked:
            return Contents()
        hashes = [_hash(number, table, columns[table] if columns else None) for number, table in enumerate(asked)]
        form.cursor.execute(sql.SQL("\nunion all\n").join(hashes), prepare=False)
        return Contents({asked[row["number"]]: Rows(row["count"], int(row["digest"])) for row in _ordered(form)})


def rows(
    conn: Connection, table: Name, columns: tuple[str, ...] | None = None, *, limit: int = 10
) -> list[tuple[str | None, ...]]:
    """Return the first rows of a table as texts, ordered by all that is shown: the same rows give the same list."""
    with normal_form(conn) as form:
        found = _tables(conn, form)
        names = columns if columns is not None else tuple(found[table]["columns"]) if table in found else ()
        _unforce(form, [table] if table in found and found[table]["forced"] else [])
        texts = [sql.SQL('{}::text collate "C"').format(sql.Identifier(name)) for name in names]
        statement = sql.SQL("select array[{texts}]::text[] as texts from only {table} order by 1 limit {limit}").format(
            texts=sql.SQL(", ").join(texts), table=_table(table), limit=limit
        )
        form.cursor.execute(statement, prepare=False)
        return [tuple(row["texts"]) for row in form.cursor.fetchall()]


def _tables(conn: Connection, form: NormalForm) -> dict[Name, dict[str, Any]]:
    statement = {queries.CONTENT_TABLES: queries.content_tables(conn.info.server_version // 10000)}
    return {Name(row["namespace"], row["name"]): row for row in form.ask(statement)[queries.CONTENT_TABLES]}


def _unforce(form: NormalForm, tables: Iterable[Name]) -> None:
    """Let the owner see rows that a forced policy hides; taken back with the rest of the normal form."""
    for table in tables:
        form.cursor.execute(sql.SQL("alter table {} no force row level security").format(_table(table)), prepare=False)


def _table(table: Name) -> sql.Identifier:
    return sql.Identifier(table.namespace, table.name)


def _hash(number: int, table: Name, columns: tuple[str, ...] | None) -> sql.Composed:
    names = [sql.SQL(".").join([_ROW, sql.Identifier(name)]) for name in columns or ()]
    row = _ROW if columns is None else sql.SQL("row({})").format(sql.SQL(", ").join(names))
    return sql.SQL(
        "select {number} as number, count(*) as count,"
        ' coalesce(sum(pg_catalog.hashtextextended({row}::text collate "C", 0)), 0) as digest'
        " from only {table} as {alias}"
    ).format(number=number, row=row, table=_table(table), alias=_ROW)


def _ordered(form: NormalForm) -> list[dict[str, Any]]:
    return sorted(form.cursor.fetchall(), key=lambda row: int(row["number"]))
