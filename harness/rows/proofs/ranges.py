"""What numbers an expression can be: an interval that holds all of them, whatever the row.

Arithmetic is taken as if it had no limits: a row on which it overflows is in no table, unless the condition never came
to evaluate it, and then any value may stand for it. NaN is a value above all others, as PostgreSQL orders it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from sqlglot import exp

from harness.rows.clauses import column_of
from harness.rows.kind import Kind
from harness.rows.proofs.constants import number, number_for
from harness.rows.proofs.terms import Scope, key, type_of

Number = Fraction | float  # a float is an infinity only
INFINITY = math.inf


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers from `low` to `high`, of these the whole ones or `members` only, and NaN where `nan`."""

    low: Number = -INFINITY
    high: Number = INFINITY
    whole: bool = False
    nan: bool = False
    members: tuple[int, ...] = ()

    def within(self, low: Number, high: Number) -> Span:
        """Return the part of it that lies within other bounds."""
        return Span(max(self.low, low), min(self.high, high), self.whole, self.nan, self.members)


_WIDE = Span(nan=True)
_FIELDS = {
    "month": (1, 12),
    "day": (1, 31),
    "hour": (0, 23),
    "minute": (0, 59),
    "second": (0, 60),
    "dow": (0, 6),
    "isodow": (1, 7),
    "doy": (1, 366),
    "quarter": (1, 4),
    "week": (1, 53),
}
_IN_TIMES = frozenset({"hour", "minute", "second"})
_MIDNIGHT = 24  # a time can be 24:00
_LIMITS = {"smallint": 2**15, "integer": 2**31, "bigint": 2**63}
_MEASURED = frozenset({"text", "character", "bytea", "bit", "bit varying"})
_MOST_PREFIX = {4: 32, 6: 128}


def span(node: exp.Expr, scope: Scope, known: Mapping[str, Span]) -> Span:
    """Return what a numeric expression can be where it is not NULL; `known` tells more of some, by their keys."""
    found = _span(node, scope, known)
    more = known.get(key(node))
    return found.within(more.low, more.high) if more else found


def _span(node: exp.Expr, scope: Scope, known: Mapping[str, Span]) -> Span:  # noqa: C901, PLR0911 - a table
    constant = number(node)
    if constant is not None:
        of_type = constant[1] or "numeric"
        exact = number_for(node, of_type)
        return _WIDE if exact is None else Span(exact, exact, exact.denominator == 1)
    match node:
        case exp.Column():
            return _column(scope.kinds[str(column_of(node))])
        case exp.Cast():
            inner, to = type_of(node.this, scope), type_of(node, scope)
            kept = inner == "int" and to in {"int", "numeric"} and "(" not in node.to.sql("postgres")
            return span(node.this, scope, known) if kept else Span(whole=to == "int", nan=to != "int")
        case exp.Length():
            return _length(node, scope)
        case exp.Extract():
            return _field(node, scope)
        case exp.Anonymous():
            return _called(node, scope, known)
        case exp.StrPosition() | exp.Ascii():
            return Span(0, whole=True)
        case exp.ArraySize():
            return Span(1, whole=True)
        case exp.Sqrt():
            return Span(0, nan=True)
        case exp.Pow():
            power = number(node.expression)
            even = power is not None and power[0].denominator == 1 and power[0] % 2 == 0
            return Span(0 if even else -INFINITY, nan=True)
        case exp.Sign():
            return Span(-1, 1, nan=True)
    if type_of(node, scope) in {"int", "numeric", "real", "double"}:
        return _combined(node, scope, known)
    return _WIDE


def _column(kind: Kind) -> Span:
    if kind.array:
        return _WIDE
    if kind.base in _LIMITS:
        return Span(-_LIMITS[kind.base], _LIMITS[kind.base] - 1, whole=True)
    if kind.base == "numeric" and kind.modifiers:
        digits, scale = (*kind.modifiers, 0)[:2]
        most = Fraction(10**digits - 1) / Fraction(10) ** scale
        return Span(-most, most, nan=True)
    return _WIDE


def _length(node: exp.Length, scope: Scope) -> Span:
    of_type = type_of(node.this, scope)
    if of_type not in _MEASURED:
        return _WIDE
    column = column_of(node.this) if isinstance(node.this, exp.Column) else None
    kind = scope.kinds[column] if column is not None else None
    if kind is None or kind.length is None:
        return Span(0, whole=True)
    return Span(kind.length if kind.base == "bit" else 0, kind.length, whole=True)


