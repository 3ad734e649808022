"""SQL text into sqlglot's trees; whatever goes wrong there becomes `Unevaluated`."""

from __future__ import annotations

from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from harness.declared.block.errors import Unevaluated
from harness.declared.block.scan import DEEPEST, scan

_PREFIXES = frozenset(["not", "-", "+", "~", "case", "select", "union", "except", "intersect"])
_SHOWN = 60  # characters of SQL that a reason quotes

# What sqlglot lets through beside its own errors, on text that is no SQL.
_FAILURES = (SqlglotError, ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError)


@lru_cache(maxsize=4096)
def query(text: str) -> exp.Query:
    """Return the tree of a query: SELECT, VALUES, or a set operation."""
    _check_depth(text)
    try:
        tree = sqlglot.parse_one(text, read="postgres")
    except _FAILURES as failure:
        raise Unevaluated(f"SQL that is not understood here: {shown(text)}") from failure
    if isinstance(tree, exp.Values):
        return exp.select("*").from_(tree)
    if not isinstance(tree, exp.Query):
        raise Unevaluated(f"the result of a statement that is no query: {shown(text)}")
    return tree


def expression(text: str) -> exp.Query:
    """Return the tree of a PL/pgSQL expression, which is all that can stand behind SELECT."""
    return query(f"select {text}")


def only_value(tree: exp.Query) -> exp.Expr | None:
    """Return the expression of a query that is nothing but `select expression`."""
    if not isinstance(tree, exp.Select) or len(tree.expressions) != 1:
        return None
    others = (value for key, value in tree.args.items() if key not in ("expressions", "kind", "hint"))
    return None if any(others) else tree.expressions[0]


def shown(text: str) -> str:
    """Return the beginning of `text` on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _check_depth(text: str) -> None:
    """Refuse what would take sqlglot's recursion deep: many prefix operators in a row, or CASE within CASE."""
    run = 0
    for token in scan(text):
        if token.text in _PREFIXES:
            run += 1
        elif token.text == "end" or token.text not in ("when", "(", "all", "distinct"):
            run = max(0, run - 1)
        if run > DEEPEST:
            raise Unevaluated("it is nested too deeply")
