"""What a condition says of one term, as a test of the term's values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from sqlglot import exp

from harness.rows.clauses import COMPARISONS, is_members, members_of
from harness.rows.condition import Truth
from harness.rows.proofs import constants, terms
from harness.rows.proofs.forms import form, never_above, read_form
from harness.rows.proofs.points import Reading, Test, Value, sign
from harness.rows.proofs.ranges import Span, span
from harness.rows.proofs.terms import Scope, key, may_be_null, type_of

SIGNS: dict[type, Callable[[int], bool]] = {
    exp.EQ: lambda sign: sign == 0,
    exp.NEQ: lambda sign: sign != 0,
    exp.GT: lambda sign: sign > 0,
    exp.GTE: lambda sign: sign >= 0,
    exp.LT: lambda sign: sign < 0,
    exp.LTE: lambda sign: sign <= 0,
    exp.NullSafeEQ: lambda sign: sign == 0,
    exp.NullSafeNEQ: lambda sign: sign != 0,
}
_NULL_SAFE = frozenset({exp.NullSafeEQ, exp.NullSafeNEQ})
_TURNED: dict[type, type] = {exp.GT: exp.LT, exp.GTE: exp.LTE, exp.LT: exp.GT, exp.LTE: exp.GTE}
_EQUALITIES = _NULL_SAFE | {exp.EQ, exp.NEQ}


def read(node: exp.Expr, scope: Scope, known: Mapping[str, Span]) -> Reading:
    """Return what a condition says of one term; where that is not known, the condition is a term itself."""
    return _of_one(node, scope, known) or _flag(node, scope, _of_truth)


def _of_one(node: exp.Expr, scope: Scope, known: Mapping[str, Span]) -> Reading | None:
    if isinstance(node, exp.Is):
        return _tested(node, scope, known)
    if isinstance(node, exp.Between) and not node.args.get("symmetric"):
        bounds = [(exp.GTE, node.args["low"]), (exp.LTE, node.args["high"])]
        return _joined([_compared(sign, node.this, each, scope, known) for sign, each in bounds], absorbing=False)
    if isinstance(node, exp.In):
        return _joined([_compared(exp.EQ, node.this, each, scope, known) for each in node.expressions], absorbing=True)
    if isinstance(node, COMPARISONS):
        if not is_members(node.expression):
            return _compared(type(node), node.this, node.expression, scope, known)
        absorbing = isinstance(node.expression, exp.Any)
        members = [_compared(type(node), node.this, each, scope, known) for each in members_of(node.expression)]
        return _joined(members, absorbing=absorbing)
    return None


def _tested(node: exp.Is, scope: Scope, known: Mapping[str, Span]) -> Reading | None:
    """Read `IS NULL`, `IS TRUE` and `IS FALSE`; negations are no part of it."""
    if isinstance(node.expression, exp.Boolean):
        wanted = bool(node.expression.this)
        return _flag(node.this, scope, lambda value: value is not None and (value == 1) is wanted)
    if not isinstance(node.expression, exp.Null):
        return None
    of_type = type_of(node.this, scope)
    if of_type == "boolean":
        return _flag(node.this, scope, lambda value: value is None)
    of = span(node.this, scope, known) if of_type in terms.NUMBERS else None
    return Reading(key(node.this), may_be_null(node.this, scope), lambda value: value is None, span=of)


def _of_truth(value: Value) -> Truth:
    return None if value is None else value == 1


def _flag(node: exp.Expr, scope: Scope, test: Test) -> Reading:
    """Read a condition as a term of its own: 1 where it is true."""
    always = always_is(node, scope)
    members = (0, 1) if always is None else (int(always),)
    return Reading(key(node), may_be_null(node, scope), test, span=Span(0, 1, whole=True, members=members))


def always_is(node: exp.Expr, scope: Scope) -> Truth:
    """Return what a condition always is where it is not NULL; None where it can be both."""
    if isinstance(node, exp.ArrayContainsAll | exp.ArrayContainedBy) and key(node.this) == key(node.expression):
        of_type = type_of(node.this, scope)  # an array does not contain its own NULLs
        return True if of_type == "jsonb" or of_type.endswith("range") else None
    discrete = {"int4range", "int8range"}  # a range of dates can end with infinity and hold it
    if isinstance(node, exp.Anonymous) and node.name.lower() == "upper_inc":
        return False if type_of(node.expressions[0], scope) in discrete else None
    return None


def _joined(readings: Sequence[Reading | None], *, absorbing: bool) -> Reading | None:
    """Join readings of the same term by OR where `absorbing`, else by AND."""
    some = [each for each in readings if each is not None]
    if not some or len(some) < len(readings) or len({each.key for each in some}) > 1:
        return None

    def test(value: Value) -> Truth:
        truths = [each.test(value) for each in some]
        return absorbing if absorbing in truths else None if None in truths else not absorbing

    tried = tuple(value for each in some for value in each.constants)
    return replace(some[0], test=test, constants=tried, loose=any(each.loose for each in some))


def _compared(
    operator: type[exp.Expr], left: exp.Expr, right: exp.Expr, scope: Scope, known: Mapping[str, Span]
) -> Reading | None:
    """Read one comparison."""
    difference = form(left, right, scope)
    if difference is not None:
        return None if operator in _NULL_SAFE else read_form(SIGNS[operator], difference, scope, known)
    told = SIGNS[operator]
    null: Truth = None
    if operator in _NULL_SAFE:
        null = operator is exp.NullSafeNEQ
    left_type, right_type = type_of(left, scope), type_of(right, scope)
    if constants.number(left) is not None or constants.text(left) is not None:
        left, right, left_type, right_type = right, left, right_type, left_type
        told = SIGNS[_TURNED.get(operator, operator)]
    equality = operator in _EQUALITIES
    constant = constants.text(right)
    if left_type == "text" and constant is not None and equality:

        def same(value: Value) -> Truth:
            return null if value is None else told(0 if value == constant else 1)

        return Reading(key(left), may_be_null(left, scope), same, (constant,), longest=_longest(left, scope))
    number = constants.number_for(right, left_type) if left_type in terms.NUMBERS else None
    if number is not None:

        def test(value: Value) -> Truth:
            if value is None:
                return null
            return told(sign(value, number))

        return Reading(key(left), may_be_null(left, scope), test, (number,), span(left, scope, known))
    ordered = terms.NUMBERS | terms.MOMENTS | ({"text"} if equality else set())
    if left_type != right_type or left_type not in ordered or isinstance(right, exp.Literal) or null is not None:
        return None
    return _pair(told, left, right, scope)


def _pair(told: Callable[[int], bool], left: exp.Expr, right: exp.Expr, scope: Scope) -> Reading:
    """Read a comparison of two terms as one of the sign of their difference."""
    nullable = may_be_null(left, scope) or may_be_null(right, scope)
    turn = 1
    if key(left) > key(right):
        left, right, turn = right, left, -1
    low = 0 if key(left) == key(right) or never_above(right, left, scope) else -1
    high = 0 if key(left) == key(right) or never_above(left, right, scope) else 1
    signs = Span(low, high, whole=True, members=(-1, 0, 1))

    def test(value: Value) -> Truth:
        return None if value is None else told(turn * sign(value, Fraction(0)))

    return Reading(f"{key(left)} <=> {key(right)}", nullable, test, span=signs)


def _longest(node: exp.Expr, scope: Scope) -> int | None:
    """Return the most characters that a text can have; None where there is no such limit."""
    if isinstance(node, exp.Left | exp.Right):
        count = constants.number(node.expression)
        return int(count[0]) if count and count[0] >= 0 else None
    if isinstance(node, exp.Column):
        return scope.kinds[node.name].length
    return None
