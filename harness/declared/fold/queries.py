"""The columns of a query, as far as its text tells: names, and types where they are cast or come from a table."""

from __future__ import annotations

from sqlglot import exp, parse_one
from sqlglot.dialects.postgres import Postgres
from sqlglot.errors import SqlglotError

from harness.declared.block.errors import SqlError
from harness.declared.fold.context import Context
from harness.declared.state import TableState, Typed
from harness.declared.tokens import Cursor, Named, Unreadable
from harness.declared.types import read_type

Columns = list[tuple[str, Typed | None]]


def query_columns(context: Context, query: str) -> Columns | None:
    """Return the columns of a query in order; a type is None where the text does not tell it, all is where nothing is."""
    try:
        tree = parse_one(query, dialect=Postgres)
    except (SqlglotError, RecursionError):
        return None
    select = tree.find(exp.Select)
    if not isinstance(tree, exp.Query) or select is None:
        return None
    tables = _tables(context, select)
    found: Columns = []
    for item in select.expressions:
        if isinstance(item, exp.Star) or (isinstance(item, exp.Column) and isinstance(item.this, exp.Star)):
            wanted = item.table if isinstance(item, exp.Column) else ""
            for alias, table in tables.items():
                if table is None:
                    return None
                if not wanted or wanted == alias:
                    found.extend((column.name, column.type) for column in table.columns.values())
        else:
            found.append((_named(item), _type_of(context, item.unalias(), tables)))
    return found


def _tables(context: Context, select: exp.Select) -> dict[str, TableState | None]:
    found: dict[str, TableState | None] = {}
    sources = [select.args.get("from_"), *(select.args.get("joins") or [])]
    for source in sources:
        item = source.this if source is not None else None
        if isinstance(item, exp.Table):
            try:
                name = context.table(Named(item.db or None, item.name))
                found[item.alias_or_name] = context.state.tables[name]
            except SqlError:
                found[item.alias_or_name] = None
        elif item is not None:
            found[item.alias_or_name] = None
    return found


def _named(item: exp.Expression) -> str:
    if item.alias:
        return str(item.alias)
    inner = item.this if isinstance(item, exp.Cast) else item
    if isinstance(inner, exp.Column):
        return str(inner.name)
    return inner.key if isinstance(inner, exp.Func) else "?column?"


def _type_of(context: Context, item: exp.Expression, tables: dict[str, TableState | None]) -> Typed | None:
    if isinstance(item, exp.Cast):
        try:
            return context.typed(read_type(Cursor(item.to.sql(dialect=Postgres))))
        except (Unreadable, SqlError):
            return None
    if isinstance(item, exp.Column):
        holders = [table for alias, table in tables.items() if not item.table or item.table == alias]
        for table in holders:
            if table is not None and item.name in table.columns:
                return table.columns[item.name].type
    return None
