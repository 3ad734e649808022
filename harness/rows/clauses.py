"""A clause's tree, read for what it tells of values: its columns, its constants, what is compared with what.

Only candidates come of it, and what may be concluded from having tried them all; what is true of a row the server says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ)
_WRAPPERS = (exp.Paren, exp.Cast, exp.TryCast, exp.Collate)


@lru_cache(maxsize=4096)
def tree(text: str) -> exp.Expr | None:
    """Return the tree of an expression; None where sqlglot does not understand it."""
    try:
        found: exp.Expr = parse_one(f"select {text}", read="postgres").expressions[0]
    except (SqlglotError, RecursionError, IndexError):
        return None
    return found


def unwrapped(node: exp.Expr) -> exp.Expr:
    """Return what stands within parentheses, casts and collations."""
    while isinstance(node, _WRAPPERS):
        node = node.this
    return node


def column_of(node: exp.Expr) -> str | None:
    """Return the column that an expression is, casts aside; None where it is anything else."""
    inner = unwrapped(node)
    if not isinstance(inner, exp.Column):
        return None
    return str(inner.name) if inner.this.quoted else str(inner.name).lower()


def columns_of(node: exp.Expr) -> tuple[str, ...]:
    """Return the columns that an expression reads, each once."""
    found = (column_of(each) for each in node.find_all(exp.Column))
    return tuple(dict.fromkeys(each for each in found if each is not None))


def constant(node: exp.Expr) -> str | None:
    """Return the value of a constant, casts and sign aside; None where it is anything else."""
    inner = unwrapped(node)
    if isinstance(inner, exp.Neg):
        value = constant(inner.this)
        return f"-{value}" if value is not None else None
    if isinstance(inner, exp.Literal):
        return str(inner.this)
    if isinstance(inner, exp.Boolean):
        return "true" if inner.this else "false"
    if isinstance(inner, exp.Interval) and inner.this is not None:
        unit = inner.args.get("unit")
        return f"{inner.this.name} {unit.name if unit else ''}".strip()
    return None


def constants(node: exp.Expr) -> Iterator[tuple[str, bool]]:
    """Yield every constant in an expression, and whether it is a number; also those within arrays' literals."""
    for each in node.find_all(exp.Literal, exp.Interval):
        if isinstance(each, exp.Literal) and isinstance(each.parent, exp.Interval):
            continue
        value = constant(each)
        if value is None:
            continue
        signed = isinstance(each.parent, exp.Neg)
        number = isinstance(each, exp.Literal) and not each.is_string
        yield (f"-{value}" if signed and number else value), number
        if value.startswith("{") and value.endswith("}") and isinstance(each.parent, exp.Cast):
            yield from ((part.strip(' "'), False) for part in value[1:-1].split(","))


def row_of(node: exp.Expr) -> tuple[exp.Expr, ...]:
    """Return the parts of `(a, b)` and of `ROW(a, b)`; nothing where it is no row."""
    inner = unwrapped(node)
    if isinstance(inner, exp.Tuple) or (isinstance(inner, exp.Anonymous) and inner.name.lower() == "row"):
        return tuple(inner.expressions)
    return ()


def is_members(node: exp.Expr) -> bool:
    """Say whether an operand is `any (…)` or `all (…)`; sqlglot takes the latter for a call."""
    called = isinstance(node, exp.Anonymous) and node.name.lower() == "all" and len(node.expressions) == 1
    return called or isinstance(node, exp.Any | exp.All)


def members_of(node: exp.Expr) -> tuple[exp.Expr, ...]:
    """Return the members of the array in `any (array[…])` and `all (array[…])`; nothing where none are written out."""
    inner = unwrapped(node)
    if is_members(inner):
        inner = unwrapped(inner.this if isinstance(inner, exp.Any | exp.All) else inner.expressions[0])
    return tuple(inner.expressions) if isinstance(inner, exp.Array | exp.Tuple) else ()


@dataclass(frozen=True, slots=True)
class Compared:
    """A column compared with something: a constant, another column, or an expression of others."""

    column: str
    constant: str | None = None
    other: str | None = None
    expression: exp.Expr | None = None


def compared(node: exp.Expr) -> Iterator[Compared]:
    """Yield what columns are compared with anywhere in an expression, both ways round."""
    for each in node.find_all(*COMPARISONS):
        yield from _between(each.this, each.expression)
        yield from _between(each.expression, each.this)
    for between in node.find_all(exp.Between):
        for bound in (between.args["low"], between.args["high"]):
            yield from _between(between.this, bound)
            yield from _between(bound, between.this)
    for listed in node.find_all(exp.In):
        for member in listed.expressions:
            yield from _between(listed.this, member)


def _between(left: exp.Expr, right: exp.Expr) -> Iterator[Compared]:
    left, right = unwrapped(left), unwrapped(right)
    ones, others = row_of(left), row_of(right)
    if ones and len(ones) == len(others):
        for pair in zip(ones, others, strict=True):
            yield from _between(*pair)
        return
    column = column_of(left)
    if column is None:
        return
    if is_members(right):
        for member in members_of(right):
            yield from _between(left, member)
        return
    value, other = constant(right), column_of(right)
    if value is not None or other is not None:
        yield Compared(column, value, other)
    elif not isinstance(right, exp.Null):
        yield Compared(column, expression=right)
