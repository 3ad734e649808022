"""Constants within expressions, where they are exact: a number that a type cannot hold as it is written is none."""

from __future__ import annotations

from fractions import Fraction

from sqlglot import exp

from harness.rows.proofs.terms import NUMBERS, cast_to

_BITS = {"real": 24, "double": 53}


def number(node: exp.Expr) -> tuple[Fraction, str] | None:
    """Return a finite number and the type that it is written to have, empty if none; None for what is no number."""
    if isinstance(node, exp.Neg):
        inner = number(node.this)
        return (-inner[0], inner[1]) if inner else None
    if isinstance(node, exp.Cast):
        inner, to = number(node.this), cast_to(node)
        return (inner[0], to) if inner and to in NUMBERS and _exact(inner[0], to) else None
    if not isinstance(node, exp.Literal):
        return None
    try:
        return Fraction(node.name), ""
    except (ValueError, ZeroDivisionError):
        return None


def _exact(value: Fraction, of_type: str) -> bool:
    """Say whether a type holds a number as it is written."""
    if of_type == "int":
        return value.denominator == 1
    if of_type == "numeric":
        return True
    bits = _BITS[of_type]
    power = value.denominator & (value.denominator - 1) == 0
    return power and value.denominator.bit_length() <= bits and abs(value.numerator).bit_length() <= bits


def number_for(node: exp.Expr, of_type: str) -> Fraction | None:
    """Return the number that an expression of a type is compared with; None where the comparison is not exact."""
    found = number(node)
    if found is None:
        return None
    value, own = found
    floats = {"real", "double"}
    if (own in floats and of_type not in floats) or (of_type in floats and not _exact(value, of_type)):
        return None
    return value


def text(node: exp.Expr) -> str | None:
    """Return a constant text."""
    if isinstance(node, exp.Cast):
        return text(node.this) if cast_to(node) == "text" else None
    return node.name if isinstance(node, exp.Literal) and node.is_string else None
