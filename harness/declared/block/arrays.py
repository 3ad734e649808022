"""Arrays in sqlglot's trees: made, subscripted and compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlglot import exp

from harness.declared.block.errors import SqlError
from harness.declared.block.scope import Scope
from harness.declared.block.values import Unknown, first_unknown, integer

if TYPE_CHECKING:
    from harness.declared.block.evaluate import Evaluator

Handler = Callable[["Evaluator", exp.Expr, Scope], object]


def _array(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    items = node.expressions
    if len(items) == 1 and isinstance(items[0], exp.Query):
        result = evaluator.query(items[0], scope)
        return (
            Unknown(result.doubt.reason, maybe_null=False) if result.doubt else [row[0] for row in result.rows if row]
        )
    return evaluator.values(items, scope)


def _bracket(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    array = evaluator.value(node.this, scope)
    index = node.expressions[0]
    if isinstance(index, exp.Slice) or len(node.expressions) > 1:
        return Unknown("a slice of an array")
    place = evaluator.value(index, scope)
    if array is None or place is None or isinstance(array, Unknown) or isinstance(place, Unknown):
        return array if array is None or isinstance(array, Unknown) else place
    if isinstance(array, str):
        array = evaluator.cast(array, "text[]")
    if not isinstance(array, list):
        raise SqlError("datatype_mismatch", "cannot subscript a value that is no array")
    # sqlglot counts literal subscripts from zero; those it has counted so carry no type, and nothing else does not.
    adjusted = index.type is None
    wanted = integer(place) + (0 if adjusted else -1)
    return array[wanted] if 0 <= wanted < len(array) else None


def _contains(*, swapped: bool) -> Handler:
    def evaluate(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
        values = evaluator.values((node.this, node.args["expression"]), scope)
        whole, part = (evaluator.cast(item, "text[]") for item in (values[::-1] if swapped else values))
        if whole is None or part is None:
            return None
        if unknown := first_unknown(iter((whole, part))):
            return unknown
        assert isinstance(whole, list)
        assert isinstance(part, list)
        return all(item is not None and item in whole for item in part)

    return evaluate


def _overlaps(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    left, right = (
        evaluator.cast(item, "text[]") for item in evaluator.values((node.this, node.args["expression"]), scope)
    )
    if left is None or right is None:
        return None
    if unknown := first_unknown(iter((left, right))):
        return unknown
    assert isinstance(left, list)
    assert isinstance(right, list)
    return any(item is not None and item in right for item in left)


HANDLERS: dict[type[exp.Expr], Handler] = {
    exp.Array: _array,
    exp.Bracket: _bracket,
    exp.ArrayContainsAll: _contains(swapped=False),
    exp.ArrayContainedBy: _contains(swapped=True),
    exp.ArrayOverlaps: _overlaps,
}
