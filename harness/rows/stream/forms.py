"""Rows as text: COPY for psql, INSERT, CSV and JSON lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from harness.rows import values
from harness.rows.kind import Kind, Value
from harness.rows.stream.columns import Form
from harness.rows.stream.plan import Plan
from harness.rows.stream.tables import Rows
from harness.schema import quoted
from harness.schema.write.quoting import literal, whole

Format = Literal["copy", "csv", "sql", "json"]
Lines = Callable[[Sequence[Sequence[str]]], str]

_BLOCK = 5_000  # rows that are made at a time
_INSERTED = 500  # rows of one INSERT
_ESCAPED = str.maketrans({"\\": r"\\", "\n": r"\n", "\t": r"\t", "\r": r"\r"})
_SPECIAL = re.compile(r'[",\r\n]|^\s|\s$|^\\\.$')
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_UTF8 = "set client_encoding = 'UTF8';\n"


def texts(plan: Plan, form: Format, told: Callable[[int], None] = lambda _: None) -> Iterator[str]:
    """Yield the text of all rows, a block at a time; `told` hears how many rows were made."""
    yield _UTF8 if form in {"copy", "sql"} else ""
    several = len(plan.tables) > 1
    for rows in plan.tables:
        if not rows.written and form in {"copy", "sql"}:
            yield from (f"insert into {whole(rows.name)} default values;\n" for _ in range(rows.count))
            told(rows.count)
            continue
        columns = [rows.columns[name].written(_form(form, rows.model.kinds[name])) for name in rows.written]
        before, lines, after = _writers(form, rows, several=several)
        yield before
        for start in range(0, rows.count, _BLOCK):
            block = range(start, min(start + _BLOCK, rows.count))
            yield lines([column(block) for column in columns])
            told(len(block))
        yield after
        if form in {"copy", "sql"}:
            yield "".join(_counted(rows, column) for column in rows.counters)


def _form(form: Format, kind: Kind) -> Form:
    number = values.is_number(kind)
    if form == "copy":
        return Form(_copied)
    if form == "csv":
        return Form(_separated)
    if form == "sql":
        return Form(_number if number else _constant, plain=number)
    if kind.base in {"json", "jsonb", "boolean"} and not kind.array:
        return Form(_json)
    return Form(_json_number if number else _json_text, plain=number)


def _copied(value: Value) -> str:
    return r"\N" if value is None else value.translate(_ESCAPED)


def _separated(value: Value) -> str:
    if value is None:
        return ""
    return '"' + value.replace('"', '""') + '"' if not value or _SPECIAL.search(value) else value


def _constant(value: Value) -> str:
    return "null" if value is None else literal(value)


def _number(value: Value) -> str:
    return value if value is not None and _NUMBER.fullmatch(value) else _constant(value)


def _json(value: Value) -> str:
    return "null" if value is None else value


def _json_text(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json_number(value: Value) -> str:
    return value if value is not None and _NUMBER.fullmatch(value) else _json_text(value)


def _writers(form: Format, rows: Rows, *, several: bool) -> tuple[str, Lines, str]:
    """Return what stands before a table's rows, what makes text of them, and what stands behind them."""
    listed = ", ".join(quoted(name) for name in rows.written)
    table = whole(rows.name)
    if form == "copy":
        return f"copy {table} ({listed}) from stdin;\n", _joined("\t"), "\\.\n"
    if form == "csv":
        return ",".join(_separated(name) for name in rows.written) + "\n", _joined(","), ""
    if form == "json":
        keys = [f"{json.dumps('table')}: {json.dumps(str(rows.name))}"] if several else []
        keys += [f"{json.dumps(name)}: \0" for name in rows.written]
        row = "{" + ", ".join(keys).replace("%", "%%").replace("\0", "%s") + "}\n"
        return "", lambda columns: "".join([row % each for each in zip(*columns, strict=True)]), ""
    always = any(each.identity_kind == "always" and each.name in rows.written for each in rows.model.columns)
    head = f"insert into {table} ({listed}){' overriding system value' if always else ''} values\n"

    def inserts(columns: Sequence[Sequence[str]]) -> str:
        lines = [f"({', '.join(row)})" for row in zip(*columns, strict=True)]
        parts = (lines[at : at + _INSERTED] for at in range(0, len(lines), _INSERTED))
        return "".join(head + ",\n".join(part) + ";\n" for part in parts)

    return "", inserts, ""


def _joined(sign: str) -> Lines:
    return lambda columns: "\n".join(map(sign.join, zip(*columns, strict=True))) + "\n"


def _counted(rows: Rows, column: str) -> str:
    """Return the statement that has the server count on behind the numbers that were given."""
    table, name = literal(whole(rows.name)), literal(column)
    return (
        f"select pg_catalog.setval(pg_catalog.pg_get_serial_sequence({table}, {name}),"
        f" greatest((select max({quoted(column)}) from {whole(rows.name)}), 1));\n"
    )
