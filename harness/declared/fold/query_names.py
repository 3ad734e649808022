"""The columns of a query by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlglot import exp
from sqlglot.dialects.postgres import Postgres

from harness.declared.fold.query_types import Columns, widest
from harness.declared.objects import Typed


def from_items(select: exp.Select) -> Iterator[exp.Expr]:
    start = select.args.get("from_")
    if start is not None:
        yield start.this
    for join in select.args.get("joins") or ():
        yield join.this
    yield from select.args.get("laterals") or ()


def named_anew(columns: Columns | None, names: list[str]) -> Columns | None:
    if columns is None or not names:
        return columns
    return [(names[at] if at < len(names) else name, kind) for at, (name, kind) in enumerate(columns)]


def united(left: Columns | None, right: Columns | None) -> Columns | None:
    """Return the columns of a UNION: the names of the first query, and the types that both have in common."""
    if left is None:
        return None
    others = [kind for _, kind in right or ()][: len(left)]
    others += [None] * (len(left) - len(others))
    return [(name, _common(kind, other)) for (name, kind), other in zip(left, others, strict=True)]


def _common(one: Typed | None, other: Typed | None) -> Typed | None:
    if one is None or other is None:
        return None
    return one if one.text == other.text else widest([one, other])


def name_of(item: exp.Expr) -> str:
    """Return what PostgreSQL calls a column of a query that is not named."""
    if item.alias:
        return str(item.alias)
    while isinstance(item, exp.Cast | exp.Paren):
        inner = item.this
        if isinstance(item, exp.Cast) and not isinstance(inner, exp.Column | exp.Func | exp.Paren | exp.Cast):
            return item.to.sql(dialect=Postgres).lower().split("(")[0]
        item = inner
    named = next((name for kind, name in _NAMED if isinstance(item, kind)), None)
    if named:
        return named(item)
    return item.sql_name().lower() if isinstance(item, exp.Func) else "?column?"


def _now(item: exp.Expr) -> str:
    return "current_timestamp" if item.meta.get("written") else "now"


_NAMED: tuple[tuple[type[exp.Expr], Callable[[exp.Expr], str]], ...] = (
    (exp.Column, lambda item: str(item.name)),
    (exp.Case, lambda _: "case"),
    (exp.Boolean, lambda _: "bool"),
    (exp.Window, lambda item: name_of(item.this)),
    (exp.CurrentTimestamp, _now),
    (exp.Anonymous, lambda item: str(item.name).lower()),
)
