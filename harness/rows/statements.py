"""Rows as statements that can be pasted into psql."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from harness.rows.kind import Value
from harness.schema import Table, quoted
from harness.schema.write.quoting import literal, whole

Row = Mapping[str, Value]


def written(value: Value) -> str:
    """Return a value as an SQL constant."""
    return "null" if value is None else literal(value)


def insert(table: Table, row: Row) -> str:
    """Return the INSERT of a row; columns that it leaves out get their defaults."""
    if not row:
        return f"insert into {whole(table.name)} default values"
    columns = ", ".join(quoted(column) for column in row)
    always = any(column.identity_kind == "always" and column.name in row for column in table.columns)
    overriding = " overriding system value" if always else ""
    values = ", ".join(written(value) for value in row.values())
    return f"insert into {whole(table.name)} ({columns}){overriding} values ({values})"


def insert_all(rows: Sequence[tuple[Table, Row]]) -> str:
    """Return one statement that inserts all these rows, so that any may reference another; the last is the main one."""
    *before, (table, row) = rows
    if not before:
        return insert(table, row)
    parts = (f"harness_{number} as ({insert(*each)})" for number, each in enumerate(before, 1))
    return f"with {', '.join(parts)} {insert(table, row)}"


def update(table: Table, changed: Row, where: Row) -> str:
    """Return the UPDATE that sets `changed` in the row that has the values of `where`."""
    sets = ", ".join(f"{quoted(column)} = {written(value)}" for column, value in changed.items())
    return f"update {whole(table.name)} set {sets} where {matching(where)}"


def delete(table: Table, where: Row) -> str:
    """Return the DELETE of the row that has these values."""
    return f"delete from {whole(table.name)} where {matching(where)}"


def matching(where: Row) -> str:
    """Return the condition that a row has these values."""
    return " and ".join(
        f"{quoted(column)} is null" if value is None else f"{quoted(column)} = {written(value)}"
        for column, value in where.items()
    )


def unless(condition: str, told: str) -> str:
    """Return a statement that fails with SQLSTATE HRN01 where a condition is not true; `told` is its message."""
    body = (
        f"begin if ({condition}) is not true then raise exception using errcode = 'HRN01', message = {literal(told)};"
        " end if; end"
    )
    return f"do {literal(body)}"


def script(statements: Iterable[str]) -> str:
    """Return statements to be pasted into psql, with nothing kept."""
    return "\n".join(["begin;", *(f"{each};" for each in statements), "rollback;"])
