"""Evaluates queries: SELECT with its clauses, VALUES, WITH, and the set operations."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sqlglot import exp

from harness.declared.block.calls import aggregate_of, call_of
from harness.declared.block.compare import all_of
from harness.declared.block.errors import SqlError, Unevaluated
from harness.declared.block.joins import Joins
from harness.declared.block.result import Result
from harness.declared.block.scope import Scope, folded
from harness.declared.block.sorting import Key, arranged, hashable
from harness.declared.block.sources import series
from harness.declared.block.values import Row, Unknown, first_unknown, integer, is_number

if TYPE_CHECKING:
    from harness.declared.block.evaluate import Evaluator

_MODELLED = frozenset(
    "with_ kind expressions hint distinct from_ joins where group having order limit offset locks".split()  # noqa: SIM905
)
_Made = tuple[list[object], Scope]


class Queries:
    """Runs queries against an evaluator's host."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    def run(self, tree: exp.Expr, scope: Scope) -> Result:
        """Return the rows of a query in `scope`."""
        if isinstance(tree, exp.Subquery):
            if any(tree.args.get(key) for key in ("order", "limit", "offset", "joins")):
                raise Unevaluated("clauses behind a query between brackets")
            return self.run(tree.this, scope)
        inner = scope.inner()
        self._with(tree, inner)
        if isinstance(tree, exp.Values):
            return self.run(exp.select("*").from_(tree), scope)
        if isinstance(tree, exp.SetOperation):
            return self._finished(tree, *self._combined(tree, inner))
        if not isinstance(tree, exp.Select):
            raise Unevaluated("a statement that is no query")
        unmodelled = [key for key, value in tree.args.items() if value and key not in _MODELLED]
        if unmodelled:
            raise Unevaluated(f"{unmodelled[0]} in a query")
        return self._select(tree, inner)

    def _with(self, tree: exp.Expr, scope: Scope) -> None:
        with_ = tree.args.get("with_")
        if with_ is None:
            return
        for query in with_.expressions:
            name = folded(query.args["alias"].this)
            if not isinstance(query.this, exp.Query):
                raise Unevaluated("a statement in WITH that changes rows")
            if with_.args.get("recursive") and any(folded(t.this) == name for t in query.this.find_all(exp.Table)):
                raise Unevaluated("a recursive query")
            result = self._evaluator.query(query.this, scope)
            columns = [folded(item) for item in query.args["alias"].args.get("columns") or ()]
            scope.queries[name] = Result([*columns, *result.columns[len(columns) :]], result.rows, result.doubt)

    def _combined(self, tree: exp.SetOperation, scope: Scope) -> tuple[Result, list[_Made]]:
        left = self._evaluator.query(tree.this, scope)
        right = self._evaluator.query(tree.expression, scope)
        doubt = left.doubt or right.doubt
        keys = {hashable(row) for row in right.rows}
        if isinstance(tree, exp.Union):
            rows = [*left.rows, *right.rows]
        elif isinstance(tree, exp.Except):
            rows = [] if right.doubt else [row for row in left.rows if hashable(row) not in keys]
        else:
            rows = [row for row in left.rows if hashable(row) in keys]
        if tree.args.get("distinct"):
            rows = list({hashable(row): row for row in rows}.values())
        result = Result(left.columns, rows, doubt)
        return result, [(row, scope.inner({"": Row(dict(zip(left.columns, row, strict=False)))})) for row in rows]

    def _select(self, tree: exp.Select, scope: Scope) -> Result:
        self._check_constants(tree)
        joins = Joins(self._evaluator, tree, scope)
        rows = joins.rows()
        scopes = [Scope(scope.variables, items, scope.parent, scope.queries) for items in rows]
        doubt = joins.doubt
        if tree.args.get("group") or tree.args.get("having") or any(_aggregates(item) for item in tree.expressions):
            scopes, doubt = self._grouped(tree, scopes, scope, doubt)
        columns = self._columns(tree, joins)
        made = [(values, each) for each in scopes for values in self._projected(tree, each, joins)]
        return self._finished(tree, Result(columns, [], doubt), made)

    def _check_constants(self, tree: exp.Select) -> None:
        """Evaluate what the server evaluates before it looks at any row: names that must be there."""
        where = tree.args.get("where")
        conditions = [where, *(join.args.get("on") for join in tree.args.get("joins") or ())]
        for condition in conditions:
            for node in condition.find_all(exp.Cast) if condition is not None else ():
                if isinstance(node.this, exp.Literal):
                    self._evaluator.cast(node.this.this, node.args["to"].sql(dialect="postgres"))

    def _grouped(
        self, tree: exp.Select, scopes: list[Scope], scope: Scope, doubt: Unknown | None
    ) -> tuple[list[Scope], Unknown | None]:
        group = tree.args.get("group")
        keys = [self._output(tree, item) for item in group.expressions] if group else []
        if group and any(value for key, value in group.args.items() if key != "expressions"):
            raise Unevaluated("GROUP BY with grouping sets")
        groups: dict[object, list[Scope]] = {} if keys else {(): []}
        for each in scopes:
            values = [self._evaluator.value(key, each) for key in keys]
            if unknown := first_unknown(iter(values)):
                raise Unevaluated(unknown.reason)
            groups.setdefault(hashable(values), []).append(each)
        made = []
        for members in groups.values():
            items = members[0].items if members else {}
            one = Scope(scope.variables, items, scope.parent, scope.queries, [each.items for each in members], doubt)
            made.append(one)
        having = tree.args.get("having")
        remaining = doubt if keys else None
        if having is None:
            return made, remaining
        kept = []
        for one in made:
            truth = all_of([self._evaluator.value(having.this, one)])
            if isinstance(truth, Unknown):
                remaining = Unknown(truth.reason)
            elif truth:
                kept.append(one)
        return kept, remaining

    def _output(self, tree: exp.Select, node: exp.Expr) -> exp.Expr:
        """Return what GROUP BY and ORDER BY mean by a number or by the name of a column of the result."""
        if isinstance(node, exp.Literal) and not node.args.get("is_string"):
            place = integer(int(node.this)) if str(node.this).isdigit() else 0
            if not 0 < place <= len(tree.expressions):
                raise SqlError("invalid_column_reference", f"position {place} is not in select list")
            return cast("exp.Expr", tree.expressions[place - 1].unalias())
        if isinstance(node, exp.Column) and not node.args.get("table"):
            name = folded(node.this)
            for item in tree.expressions:
                if isinstance(item, exp.Alias) and folded(item.args["alias"]) == name:
                    return cast("exp.Expr", item.this)
        return node

    def _columns(self, tree: exp.Select, joins: Joins) -> list[str]:
        names: list[str] = []
        for item in tree.expressions:
            star = _star(item)
            if star is None:
                names.append(_name(item))
                continue
            for alias in joins.aliases:
                if star in ("", alias):
                    names += joins.columns(alias) or []
        return names

    def _projected(self, tree: exp.Select, scope: Scope, joins: Joins) -> list[list[object]]:
        """Return the rows that one row of FROM makes: several where a function of many rows is selected."""
        values: list[object] = []
        many: dict[int, list[object]] = {}
        for item in tree.expressions:
            star = _star(item)
            if star is not None:
                for alias in joins.aliases:
                    if star in ("", alias):
                        values += scope.items[alias].values()
                continue
            rows = series(self._evaluator, item.unalias(), scope)
            if isinstance(rows, Unknown):
                raise Unevaluated(rows.reason)
            if rows is not None:
                many[len(values)] = rows
            values.append(None if rows is not None else self._evaluator.value(item, scope))
        if not many:
            return [values]
        made = []
        for place in range(max(len(rows) for rows in many.values())):
            row = list(values)
            for at, rows in many.items():
                row[at] = rows[place] if place < len(rows) else None
            made.append(row)
        return made

    def _finished(self, tree: exp.Query, result: Result, made: list[_Made]) -> Result:
        """Apply DISTINCT, ORDER BY, OFFSET and LIMIT."""
        distinct = tree.args.get("distinct") if isinstance(tree, exp.Select) else None
        order = tree.args.get("order")
        doubt = result.doubt
        if order:
            made, unsorted = self._sorted(tree, result, made, [Key.of(item) for item in order.expressions])
            doubt = doubt or unsorted
        if isinstance(distinct, exp.Distinct):
            made = self._distinct(distinct, made)
        rows = [values for values, _ in made]
        offset, limit = self._count(tree, "offset"), self._count(tree, "limit")
        if isinstance(offset, Unknown) or isinstance(limit, Unknown):
            raise Unevaluated("LIMIT that is not known")
        if offset and doubt:
            return Result(result.columns, [], doubt)
        rows = rows[offset or 0 :]
        if limit is not None:
            rows = rows[:limit]
            doubt = None if limit == 0 else doubt
        return Result(result.columns, rows, doubt)

    def _distinct(self, distinct: exp.Distinct, made: list[_Made]) -> list[_Made]:
        on = distinct.args.get("on")
        kept: dict[object, _Made] = {}
        for values, scope in made:
            key = [self._evaluator.value(item, scope) for item in on.expressions] if on else values
            kept.setdefault(hashable(key), (values, scope))
        return list(kept.values())

    def _sorted(
        self, tree: exp.Query, result: Result, made: list[_Made], keys: list[Key]
    ) -> tuple[list[_Made], Unknown | None]:
        told: list[tuple[list[object], _Made]] = []
        for values, scope in made:
            told.append(([self._sort_value(tree, key, result.columns, values, scope) for key in keys], (values, scope)))
        if len(made) > 1 and (unknown := first_unknown(value for found, _ in told for value in found)):
            return made, Unknown(unknown.reason)
        return arranged(keys, told), None

    def _sort_value(self, tree: exp.Query, key: Key, columns: list[str], values: list[object], scope: Scope) -> object:
        node = key.expression
        if isinstance(node, exp.Column) and not node.args.get("table") and folded(node.this) in columns:
            return values[columns.index(folded(node.this))]
        if isinstance(node, exp.Literal) and not node.args.get("is_string") and str(node.this).isdigit():
            if not 0 < int(node.this) <= len(values):
                raise SqlError("invalid_column_reference", f"ORDER BY position {node.this} is not in select list")
            return values[int(node.this) - 1]
        if isinstance(tree, exp.Select):
            node = self._output(tree, node)
        return self._evaluator.value(node, scope)

    def _count(self, tree: exp.Query, key: str) -> int | Unknown | None:
        clause = tree.args.get(key)
        if clause is None:
            return None
        count = clause.args.get("count") if isinstance(clause, exp.Fetch) else clause.expression
        value = self._evaluator.value(count, Scope(self._evaluator.variables)) if count is not None else 1
        if value is None or isinstance(value, Unknown):
            return value
        if not is_number(value) or value < 0:
            raise SqlError("invalid_row_count_in_limit_clause", "LIMIT must not be negative")
        return integer(value)


