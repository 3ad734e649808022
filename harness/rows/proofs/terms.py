"""Expressions as terms: read alike however they are written, with their types, and whether they can be NULL.

Everything is told of expressions over built-in types that give the same value each time; of any other nothing is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlglot import exp

from harness.rows.clauses import COMPARISONS, column_of, tree, unwrapped
from harness.rows.condition import Truth
from harness.rows.demand import Clause
from harness.rows.kind import Kind

_INTEGERS = frozenset({"smallint", "integer", "bigint", "int"})
_TYPES = {
    **dict.fromkeys(_INTEGERS, "int"),
    **dict.fromkeys(("numeric", "decimal"), "numeric"),
    **dict.fromkeys(("text", "varchar", "character varying"), "text"),
    "double precision": "double",
    "timestamptz": "timestamp with time zone",
    "timestamp": "timestamp without time zone",
    "time": "time without time zone",
    "bool": "boolean",
}
_OTHERS = (
    "real boolean date interval uuid bytea bit inet cidr macaddr json jsonb box circle point money character char time"
    " int4range int8range numrange daterange tsrange tstzrange"
)
_KNOWN = frozenset({*_TYPES, *_TYPES.values(), *_OTHERS.split(), "bit varying", "time with time zone"})
_BOUNDS = {
    "int4range": "int",
    "int8range": "int",
    "numrange": "numeric",
    "daterange": "date",
    "tsrange": "timestamp without time zone",
    "tstzrange": "timestamp with time zone",
}
NUMBERS = frozenset({"int", "numeric", "real", "double"})
MOMENTS = frozenset({"date", "timestamp without time zone", "timestamp with time zone"})

_ARITHMETIC = (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod)
_BITS = (exp.BitwiseAnd, exp.BitwiseOr, exp.BitwiseXor)
_TEXTS = (exp.Trim, exp.Left, exp.Right, exp.Replace, exp.Reverse)
PATTERNS = (exp.RegexpLike, exp.RegexpILike, exp.Like, exp.ILike, exp.SimilarTo, exp.StartsWith)
_CONTAINERS = (exp.ArrayContainsAll, exp.ArrayContainedBy, exp.ArrayOverlaps, exp.JSONBContainsTopKey)
_EXTRACTS = (exp.JSONExtract, exp.JSONExtractScalar, exp.JSONBExtract, exp.JSONBExtractScalar)
_CHOICES = (exp.Coalesce, exp.Greatest, exp.Least)
_COUNTS = frozenset({"num_nonnulls", "num_nulls"})
_WHOLES = frozenset({"cardinality", "jsonb_array_length", "family", "masklen", "octet_length", "bit_length"}) | _COUNTS
_FLAGS = frozenset({"isempty", "upper_inc", "lower_inc", "upper_inf", "lower_inf"})
_CALLS = _WHOLES | _FLAGS | {"area", "array_length", "jsonb_typeof", "similar_to_escape", "all"}
# What gives no NULL unless an operand is NULL.
_STRICT = (
    *(*_ARITHMETIC, *_BITS, *_TEXTS, *PATTERNS, *_CONTAINERS, *COMPARISONS),
    *(exp.Neg, exp.Length, exp.Abs, exp.Sign, exp.Sqrt, exp.Pow, exp.Ceil, exp.Floor, exp.Round, exp.StrPosition),
    *(exp.DPipe, exp.Between, exp.Array, exp.Not, exp.Ascii),
)
_DETERMINISTIC = (
    *(*_STRICT, *_EXTRACTS, *_CHOICES, exp.Nullif, exp.Case, exp.If, exp.Concat, exp.ConcatWs),
    *(exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null, exp.Cast, exp.DataType, exp.DataTypeParam),
    *(exp.In, exp.Is, exp.And, exp.Or, exp.Any, exp.Tuple, exp.Extract, exp.Var, exp.Interval, exp.Upper, exp.Lower),
    *(exp.ArraySize, exp.Paren, exp.Escape, exp.Substring),
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The columns that expressions are over."""

    kinds: Mapping[str, Kind]
    nullable: Mapping[str, bool]
    unlike: frozenset[str] = frozenset()  # texts that may be equal without being the same


