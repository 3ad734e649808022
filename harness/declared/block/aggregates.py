"""Aggregates over the rows of a group."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlglot import exp

from harness.declared.block.calls import aggregate_of
from harness.declared.block.compare import all_of, any_of, number
from harness.declared.block.errors import SqlError, Unevaluated
from harness.declared.block.formatting import joined
from harness.declared.block.scope import Scope
from harness.declared.block.sorting import Key, arranged, hashable
from harness.declared.block.values import Unknown, boolean, first_unknown

if TYPE_CHECKING:
    from harness.declared.block.evaluate import Evaluator


def aggregate(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    """Return the value of an aggregate call over the rows of the group at hand."""
    name = str(aggregate_of(node))
    if scope.group is None:
        raise SqlError("grouping_error", "aggregate functions are not allowed here")
    argument = node.expressions[0] if isinstance(node, exp.Anonymous) else node.this
    keys, argument, distinct = _taken_apart(argument)
    scopes = [Scope(scope.variables, row, scope.parent, scope.queries) for row in scope.group]
    if keys:
        scopes = _ordered(evaluator, keys, scopes)
    if isinstance(argument, exp.Star):
        values: list[object] = [True for _ in scopes]
    else:
        values = [evaluator.value(argument, each) for each in scopes]
    if distinct:
        values = list({hashable(value): value for value in values}.values())
    if name == "string_agg":
        return _string_agg(evaluator, node, values, scope)
    combine = _COMBINE.get(name)
    if combine is None:
        return Unknown(f"{name}(), which is not modelled")
    if scope.doubt:
        certain = name == "bool_or" and any(value is True for value in values)
        return True if certain else Unknown(scope.doubt.reason, maybe_null=name != "count")
    return combine(evaluator, values)


def _taken_apart(argument: exp.Expr) -> tuple[list[Key], exp.Expr, bool]:
    """Return what an aggregate's argument says: ORDER BY, the argument itself, DISTINCT."""
    keys: list[Key] = []
    if isinstance(argument, exp.Order):
        keys = [Key.of(item) for item in argument.expressions]
        argument = argument.this
    if isinstance(argument, exp.Distinct):
        return keys, argument.expressions[0], True
    return keys, argument, False


def _ordered(evaluator: Evaluator, keys: list[Key], scopes: list[Scope]) -> list[Scope]:
    told: list[tuple[list[object], Scope]] = [
        ([evaluator.value(key.expression, each) for key in keys], each) for each in scopes
    ]
    if unknown := first_unknown(value for values, _ in told for value in values):
        raise Unevaluated(unknown.reason)
    return arranged(keys, told)


def _string_agg(evaluator: Evaluator, node: exp.Expr, values: list[object], scope: Scope) -> object:
    if scope.doubt:
        return Unknown(scope.doubt.reason)
    separator = evaluator.value(node.args.get("separator"), scope)
    parts: list[object] = []
    for value in values:
        if value is not None:
            parts += [separator, value] if parts else [value]
    return joined(part for part in parts if part is not None) if parts else None


def _count(_: Evaluator, values: list[object]) -> object:
    if unknown := next((value for value in values if isinstance(value, Unknown) and value.maybe_null), None):
        return Unknown(unknown.reason, maybe_null=False)
    return sum(value is not None for value in values)


def _extreme(operator: str) -> Callable[[Evaluator, list[object]], object]:
    def combine(evaluator: Evaluator, values: list[object]) -> object:
        if unknown := first_unknown(iter(values)):
            return unknown
        present = [value for value in values if value is not None]
        best = present[0] if present else None
        for value in present[1:]:
            best = value if evaluator.compare(operator, value, best) is True else best
        return best

    return combine


def _sum(_: Evaluator, values: list[object]) -> object:
    if unknown := first_unknown(iter(values)):
        return unknown
    present = [number(value) for value in values if value is not None]
    return sum(present) if present else None


def _truths(combine: Callable[[list[object]], object]) -> Callable[[Evaluator, list[object]], object]:
    def combined(_: Evaluator, values: list[object]) -> object:
        present = [boolean(value) for value in values if value is not None]
        return combine(present) if present else None

    return combined


_COMBINE: dict[str, Callable[[Evaluator, list[object]], object]] = {
    "count": _count,
    "array_agg": lambda evaluator, values: values or None,
    "bool_or": _truths(any_of),
    "bool_and": _truths(all_of),
    "min": _extreme("<"),
    "max": _extreme(">"),
    "sum": _sum,
}
