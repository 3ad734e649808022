"""The type that an expression of a query has, as far as its text tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Protocol

from sqlglot import exp

from harness.declared.objects import Typed
from harness.declared.record import replace
from harness.declared.tokens import Cursor
from harness.declared.types import read_type

Columns = list[tuple[str, Typed | None]]


Sources = dict[str, Columns | None]  # by alias; None: nobody knows what columns it has


class Typing(Protocol):
    """What tells the type of any expression of a query, given what is read around it."""

    def type_of(self, item: exp.Expr, sources: Sources) -> Typed | None: ...

    def first(self, items: Iterable[exp.Expr | None], sources: Sources) -> Typed | None: ...


def column_type(item: exp.Column, sources: Sources) -> Typed | None:
    for alias, columns in sources.items():
        if item.table and item.table != alias:
            continue
        for name, kind in columns or ():
            if name == item.name:
                return kind
    return None


@lru_cache(maxsize=64)
def plain(name: str) -> Typed:
    """Return one of PostgreSQL's own types."""
    return Typed(read_type(Cursor(name)))


def is_unknown_literal(item: exp.Expr) -> bool:
    return isinstance(item, exp.Literal) and item.is_string


_WIDTHS = ("smallint", "integer", "bigint", "numeric", "real", "double precision")


def widest(kinds: Iterable[Typed]) -> Typed | None:
    keys = [kind.key for kind in kinds]
    if all(key in _WIDTHS for key in keys):
        return plain(_WIDTHS[max(_WIDTHS.index(key) for key in keys)])
    if all(key in {"text", "character varying"} for key in keys):
        return plain("text" if "text" in keys else "character varying")
    return None


_INTEGER, _BIGINT = 2**31, 2**63


def _literal(_: Typing, item: exp.Expr, __: Sources) -> Typed | None:
    assert isinstance(item, exp.Literal)
    if item.is_string:
        return plain("text")
    if not item.name.isdigit():
        return plain("numeric")
    value = int(item.name)
    return plain("integer" if value < _INTEGER else "bigint" if value < _BIGINT else "numeric")


_SUMS = {"smallint": "bigint", "integer": "bigint", "bigint": "numeric"}


_MEANS = {"smallint": "numeric", "integer": "numeric", "bigint": "numeric", "real": "double precision"}


def _aggregate(results: Mapping[str, str]) -> Callable[[Typing, exp.Expr, Sources], Typed | None]:
    def read(reading: Typing, item: exp.Expr, sources: Sources) -> Typed | None:
        kind = reading.type_of(item.this, sources)
        if kind is None:
            return None
        key = kind.key
        return plain(results[key]) if key in results else replace(kind, ref=replace(kind.ref, modifiers=()))

    return read


def _arithmetic(reading: Typing, item: exp.Expr, sources: Sources) -> Typed | None:
    assert isinstance(item, exp.Binary)
    kinds = [reading.type_of(side, sources) for side in (item.left, item.right)]
    known = [kind for kind in kinds if kind is not None]
    return widest(known) if len(known) == len(kinds) else None


def _same(reading: Typing, item: exp.Expr, sources: Sources) -> Typed | None:
    return reading.type_of(item.this, sources)


def _bare(reading: Typing, item: exp.Expr, sources: Sources) -> Typed | None:
    kind = reading.type_of(item.this, sources)
    return replace(kind, ref=replace(kind.ref, modifiers=())) if kind else None


def _case(reading: Typing, item: exp.Expr, sources: Sources) -> Typed | None:
    branches = [each.args.get("true") for each in item.args.get("ifs") or ()]
    return reading.first([*branches, item.args.get("default")], sources)


def _coalesce(reading: Typing, item: exp.Expr, sources: Sources) -> Typed | None:
    return reading.first([item.this, *item.expressions], sources)


def _array(reading: Typing, item: exp.Expr, sources: Sources) -> Typed | None:
    kind = reading.type_of(item.this, sources)
    return replace(kind, ref=replace(kind.ref, modifiers=(), array=True)) if kind else None


def _array_of(reading: Typing, item: exp.Expr, sources: Sources) -> Typed | None:
    kind = reading.first(item.expressions, sources)
    return replace(kind, ref=replace(kind.ref, modifiers=(), array=True)) if kind else None


def _always(name: str) -> Callable[[Typing, exp.Expr, Sources], Typed | None]:
    return lambda _, __, ___: plain(name)


def _truncated(reading: Typing, item: exp.Expr, sources: Sources) -> Typed | None:
    """Return the type of date_trunc(): that of what it truncates, a date excepted."""
    kind = reading.type_of(item.this, sources)
    return plain("timestamp with time zone") if kind is not None and kind.key == "date" else kind


BOOLEAN = (exp.Predicate, exp.Not, exp.And, exp.Or, exp.Boolean, exp.Exists, exp.In, exp.Is)


_Kinds = type[exp.Expr] | tuple[type[exp.Expr], ...]


BY_KIND: tuple[tuple[_Kinds, Callable[[Typing, exp.Expr, Sources], Typed | None]], ...] = (
    (exp.Literal, _literal),
    (exp.Null, _always("text")),
    ((exp.Paren, exp.Neg, exp.Window, exp.Filter, exp.Distinct), _same),
    (exp.ArrayAgg, _array),
    (exp.Array, _array_of),
    (exp.Collate, _same),
    (exp.TimestampTrunc, _truncated),
    (exp.Count, _always("bigint")),
    ((exp.RowNumber, exp.Rank, exp.DenseRank), _always("bigint")),
    (exp.Sum, _aggregate(_SUMS)),
    (exp.Avg, _aggregate(_MEANS)),
    ((exp.Max, exp.Min), _bare),
    ((exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod), _arithmetic),
    (exp.Case, _case),
    ((exp.Coalesce, exp.Greatest, exp.Least), _coalesce),
    (exp.CurrentTimestamp, _always("timestamp with time zone")),
    (exp.CurrentDate, _always("date")),
    ((exp.DPipe, exp.Lower, exp.Upper, exp.Trim, exp.Substring, exp.Concat, exp.GroupConcat), _always("text")),
    ((exp.LogicalOr, exp.LogicalAnd), _always("boolean")),
    (exp.Length, _always("integer")),
    (exp.Extract, _always("numeric")),
)


# Functions whose result is of one type whatever they are given.
RESULTS = {
    "now": "timestamp with time zone",
    "clock_timestamp": "timestamp with time zone",
    "gen_random_uuid": "uuid",
    "uuid": "uuid",
    "nextval": "bigint",
    "currval": "bigint",
    "lastval": "bigint",
    "to_char": "text",
    "md5": "text",
    "replace": "text",
    "split_part": "text",
    "initcap": "text",
    "left": "text",
    "right": "text",
    "string_agg": "text",
    "array_to_string": "text",
    "to_date": "date",
    "to_timestamp": "timestamp with time zone",
    "jsonb_build_object": "jsonb",
    "jsonb_agg": "jsonb",
    "to_jsonb": "jsonb",
    "json_build_object": "json",
    "json_agg": "json",
    "row_to_json": "json",
    "to_json": "json",
    "array_length": "integer",
    "cardinality": "integer",
    "random": "double precision",
}
