"""Rows that stand in a database already, as the text of their values."""

from __future__ import annotations

from collections.abc import Iterable

from psycopg import sql
from psycopg.rows import dict_row

from harness.live.session import Connection
from harness.rows.worlds import Row
from harness.schema import Name, Table


def standing(conn: Connection, tables: Iterable[Table], most: int = 10_000) -> dict[Name, list[Row]]:
    """Return the rows of each table that has some, at most so many of each, in the order of their text."""
    found: dict[Name, list[Row]] = {}
    for table in tables:
        if not table.columns:
            continue
        columns = sql.SQL(", ").join(
            sql.SQL("{}::text as {}").format(sql.Identifier(column.name), sql.Identifier(column.name))
            for column in table.columns
        )
        query = sql.SQL("select {} from {} order by {} limit {}").format(
            columns,
            sql.Identifier(table.name.namespace, table.name.name),
            sql.SQL(", ").join(sql.SQL(str(at)) for at in range(1, len(table.columns) + 1)),
            sql.Literal(most),
        )
        with conn.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(query, prepare=False).fetchall()
        if rows:
            found[table.name] = list(rows)
    return found