def _field(node: exp.Extract, scope: Scope) -> Span:
    name, of_type = node.name.lower(), type_of(node.expression, scope)
    timely = of_type in {"time without time zone", "time with time zone"}
    dated = of_type == "date" or of_type.startswith("timestamp ")
    if name not in _FIELDS or not (dated or (timely and name in _IN_TIMES)):
        return _WIDE
    low, high = _FIELDS[name]
    return Span(low, _MIDNIGHT if timely and name == "hour" else high, whole=name != "second")


def _called(node: exp.Anonymous, scope: Scope, known: Mapping[str, Span]) -> Span:
    name = node.name.lower()
    if name == "family":
        return Span(4, 6, whole=True, members=(4, 6))
    if name == "masklen":
        family = known.get(f"FAMILY({key(node.expressions[0])})") or Span(4, 6)
        return Span(0, max(most for of, most in _MOST_PREFIX.items() if family.low <= of <= family.high), whole=True)
    if name in {"num_nonnulls", "num_nulls"}:
        return Span(0, len(node.expressions), whole=True)
    if name == "area":
        return Span(0, nan=True)
    if name == "array_length":
        return Span(1, whole=True)
    return Span(0, whole=True) if type_of(node, scope) == "int" else _WIDE


def _combined(node: exp.Expr, scope: Scope, known: Mapping[str, Span]) -> Span:  # noqa: C901 - a table
    """Return the span of arithmetic."""
    parts = [span(each, scope, known) for each in node.iter_expressions()]
    whole = type_of(node, scope) == "int"
    nan = not whole and (any(each.nan for each in parts) or not all(map(_bounded, parts)))
    first, *rest = parts
    second = rest[0] if rest else first
    bounds: tuple[Number, Number] = (-INFINITY, INFINITY)
    match node:
        case exp.Neg():
            bounds = (-first.high, -first.low)
        case exp.Abs():
            bounds = (max(Fraction(0), first.low, -first.high), max(-first.low, first.high))
        case exp.Add():
            bounds = (_sum(first.low, second.low), _sum(first.high, second.high))
        case exp.Sub():
            bounds = (_sum(first.low, -second.high), _sum(first.high, -second.low))
        case exp.Mul():
            corners = [_times(one, other) for one, other in product((first.low, first.high), (second.low, second.high))]
            bounds = (min(corners), max(corners))
            if key(node.this) == key(node.expression):
                bounds = (max(bounds[0], Fraction(0)), bounds[1])
        case exp.Mod():
            bounds = _remainder(first, second, whole=whole)
        case exp.BitwiseAnd() if whole:
            mosts = [each.high for each in (first, second) if each.low >= 0]
            bounds = (Fraction(0), min(mosts)) if mosts else bounds
        case exp.Coalesce() | exp.Greatest() | exp.Least():
            bounds = (min(each.low for each in parts), max(each.high for each in parts))
    low, high = bounds
    if not whole:  # what is rounded does not pass a whole number
        low, high = (_outwards(low, math.floor), _outwards(high, math.ceil))
    return Span(low, high, whole, nan)


_EXACT = 2**24  # whole numbers up to here are exact in every type


def _outwards(bound: Number, rounded: object) -> Number:
    assert callable(rounded)
    if isinstance(bound, float):
        return bound
    value = Fraction(rounded(bound))
    if abs(value) <= _EXACT:
        return value
    return INFINITY if rounded is math.ceil else -INFINITY


def _bounded(part: Span) -> bool:
    return not (isinstance(part.low, float) or isinstance(part.high, float))


def _sum(one: Number, other: Number) -> Number:
    for each in (one, other):
        if isinstance(each, float):
            return each
    return one + other


def _times(one: Number, other: Number) -> Number:
    if not one or not other:
        return Fraction(0)
    if isinstance(one, float) or isinstance(other, float):
        return INFINITY if (one > 0) == (other > 0) else -INFINITY
    return one * other


def _remainder(first: Span, second: Span, *, whole: bool) -> tuple[Number, Number]:
    """Return the bounds of a remainder, which has the sign of what is divided."""
    most = max(-second.low, second.high)
    if whole and not isinstance(most, float):
        most = max(most - 1, Fraction(0))
    low = max(-most, min(first.low, Fraction(0)))
    return low, min(most, max(first.high, Fraction(0)))