@dataclass(frozen=True, slots=True, eq=False)
class Literal:
    """A clause that is true, false or unknown: its expression without the negations around it, and its truth so."""

    node: exp.Expr
    truth: Truth
    columns: frozenset[str]


def literal(clause: Clause, truth: Truth, scope: Scope) -> Literal | None:
    """Return what a clause says; None where nothing can be told of it."""
    node: exp.Expr | None = tree(clause.text)
    if node is None or not deterministic(node):
        return None
    names = {name: column for (name, _), column in zip(clause.known_as, clause.columns, strict=True)}
    if any(column_of(each) not in names for each in node.find_all(exp.Column)):
        return None
    if not all(kind.labels or kind.base in _KNOWN for kind in map(scope.kinds.__getitem__, clause.columns)):
        return None
    if scope.unlike & set(clause.columns) and not isinstance(unwrapped(node), exp.RegexpLike | exp.RegexpILike):
        return None
    node = _alike(node.copy(), names, scope)
    positive = True
    while isinstance(node, exp.Not) or node.args.get("negate"):
        positive = not positive
        if isinstance(node, exp.Not):
            node = node.this
        else:
            node.set("negate", None)
    return Literal(node, truth if truth is None else truth == positive, frozenset(clause.columns))


def deterministic(node: exp.Expr) -> bool:
    """Say whether an expression is known to give the same value for the same row each time."""
    return all(
        isinstance(each, _DETERMINISTIC) or (isinstance(each, exp.Anonymous) and each.name.lower() in _CALLS)
        for each in node.walk()
    )


def _alike(node: exp.Expr, names: Mapping[str, str], scope: Scope) -> exp.Expr:
    """Write out an expression without parentheses and needless casts, with the columns' real names, quoted."""
    for each in reversed(list(node.walk())):
        changed = _plain(each, names, scope)
        if changed is each:
            continue
        if each is node:
            node = changed
            node.pop()
        else:
            each.replace(changed)
    return node


def _plain(node: exp.Expr, names: Mapping[str, str], scope: Scope) -> exp.Expr:
    inner: exp.Expr = node.this
    if isinstance(node, exp.Paren):
        return inner
    if isinstance(node, exp.Column):
        return exp.column(names[str(column_of(node))], quoted=True)
    if isinstance(node, exp.Cast) and "(" not in node.to.sql("postgres"):
        same = cast_to(node) == "text" and type_of(inner, scope) == "text"
        return inner if same else node
    if isinstance(node, exp.Trim | exp.Abs) and type(inner) is type(node) and len(_parts(node)) == 1:
        return inner if _settings(node) == _settings(inner) else node
    return node


def _parts(node: exp.Expr) -> list[exp.Expr]:
    return list(node.iter_expressions())


def _settings(node: exp.Expr) -> dict[str, object]:
    return {name: value for name, value in node.args.items() if name != "this" and value is not None}


def key(node: exp.Expr) -> str:
    """Return the text that an expression has in common with those that are the same."""
    return node.sql("postgres")


def cast_to(node: exp.Cast) -> str:
    """Return the type that a cast makes."""
    name = node.to.sql("postgres").lower()
    return _TYPES.get(name, name)


