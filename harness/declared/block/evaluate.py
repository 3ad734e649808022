"""Evaluates expressions and queries: hands each node of a tree to whoever knows its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlglot import exp

from harness.declared.block import arithmetic, arrays, comparisons, expressions
from harness.declared.block.aggregates import aggregate
from harness.declared.block.calls import aggregate_of, call_of
from harness.declared.block.casts import cast
from harness.declared.block.catalog_functions import CatalogFunctions
from harness.declared.block.compare import compare
from harness.declared.block.errors import SqlError, Unevaluated, Unknowable
from harness.declared.block.host import Host
from harness.declared.block.queries import Queries
from harness.declared.block.regs import Registry
from harness.declared.block.relations import Catalogs
from harness.declared.block.result import Result
from harness.declared.block.scope import Scope, Variables
from harness.declared.block.trees import shown
from harness.declared.block.values import Unknown

_DEEPEST = 120  # expressions within expressions
_MOST_WORK = 500_000  # expressions in one run: a few seconds
HANDLERS = {**expressions.HANDLERS, **comparisons.HANDLERS, **arrays.HANDLERS, **arithmetic.HANDLERS}


class Evaluator:
    """Evaluates expressions and queries against the rows of a host; `offset` is where its statement stands."""

    def __init__(self, host: Host, variables: Variables) -> None:
        self.host, self.variables = host, variables
        self.catalogs = Catalogs(host.rows)
        self.registry = Registry(self.catalogs, host.search_path)
        self.queries = Queries(self)
        self.functions = CatalogFunctions(self)
        self.offset = 0
        self.parameters: tuple[object, ...] = ()
        self._depth = self._work = 0

    @contextmanager
    def seeing(self, variables: Variables) -> Iterator[Variables]:
        """Evaluate with other variables: those of a function that is called."""
        kept = self.variables, self.parameters
        self.variables, self.parameters = variables, ()
        try:
            yield variables
        finally:
            self.variables, self.parameters = kept

    def value(self, node: exp.Expr | None, scope: Scope) -> object:
        """Return the value of an expression; unknown where the text does not say it."""
        if node is None:
            return None
        handler = HANDLERS.get(type(node))
        self._depth += 1
        self._work += 1
        try:
            if self._depth > _DEEPEST:
                raise Unevaluated("it is nested too deeply")
            if self._work > _MOST_WORK:
                raise Unknowable("it runs too long to be followed")
            if handler is not None:
                return handler(self, node, scope)
            return self.call(node, scope)
        finally:
            self._depth -= 1

    def values(self, nodes: Iterable[exp.Expr], scope: Scope) -> list[object]:
        return [self.value(node, scope) for node in nodes]

    def query(self, tree: exp.Expr, scope: Scope) -> Result:
        """Return the rows of a query."""
        self._depth += 1
        try:
            if self._depth > _DEEPEST:
                raise Unevaluated("it is nested too deeply")
            return self.queries.run(tree, scope)
        finally:
            self._depth -= 1

    def single(self, tree: exp.Expr, scope: Scope) -> object:
        """Return the one value of a query; NULL without rows."""
        result = self.query(tree, scope)
        if result.doubt:
            return Unknown(result.doubt.reason)
        if len(result.rows) > 1:
            raise SqlError("cardinality_violation", "more than one row returned by a subquery used as an expression")
        return result.rows[0][0] if result.rows and result.rows[0] else None

    def compare(self, operator: str, left: object, right: object) -> object:
        if isinstance(left, str) and isinstance(right, str) and operator == "=":
            return left == right
        return compare(operator, left, right)

    def cast(self, value: object, written: str) -> object:
        return cast(value, written, self.registry)

    def call(self, node: exp.Expr, scope: Scope) -> object:
        if aggregate_of(node):
            return aggregate(self, node, scope)
        found = call_of(node)
        if found is None:
            return Unknown(f"{shown(node.sql(dialect='postgres'))}, which is not modelled")
        namespace, name, arguments = found
        values: list[object] = []
        for argument in arguments:
            if isinstance(argument, exp.Variadic):
                spread = self.value(argument.this, scope)
                values += spread if isinstance(spread, list) else [spread]
            else:
                values.append(self.value(argument, scope))
        return self.functions.call(namespace, name, values)
