"""Arithmetic in sqlglot's trees."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlglot import exp

from harness.declared.block.compare import number
from harness.declared.block.errors import SqlError
from harness.declared.block.scope import Scope
from harness.declared.block.values import Unknown, first_unknown

if TYPE_CHECKING:
    from harness.declared.block.evaluate import Evaluator

Handler = Callable[["Evaluator", exp.Expr, Scope], object]

_LARGEST = 10**40


def _arithmetic(operate: Callable[[int | Decimal, int | Decimal], object]) -> Handler:
    def evaluate(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
        left, right = evaluator.value(node.this, scope), evaluator.value(node.args["expression"], scope)
        if left is None or right is None:
            return None
        if unknown := first_unknown(iter((left, right))):
            return Unknown(unknown.reason)
        first, second = number(left), number(right)
        if not -_LARGEST <= first <= _LARGEST or not -_LARGEST <= second <= _LARGEST:
            raise SqlError("numeric_value_out_of_range", "value out of range")
        return operate(first, second)

    return evaluate


def _divide(left: int | Decimal, right: int | Decimal) -> object:
    if right == 0:
        raise SqlError("division_by_zero", "division by zero")
    if isinstance(left, int) and isinstance(right, int):
        quotient = abs(left) // abs(right)
        return quotient if (left < 0) == (right < 0) else -quotient
    return Decimal(left) / Decimal(right)


def remainder(left: int | Decimal, right: int | Decimal) -> object:
    """Return `left % right`, which has the sign of `left`."""
    if right == 0:
        raise SqlError("division_by_zero", "division by zero")
    if isinstance(left, int) and isinstance(right, int):
        result = abs(left) % abs(right)
        return -result if left < 0 else result
    return Decimal(left) % Decimal(right)


def _negative(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    value = evaluator.value(node.this, scope)
    return value if value is None or isinstance(value, Unknown) else -number(value)


HANDLERS: dict[type[exp.Expr], Handler] = {
    exp.Add: _arithmetic(lambda left, right: left + right),
    exp.Sub: _arithmetic(lambda left, right: left - right),
    exp.Mul: _arithmetic(lambda left, right: left * right),
    exp.Div: _arithmetic(_divide),
    exp.Mod: _arithmetic(remainder),
    exp.Neg: _negative,
}