def type_of(node: exp.Expr, scope: Scope) -> str:  # noqa: C901, PLR0911 - a table of kinds of nodes
    """Return an expression's type: `int` for any whole number, `text` for texts without padding, empty if unknown."""
    match node:
        case exp.Column():
            kind = scope.kinds[str(column_of(node))]
            return kind.type if kind.array or kind.labels else _TYPES.get(kind.base, kind.base)
        case exp.Cast():
            return cast_to(node)
        case exp.Literal():
            return "unknown" if node.is_string else "int" if node.name.isdigit() else "numeric"
        case exp.Boolean() | exp.Is():
            return "boolean"
        case exp.Neg() | exp.Abs():
            return type_of(node.this, scope)
        case exp.Length() | exp.StrPosition() | exp.Ascii() | exp.ArraySize():
            return "int"
        case exp.Extract():
            return "numeric"
        case exp.Concat() | exp.ConcatWs():
            return "text"
        case exp.Anonymous():
            name = node.name.lower()
            found = {"area": "double", "array_length": "int", "jsonb_typeof": "text"}
            return "int" if name in _WHOLES else "boolean" if name in _FLAGS else found.get(name, "")
    if isinstance(node, _STRICT) and isinstance(node, (*PATTERNS, *_CONTAINERS, *COMPARISONS, exp.Between)):
        return "boolean"
    return _of_parts(node, [type_of(each, scope) for each in _parts(node)])


def _of_parts(node: exp.Expr, types: list[str]) -> str:  # noqa: PLR0911 - a table
    """Return the type of what depends on its parts' types."""
    first, same = types[0] if types else "", len(set(types)) == 1
    if isinstance(node, exp.Sub) and same and first in MOMENTS:
        return "int" if first == "date" else "interval"
    if isinstance(node, _ARITHMETIC):
        if not set(types) <= NUMBERS:
            return ""
        return "double" if {"real", "double"} & set(types) else "numeric" if "numeric" in types else "int"
    if isinstance(node, _BITS):
        return "int" if same and first == "int" else ""
    if isinstance(node, exp.Upper | exp.Lower):
        return "text" if first == "text" else _BOUNDS.get(first, "")
    if isinstance(node, _TEXTS):
        return "text" if first == "text" else ""
    if isinstance(node, exp.JSONExtractScalar | exp.JSONBExtractScalar):
        return "text" if first in {"json", "jsonb"} else ""
    if isinstance(node, (exp.DPipe, *_CHOICES)):
        return first if same and (first == "text" or not isinstance(node, exp.DPipe)) else ""
    return "double" if isinstance(node, exp.Sqrt | exp.Pow | exp.Sign) and set(types) <= NUMBERS else ""


def may_be_null(node: exp.Expr, scope: Scope) -> bool:  # noqa: PLR0911 - a table
    """Say whether an expression can be NULL, as far as is known."""
    match node:
        case exp.Column():
            return scope.nullable[str(column_of(node))]
        case exp.Literal() | exp.Boolean() | exp.DataType() | exp.Is() | exp.Concat():
            return False
        case exp.Cast():  # of JSON's null comes NULL
            return type_of(node.this, scope) in {"", "json", "jsonb"} or may_be_null(node.this, scope)
        case exp.Upper() | exp.Lower():  # of an empty range there is none
            return type_of(node.this, scope) != "text" or may_be_null(node.this, scope)
        case exp.Extract():  # of infinity there is none
            timely = type_of(node.expression, scope) in {"time without time zone", "time with time zone"}
            return not timely or may_be_null(node.expression, scope)
        case exp.Coalesce() | exp.Greatest() | exp.Least():
            return all(may_be_null(each, scope) for each in _parts(node))
        case exp.Anonymous():
            name = node.name.lower()
            total = name in _WHOLES | _FLAGS or name in {"area", "jsonb_typeof", "similar_to_escape"}
            return name not in _COUNTS and (not total or any(may_be_null(each, scope) for each in node.expressions))
        case exp.In():
            return any(may_be_null(each, scope) for each in _parts(node))
    if isinstance(node, exp.Any) or not isinstance(node, _STRICT):
        members = node.this
        return not isinstance(members, exp.Array) or any(may_be_null(each, scope) for each in members.expressions)
    return any(may_be_null(each, scope) for each in _parts(node))
