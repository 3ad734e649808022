"""What FROM reads: catalogs, WITH queries, VALUES, subqueries, unnest() and other functions of many rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, cast

from sqlglot import exp

from harness.declared.block.calls import call_of
from harness.declared.block.compare import compiled
from harness.declared.block.errors import Unevaluated
from harness.declared.block.result import Relation, Result
from harness.declared.block.scope import Scope, folded
from harness.declared.block.sql_functions import SqlFunction, rows_of
from harness.declared.block.values import Row, Unknown, array_from_text, first_unknown, integer, text_of

if TYPE_CHECKING:
    from harness.declared.block.evaluate import Evaluator

_MOST = 100_000  # rows that a function may make
Lookups = list[tuple[str, object]]


class Source:
    """One element of FROM, under its alias; it is read anew for each row before it where it depends on them."""

    def __init__(self, evaluator: Evaluator, node: exp.Expr) -> None:
        self._evaluator = evaluator
        self.lateral = isinstance(node, exp.Lateral)
        self._node = node.this if isinstance(node, exp.Lateral) else node
        alias = node.args.get("alias") or self._node.args.get("alias")
        self._columns = [folded(item) for item in alias.args.get("columns") or ()] if alias else []
        self.alias = folded(alias.this) if alias and alias.this else self._own_name()
        self._is_call = not (isinstance(self._node, exp.Table) and isinstance(self._node.this, exp.Identifier))
        self._kept: Relation | None = None

    def _own_name(self) -> str:
        if isinstance(self._node, exp.Table) and isinstance(self._node.this, exp.Identifier):
            return folded(self._node.this)
        if isinstance(self._node, exp.Table) and (call := call_of(self._node.this)):
            return call[1]
        return "unnest" if isinstance(self._node, exp.Unnest) else f"?{id(self._node)}"

    def columns(self, scope: Scope) -> list[str] | None:
        """Return the columns as far as they are known before any row is read."""
        function = _function(self._evaluator, call_of(self._node.this)) if self._is_call and self._node.this else None
        if function and function.columns:
            return self._columns + list(function.columns[len(self._columns) :])
        if isinstance(self._node, exp.Unnest) or (isinstance(self._node, exp.Table) and self._is_call):
            return [*(self._columns or [self.alias]), *([folded(self._offset())] if self._offset() else [])]
        if isinstance(self._node, exp.Subquery):
            inner = self._node.unnest()
            if isinstance(inner, exp.Select) and not inner.is_star:
                names = [item.alias_or_name.lower() for item in inner.expressions]
                return self._columns + names[len(self._columns) :]
            return self._columns or None
        return self.read(scope).columns

    def read(self, scope: Scope, lookups: Lookups = []) -> Relation:  # noqa: B006  # never changed
        """Return the rows; only those that may have the values of `lookups` in their columns, where that is quicker."""
        node = self._node
        if isinstance(node, exp.Table) and not self._is_call:
            return self._relation(node, scope, lookups)
        if isinstance(node, exp.Values):
            if self._kept is None:
                self._kept = self._named(_values(self._evaluator, node, scope))
            return self._kept
        if isinstance(node, exp.Subquery):
            if node.args.get("joins") or not isinstance(node.unnest(), exp.Query):
                raise Unevaluated("joins between brackets")
            if self.lateral:
                return self._named(self._evaluator.query(node.unnest(), scope))
            if self._kept is None:
                self._kept = self._named(self._evaluator.query(node.unnest(), scope))
            return self._kept
        return self._called(node, scope)

    def _offset(self) -> exp.Expr | None:
        offset = self._node.args.get("offset")
        return offset if isinstance(offset, exp.Identifier) else None

    def _relation(self, node: exp.Table, scope: Scope, lookups: Lookups) -> Relation:
        name, schema = folded(node.this), folded(node.args.get("db"))
        if not schema and isinstance(result := scope.query(name), Result):
            return self._named(result)
        catalogs = self._evaluator.catalogs
        spaces = (schema,) if schema else ("pg_catalog", *self._evaluator.host.search_path())
        relation = next((f"{space}.{name}" for space in spaces if catalogs.rows(f"{space}.{name}") is not None), None)
        rows = None if relation is None else catalogs.rows(relation)
        if relation is None or rows is None:
            shown = f"{schema}.{name}" if schema else name
            return Relation(None, [], Unknown(f"the rows of {shown}"))
        columns = list(rows[0]) if rows else None
        if lookups:
            rows = min((catalogs.candidates(relation, rows, *lookup) for lookup in lookups), key=len)
        if self._columns and columns:
            renamed = [*self._columns, *columns[len(self._columns) :]]
            return Relation(renamed, [Row(dict(zip(renamed, row.values(), strict=True)), whole=False) for row in rows])
        if rows and isinstance(rows[0], Row):  # ours: they need no copy
            return Relation(columns, cast("list[Row]", rows))
        return Relation(columns, [Row(row, whole=False) for row in rows])

    def _named(self, result: Result) -> Relation:
        columns = [*self._columns, *result.columns[len(self._columns) :]]
        rows = [Row(dict(zip(columns, values, strict=False))) for values in result.rows]
        return Relation(columns, rows, result.doubt)

    def _called(self, node: exp.Expr, scope: Scope) -> Relation:
        if isinstance(node, exp.Unnest):
            lists = [_unnested(self._evaluator.value(item, scope)) for item in node.expressions]
        else:
            call = call_of(node.this if isinstance(node, exp.Table) else node)
            function = _function(self._evaluator, call)
            if call and function and function.columns:
                result = rows_of(self._evaluator, function, self._evaluator.values(call[2], scope))
                return self._named(Result(list(function.columns), result.rows, result.doubt))
            found = series(self._evaluator, node.this if isinstance(node, exp.Table) else node, scope)
            lists = [found if found is not None else self._scalar(node, scope)]
        doubt = next((item for item in lists if isinstance(item, Unknown)), None)
        names = self._columns or [self.alias]
        ordinal = folded(self._offset()) if self._offset() else "ordinality" if self._ordinal() else None
        columns = [*names, *([ordinal] if ordinal and ordinal not in names else [])]
        if doubt:
            return Relation(columns, [], Unknown(doubt.reason))
        rows: list[Row] = []
        for place, values in enumerate(zip_longest(*(item for item in lists if isinstance(item, list))), 1):
            rows.append(Row(dict(zip(columns, [*values, place], strict=False))))
        return Relation(columns, rows)

    def _ordinal(self) -> bool:
        return bool(self._node.args.get("ordinality") or self._node.args.get("offset"))

    def _scalar(self, node: exp.Expr, scope: Scope) -> list[object] | Unknown:
        """Return the one row of a function that returns one value; an unknown may be any number of rows."""
        value = self._evaluator.value(node.this if isinstance(node, exp.Table) else node, scope)
        return value if isinstance(value, Unknown) else [value]


def _values(evaluator: Evaluator, node: exp.Values, scope: Scope) -> Result:
    rows = [
        evaluator.values(item.expressions if isinstance(item, exp.Tuple) else [item], scope)
        for item in node.expressions
    ]
    return Result([f"column{place}" for place in range(1, len(rows[0]) + 1)], rows)


def _unnested(value: object) -> list[object] | Unknown:
    if isinstance(value, Unknown):
        return value
    if isinstance(value, str):
        value = array_from_text(value)
    if not isinstance(value, list):
        return []
    return [leaf for item in value for leaf in (_leaves(item) if isinstance(item, list) else [item])]


def _leaves(values: list[object]) -> Iterator[object]:
    for item in values:
        yield from _leaves(item) if isinstance(item, list) else [item]


def _generate_series(first: object, last: object, step: object = 1) -> list[object] | Unknown:
    if not all(isinstance(item, int) for item in (first, last, step)):
        return Unknown("generate_series() of something else than integers")
    by = integer(step)
    if by == 0:
        return Unknown("generate_series() with a step of zero")
    numbers = range(integer(first), integer(last) + (1 if by > 0 else -1), by)
    if len(numbers) > _MOST:
        return Unknown("generate_series() of very many rows")
    return list(numbers)


def _subscripts(array: object, dimension: object) -> list[object] | Unknown:
    if integer(dimension) != 1 or not isinstance(array, list):
        return Unknown("generate_subscripts() of several dimensions")
    return list(range(1, len(array) + 1))


_SERIES: dict[str, Callable[..., list[object] | Unknown]] = {
    "unnest": _unnested,
    "generate_series": _generate_series,
    "generate_subscripts": _subscripts,
    "regexp_split_to_table": lambda text, pattern: list(compiled(text_of(pattern), False).split(text_of(text))),
    "string_to_table": lambda text, mark: list(
        text_of(text).split(text_of(mark)) if text_of(mark) else [text_of(text)]
    ),
}


Call = tuple[str | None, str, list[exp.Expr]]


def _function(evaluator: Evaluator, call: Call | None) -> SqlFunction | None:
    return evaluator.host.sql_function(call[0], call[1], len(call[2])) if call else None


def _returned(evaluator: Evaluator, call: Call, scope: Scope) -> list[object] | Unknown | None:
    """Return the values of a declared function in SQL that returns a set of them; None where it is none."""
    function = _function(evaluator, call)
    if function is None or not function.many or function.columns:
        return None
    result = rows_of(evaluator, function, evaluator.values(call[2], scope))
    return Unknown(result.doubt.reason) if result.doubt else [row[0] for row in result.rows]


def series(evaluator: Evaluator, node: exp.Expr, scope: Scope) -> list[object] | Unknown | None:
    """Return the rows of a call of a function of many rows; None where `node` calls none that is modelled."""
    call = call_of(node)
    if call is None:
        return None
    if call[0] is not None or call[1] not in _SERIES:
        return _returned(evaluator, call, scope)
    arguments = evaluator.values(call[2], scope)
    if any(argument is None for argument in arguments):
        return []
    if call[1] != "unnest" and (unknown := first_unknown(iter(arguments))):
        return Unknown(unknown.reason)
    try:
        return _SERIES[call[1]](*arguments)
    except TypeError:
        raise Unevaluated(f"a form of {call[1]}() that is not modelled") from None
