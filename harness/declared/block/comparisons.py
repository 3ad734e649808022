"""Comparisons, IN, LIKE, IS and EXISTS in sqlglot's trees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from sqlglot import exp

from harness.declared.block import compare as logic
from harness.declared.block.compare import all_of, any_of, is_not_null, is_null, not_, same
from harness.declared.block.errors import SqlError, Unevaluated
from harness.declared.block.scope import Scope
from harness.declared.block.values import Unknown, boolean

if TYPE_CHECKING:
    from harness.declared.block.evaluate import Evaluator

Handler = Callable[["Evaluator", exp.Expr, Scope], object]


def _comparison(operator: str) -> Handler:
    def evaluate(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
        right = node.args["expression"]
        found = _quantifier(right)
        if found is None:
            if isinstance(node.this, exp.Tuple) and isinstance(right, exp.Tuple):
                return _rows(evaluator, operator, node.this, right, scope)
            return evaluator.compare(operator, evaluator.value(node.this, scope), evaluator.value(right, scope))
        every, source = found
        left = evaluator.value(node.this, scope)
        combine = all_of if every else any_of
        return _over(evaluator, source, scope, combine, lambda item: evaluator.compare(operator, left, item))

    return evaluate


def _rows(evaluator: Evaluator, operator: str, left: exp.Expr, right: exp.Expr, scope: Scope) -> object:
    first, second = evaluator.values(left.expressions, scope), evaluator.values(right.expressions, scope)
    if operator not in ("=", "<>") or len(first) != len(second):
        raise Unevaluated("a comparison of rows")
    equal = all_of(evaluator.compare("=", *pair) for pair in zip(first, second, strict=True))
    return equal if operator == "=" else not_(equal)


def _quantifier(node: exp.Expr) -> tuple[bool, exp.Expr] | None:
    """Return ANY or ALL as (whether it is ALL, the array or query); None for anything else."""
    if isinstance(node, exp.Any | exp.All):
        return isinstance(node, exp.All), node.this
    if isinstance(node, exp.Anonymous) and str(node.this).lower() in ("all", "some") and len(node.expressions) == 1:
        return str(node.this).lower() == "all", node.expressions[0]
    return None


def _over(
    evaluator: Evaluator,
    source: exp.Expr,
    scope: Scope,
    combine: Callable[[Iterable[object]], object],
    test: Callable[[object], object],
) -> object:
    """Return the AND or OR of a test over the elements of an array or the rows of a query."""
    while isinstance(source, exp.Paren):
        source = source.this
    if isinstance(source, exp.Query):
        result = evaluator.query(source, scope)
        return combine(_tested((row[0] if row else None for row in result.rows), test, result.doubt))
    array = evaluator.value(source, scope)
    if isinstance(array, str):
        array = evaluator.cast(array, "text[]")
    if array is None or isinstance(array, Unknown):
        return array
    if not isinstance(array, list):
        raise SqlError("wrong_object_type", "op ANY/ALL (array) requires array on right side")
    return combine(_tested(iter(array), test, None))


def _tested(items: Iterator[object], test: Callable[[object], object], doubt: Unknown | None) -> Iterator[object]:
    yield from (test(item) for item in items)
    if doubt:
        yield doubt


def _in(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    query = node.args.get("query")
    if isinstance(node.this, exp.Tuple):
        left = evaluator.values(node.this.expressions, scope)
        if query is not None:
            result = evaluator.query(query.unnest(), scope)
            tests = (
                all_of(evaluator.compare("=", *pair) for pair in zip(left, row, strict=False)) for row in result.rows
            )
            return any_of([*tests, *([result.doubt] if result.doubt else [])])
        return any_of(_rows(evaluator, "=", node.this, item, scope) for item in node.expressions)
    value = evaluator.value(node.this, scope)
    if query is not None:
        return _over(evaluator, query.unnest(), scope, any_of, lambda item: evaluator.compare("=", value, item))
    return any_of(evaluator.compare("=", value, evaluator.value(item, scope)) for item in node.expressions)


def _between(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    value = evaluator.value(node.this, scope)
    low, high = evaluator.value(node.args["low"], scope), evaluator.value(node.args["high"], scope)
    return all_of((evaluator.compare(">=", value, low), evaluator.compare("<=", value, high)))


def _pattern(match: Callable[[object, object], object]) -> Handler:
    def evaluate(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
        text, right = evaluator.value(node.this, scope), node.args["expression"]
        if isinstance(right, exp.Escape):
            raise Unevaluated("LIKE with ESCAPE")
        found = _quantifier(right)
        if found:
            combine = all_of if found[0] else any_of
            result = _over(evaluator, found[1], scope, combine, lambda item: match(text, item))
        else:
            result = match(text, evaluator.value(right, scope))
        return not_(result) if node.args.get("negate") else result

    return evaluate


def _is(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    value, negate = evaluator.value(node.this, scope), bool(node.args.get("negate"))
    wanted = node.args["expression"]
    if isinstance(wanted, exp.Boolean):
        truth = boolean(value)
        result = truth if isinstance(truth, Unknown) else truth is wanted.this
        return not_(result) if negate else result
    return is_not_null(value) if negate else is_null(value)


def _exists(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    result = evaluator.query(node.this, scope)
    return True if result.rows else result.doubt or False


def _same(*, equal: bool) -> Handler:
    def evaluate(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
        left, right = evaluator.values((node.this, node.args["expression"]), scope)
        result = same(left, right)
        return result if equal else not_(result)

    return evaluate


HANDLERS: dict[type[exp.Expr], Handler] = {
    exp.EQ: _comparison("="),
    exp.NEQ: _comparison("<>"),
    exp.LT: _comparison("<"),
    exp.LTE: _comparison("<="),
    exp.GT: _comparison(">"),
    exp.GTE: _comparison(">="),
    exp.NullSafeEQ: _same(equal=True),
    exp.NullSafeNEQ: _same(equal=False),
    exp.Is: _is,
    exp.In: _in,
    exp.Between: _between,
    exp.Like: _pattern(logic.like),
    exp.ILike: _pattern(lambda text, pattern: logic.like(text, pattern, fold=True)),
    exp.RegexpLike: _pattern(logic.matches),
    exp.RegexpILike: _pattern(lambda text, pattern: logic.matches(text, pattern, fold=True)),
    exp.Exists: _exists,
}