def _star(node: exp.Expr) -> str | None:
    """Return what `*` is of: "" for all of FROM; None where `node` is no star."""
    if isinstance(node, exp.Star):
        return ""
    return folded(node.args.get("table")) if isinstance(node, exp.Column) and isinstance(node.this, exp.Star) else None


def _name(node: exp.Expr) -> str:
    """Return the name that PostgreSQL gives a column of a result."""
    if isinstance(node, exp.Alias):
        return folded(node.args["alias"])
    node = node.unnest()
    while isinstance(node, exp.Cast):
        if not isinstance(node.this, exp.Cast | exp.Column | exp.Func):
            return str(node.args["to"].sql(dialect="postgres")).lower().partition("(")[0]
        node = node.this
    if isinstance(node, exp.Column):
        return folded(node.this)
    if isinstance(node, exp.Dot) and isinstance(node.expression, exp.Identifier):
        return folded(node.expression)
    if isinstance(node, exp.Case | exp.Coalesce | exp.Exists | exp.Array | exp.Nullif):
        return type(node).__name__.lower()
    call = call_of(node)
    return aggregate_of(node) or (call[1] if call else "?column?")


def _aggregates(node: exp.Expr) -> bool:
    """Say whether an aggregate is called in `node`, subqueries left out."""
    if aggregate_of(node):
        return True
    return any(_aggregates(child) for child in node.iter_expressions() if not isinstance(child, exp.Query))
