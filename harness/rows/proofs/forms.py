"""Sums of terms: comparisons of whole numbers, and of moments, as one of their difference with a constant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd

from sqlglot import exp

from harness.rows.condition import Truth
from harness.rows.proofs import constants, terms
from harness.rows.proofs.points import Reading, Value, sign
from harness.rows.proofs.ranges import Number, Span, span
from harness.rows.proofs.terms import Scope, key, may_be_null, type_of


@dataclass(frozen=True, slots=True)
class Form:
    """A sum of terms with their whole factors, and a number, held against 0; `gone` are terms that cancelled."""

    factors: Mapping[str, int]
    nodes: Mapping[str, exp.Expr]
    plus: Fraction
    gone: tuple[exp.Expr, ...]


def form(left: exp.Expr, right: exp.Expr, scope: Scope) -> Form | None:
    """Return the difference of two whole numbers or two moments; None where they are neither."""
    adding: list[tuple[int, exp.Expr]] = []
    types = {type_of(left, scope), type_of(right, scope)}
    plus = Fraction(0)
    if len(types) == 1 and types <= terms.MOMENTS:
        adding = [(1, left), (-1, right)]
    elif len(types) == 1 and type_of(left, scope) == "interval":
        for turn, side in ((1, left), (-1, right)):
            seconds = _seconds(side)
            if seconds is not None:
                plus += turn * seconds
            elif isinstance(side, exp.Sub) and type_of(side.this, scope) in terms.MOMENTS:
                adding += [(turn, side.this), (-turn, side.expression)]
            else:
                return None
        if len(adding) > 2:  # noqa: PLR2004 - of infinite differences nothing cancels
            return None
    else:
        for turn, side in ((1, left), (-1, right)):
            more = _summed(side, turn, scope, adding)
            if more is None:
                return None
            plus += more
    if {type_of(each, scope) for _, each in adding} & terms.MOMENTS and not all(
        isinstance(each, exp.Column) or type_of(each, scope) == "int" for _, each in adding
    ):
        return None  # infinity and a day more is infinity, so of sums of moments nothing cancels
    nodes = {key(each): each for _, each in adding}
    factors = {term: sum(factor for factor, each in adding if key(each) == term) for term in nodes}
    gone = tuple(nodes[term] for term, factor in factors.items() if not factor)
    return Form({term: factor for term, factor in sorted(factors.items()) if factor}, nodes, plus, gone)


def _summed(node: exp.Expr, turn: int, scope: Scope, adding: list[tuple[int, exp.Expr]]) -> Fraction | None:  # noqa: PLR0911
    """Add the terms of a whole number to `adding`, and return what is constant; None where it is no whole number."""
    constant = constants.number(node)
    if constant is not None:
        return turn * constant[0] if constant[1] in {"", "int", "numeric"} else None
    if isinstance(node, exp.Cast) and type_of(node, scope) in {"int", "numeric"} and "(" not in key(node.to):
        return _summed(node.this, turn, scope, adding) if type_of(node.this, scope) == "int" else None
    if isinstance(node, exp.Sub) and {type_of(node.this, scope), type_of(node.expression, scope)} == {"date"}:
        adding += [(turn, node.this), (-turn, node.expression)]
        return Fraction(0)
    if type_of(node, scope) != "int":
        return None
    if isinstance(node, exp.Neg):
        return _summed(node.this, -turn, scope, adding)
    if isinstance(node, exp.Add | exp.Sub):
        one = _summed(node.this, turn, scope, adding)
        other = _summed(node.expression, -turn if isinstance(node, exp.Sub) else turn, scope, adding)
        return None if one is None or other is None else one + other
    adding.append((turn, node))
    return Fraction(0)


_INTERVAL = re.compile(r"(?:(-?\d+) days?)? ?(?:([+-]?)(\d+):(\d\d):(\d\d(?:\.\d+)?))?")


def _seconds(node: exp.Expr) -> Fraction | None:
    """Return the length of a constant interval in the forms that a server prints, months aside."""
    if not isinstance(node, exp.Cast) or not isinstance(node.this, exp.Literal):
        return None
    found = _INTERVAL.fullmatch(node.this.name)
    if not found or not found[0]:
        return None
    days, sign, hours, minutes, seconds = found.groups()
    time = Fraction(hours or 0) * 3600 + Fraction(minutes or 0) * 60 + Fraction(seconds or 0)
    return Fraction(days or 0) * 86400 + (-time if sign == "-" else time)


def read_form(told: Callable[[int], bool], difference: Form, scope: Scope, known: Mapping[str, Span]) -> Reading:
    """Read what a comparison says of a difference, whose sign `told` judges."""
    scale = gcd(*difference.factors.values()) or 1
    if next(iter(difference.factors.values()), 1) < 0:
        scale = -scale
    factors = {term: factor // scale for term, factor in difference.factors.items()}

    def test(value: Value) -> Truth:
        if value is None:
            return None
        assert isinstance(value, int | Fraction)
        return told(sign(value * scale + difference.plus, Fraction(0)))

    name = " + ".join(term if factor == 1 else f"{factor} * {term}" for term, factor in factors.items()) or "0"
    nullable = any(may_be_null(difference.nodes[term], scope) for term in factors)
    bounds = _bounds(factors, difference.nodes, scope, known)
    whole = all(type_of(difference.nodes[term], scope) in {"int", "date"} for term in factors)
    tried = (-difference.plus / scale,)
    loose = any(may_be_null(each, scope) for each in difference.gone)
    return Reading(name, nullable, test, tried, replace(bounds, whole=whole, nan=False), loose)


def _bounds(factors: Mapping[str, int], nodes: Mapping[str, exp.Expr], scope: Scope, known: Mapping[str, Span]) -> Span:
    """Return the span of a sum of terms."""
    if len(factors) == 1 and set(factors.values()) == {1}:
        return span(nodes[next(iter(factors))], scope, known)
    low: Number = Fraction(0)
    high: Number = Fraction(0)
    for term, factor in factors.items():
        each = span(nodes[term], scope, known) if type_of(nodes[term], scope) == "int" else Span()
        ends = sorted(end * factor for end in (each.low, each.high))
        low, high = low + ends[0], high + ends[1]
    if sorted(factors.values()) == [-1, 1]:
        plus, minus = sorted(factors, key=lambda term: -factors[term])
        if never_above(nodes[minus], nodes[plus], scope):
            low = max(low, Fraction(0))
        if never_above(nodes[plus], nodes[minus], scope):
            high = min(high, Fraction(0))
    return Span(low, high)


def never_above(one: exp.Expr, other: exp.Expr, scope: Scope) -> bool:
    """Say whether one term is never greater than another, both being not NULL."""
    if isinstance(one, exp.Lower) and isinstance(other, exp.Upper):
        return key(one.this) == key(other.this) and type_of(one.this, scope).endswith("range")
    shortens = exp.Trim | exp.Left | exp.Right
    if isinstance(one, exp.Length) and isinstance(other, exp.Length) and isinstance(one.this, shortens):
        return key(one.this.this) == key(other.this) and type_of(other.this, scope) == "text"
    return False
