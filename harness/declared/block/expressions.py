"""Literals, names, logic, casts and conditional expressions in sqlglot's trees."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlglot import exp

from harness.declared.block import compare as logic
from harness.declared.block.compare import all_of, any_of, not_, number
from harness.declared.block.errors import SqlError, Unevaluated
from harness.declared.block.formatting import concatenated
from harness.declared.block.scope import MISSING, Scope, folded, names_of, resolve
from harness.declared.block.values import Row, Unknown, boolean, first_unknown

if TYPE_CHECKING:
    from harness.declared.block.evaluate import Evaluator

Handler = Callable[["Evaluator", exp.Expr, Scope], object]


def _literal(_: Evaluator, node: exp.Expr, __: Scope) -> object:
    if node.args.get("is_string"):
        return str(node.this)
    text = str(node.this)
    return int(text) if text.isdigit() and len(text) < 40 else number(text)  # noqa: PLR2004  # beyond any number's length


def _column(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    assert isinstance(node, exp.Column)
    if isinstance(node.this, exp.Star):
        raise Unevaluated("* where one value is expected")
    names = names_of(node)
    if len(names) == 1 and names[0] in ("user", "current_role", "current_catalog") and not node.this.args.get("quoted"):
        return evaluator.functions.call(None, names[0], [])
    return resolve(names, scope)


def _parameter(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    place = node.this.name
    if not evaluator.parameters and (own := scope.variables.find((f"${place}",))) is not MISSING:
        return own
    if not place.isdigit() or not 0 < int(place) <= len(evaluator.parameters):
        raise SqlError("undefined_parameter", f"there is no parameter ${place}")
    return evaluator.parameters[int(place) - 1]


def _dot(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    if isinstance(node.expression, exp.Func):
        return evaluator.call(node, scope)
    row = evaluator.value(node.this, scope)
    if isinstance(row, Row):
        return row.get_column(folded(node.expression))
    return row if row is None or isinstance(row, Unknown) else Unknown("a field of a composite value")


def _chain(node: exp.Expr, kind: type[exp.Binary]) -> list[exp.Expr]:
    """Return the operands of a chain such as `a and b and c`, however long."""
    found: list[exp.Expr] = []
    while isinstance(node, kind):
        found.append(node.expression)
        node = node.this
    return [node, *reversed(found)]


def _and(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    return all_of(evaluator.value(part, scope) for part in _chain(node, exp.And))


def _or(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    return any_of(evaluator.value(part, scope) for part in _chain(node, exp.Or))


def _pipes(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    first, *rest = _chain(node, exp.DPipe)
    result = evaluator.value(first, scope)
    for part in rest:
        result = concatenated(result, evaluator.value(part, scope))
    return result


def _case(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    subject = node.args.get("this")
    left = evaluator.value(subject, scope)
    for branch in node.args["ifs"]:
        condition = evaluator.value(branch.this, scope)
        truth = evaluator.compare("=", left, condition) if subject is not None else boolean(condition)
        if isinstance(truth, Unknown):
            return Unknown(truth.reason)
        if truth:
            return evaluator.value(branch.args["true"], scope)
    return evaluator.value(node.args.get("default"), scope)


def _coalesce(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    for part in (node.this, *node.expressions):
        value = evaluator.value(part, scope)
        if isinstance(value, Unknown) or value is not None:
            return value
    return None


def _nullif(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    left = evaluator.value(node.this, scope)
    equal = evaluator.compare("=", left, evaluator.value(node.args["expression"], scope))
    return equal if isinstance(equal, Unknown) else None if equal else left


def _extreme(operator: str) -> Handler:
    def evaluate(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
        values = [item for item in evaluator.values((node.this, *node.expressions), scope) if item is not None]
        if unknown := first_unknown(iter(values)):
            return unknown
        best = values[0] if values else None
        for item in values[1:]:
            best = item if evaluator.compare(operator, item, best) is True else best
        return best

    return evaluate


def _cast(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    return evaluator.cast(evaluator.value(node.this, scope), node.args["to"].sql(dialect="postgres"))


def _operator(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    left, right = evaluator.values((node.this, node.args["expression"]), scope)
    symbol = str(node.args.get("operator")).rpartition(".")[2].strip()
    if symbol in ("~", "!~"):
        result = logic.matches(left, right)
        return not_(result) if symbol == "!~" else result
    if symbol in ("=", "<>", "<", ">", "<=", ">="):
        return evaluator.compare(symbol, left, right)
    return Unknown(f"operator {symbol}, which is not modelled")


def _tuple(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> object:
    return Row({f"f{place}": item for place, item in enumerate(evaluator.values(node.expressions, scope), 1)})


HANDLERS: dict[type[exp.Expr], Handler] = {
    exp.Literal: _literal,
    exp.RawString: lambda evaluator, node, scope: str(node.this),
    exp.ByteString: lambda evaluator, node, scope: str(node.this),
    exp.National: lambda evaluator, node, scope: str(node.this),
    exp.Boolean: lambda evaluator, node, scope: bool(node.this),
    exp.Null: lambda evaluator, node, scope: None,
    exp.Column: _column,
    exp.Parameter: _parameter,
    exp.Dot: _dot,
    exp.Paren: lambda evaluator, node, scope: evaluator.value(node.this, scope),
    exp.Collate: lambda evaluator, node, scope: evaluator.value(node.this, scope),
    exp.Alias: lambda evaluator, node, scope: evaluator.value(node.this, scope),
    exp.And: _and,
    exp.Or: _or,
    exp.Not: lambda evaluator, node, scope: not_(evaluator.value(node.this, scope)),
    exp.Case: _case,
    exp.Coalesce: _coalesce,
    exp.Nullif: _nullif,
    exp.Greatest: _extreme(">"),
    exp.Least: _extreme("<"),
    exp.DPipe: _pipes,
    exp.Cast: _cast,
    exp.Operator: _operator,
    exp.Subquery: lambda evaluator, node, scope: evaluator.single(node.unnest(), scope),
    exp.Select: lambda evaluator, node, scope: evaluator.single(node, scope),
    exp.Union: lambda evaluator, node, scope: evaluator.single(node, scope),
    exp.Tuple: _tuple,
    exp.Window: lambda evaluator, node, scope: Unknown("a window function", maybe_null=False),
}
