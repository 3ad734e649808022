"""Rows that migrations have put into tables: the parents that there can be."""

from __future__ import annotations

from collections.abc import Iterable

from psycopg import sql
from psycopg.rows import dict_row

from harness.live.session import Connection
from harness.rows.model import Model
from harness.rows.worlds import Row
from harness.schema import Name


def existing(conn: Connection, found: Iterable[Model]) -> dict[Name, list[Row]]:
    """Return some rows of each table that migrations have filled: they are the parents that there can be."""
    rows: dict[Name, list[Row]] = {}
    for model in found:
        columns = sql.SQL(", ").join(
            sql.SQL("{}::text as {}").format(sql.Identifier(column.name), sql.Identifier(column.name))
            for column in model.table.columns
        )
        if model.table.columns:
            query = sql.SQL("select {} from {} limit 60").format(
                columns, sql.Identifier(model.table.name.namespace, model.table.name.name)
            )
            with conn.cursor(row_factory=dict_row) as cursor:
                there = cursor.execute(query, prepare=False).fetchall()
            if there:
                rows[model.table.name] = list(there)
    return rows
