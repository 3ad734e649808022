"""How a clause looks at columns: by their order alone, or by one measure of theirs; what it sees can then be sampled.

A clause that only compares columns, constants and choices among them (COALESCE, GREATEST, CASE and their like) depends
on nothing but how these are ordered and which are null. One value in every gap between the constants, and as many next
to each constant as columns are compared with one another, show it everything that it can tell apart. The same holds
where it sees a column only through a measure whose every value is among the candidates, such as a length.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlglot import exp

from harness.rows.clauses import COMPARISONS, column_of, constant, is_members, members_of, row_of, unwrapped
from harness.rows.kind import Kind
from harness.rows.values import is_integer, is_number, is_text, is_time

_EQUALITY = (exp.EQ, exp.NEQ, exp.NullSafeEQ, exp.NullSafeNEQ, exp.In)
_CHOICES = (exp.Coalesce, exp.Greatest, exp.Least, exp.Nullif, exp.Case, exp.If)
_MEASURES = frozenset(
    {"length", "char_length", "character_length", "octet_length", "cardinality", "array_length", "abs", "jsonb_typeof"}
    | {"jsonb_array_length", "bit_length"}
)
_COUNTS = frozenset({"num_nonnulls", "num_nulls"})
_FIELDS = frozenset({"dow", "isodow", "month", "hour", "day"})
NULLNESS = "is null"  # the measure that tells no more of a column than this
_LOGIC = (exp.And, exp.Or, exp.Not, exp.Paren)


@dataclass(frozen=True, slots=True)
class View:
    """A column as a clause sees it: itself, or a measure of it; `told` is the measure's text, empty for the column."""

    column: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a clause sees: its views, the constants they are compared with, and whether more than equality counts."""

    views: frozenset[View]
    constants: frozenset[str]
    ordered: bool


class _Opaque(Exception):
    """The clause tells more of a column apart than order or a measure."""


def sight(node: exp.Expr, kinds: Mapping[str, Kind]) -> Sight | None:
    """Return what a clause sees; None where that is more than can be sampled."""
    reader = _Reader(kinds)
    try:
        reader.condition(node)
    except _Opaque:
        return None
    return Sight(frozenset(reader.views), frozenset(reader.constants), reader.ordered)


class _Reader:
    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self.kinds = kinds
        self.views: set[View] = set()
        self.constants: set[str] = set()
        self.ordered = False

    def condition(self, node: exp.Expr) -> None:
        """Read an expression that is true, false or null."""
        if isinstance(node, _LOGIC):
            for part in _children(node):
                self.condition(part)
        elif isinstance(node, exp.Is):
            self._test(node)
        elif isinstance(node, COMPARISONS):
            self.ordered = self.ordered or not isinstance(node, _EQUALITY)
            self._sides(node.this, node.expression)
        elif isinstance(node, exp.Between):
            self.ordered = True
            self._sides(node.this, node.args["low"], node.args["high"])
        elif isinstance(node, exp.In) and node.expressions:
            self._sides(node.this, *node.expressions)
        elif isinstance(node, exp.Boolean | exp.Null):
            return
        elif isinstance(node, exp.Case | exp.Coalesce):
            self._choice(node, self.condition)
        else:
            self._finite(node)

    def _test(self, node: exp.Is) -> None:
        """Read `IS [NOT] NULL`, TRUE and FALSE."""
        if isinstance(unwrapped(node.expression), exp.Null) and column_of(node.this) is not None:
            self.views.add(View(self._known(node.this), NULLNESS))
        elif isinstance(unwrapped(node.expression), exp.Null):
            self.operand(node.this)
        else:
            self.condition(unwrapped(node.this))

    def _sides(self, *sides: exp.Expr) -> None:
        if all(row_of(side) for side in sides):
            for side in sides:
                for part in row_of(side):
                    self.operand(part)
            return
        for side in sides:
            self.operand(side)

    def operand(self, node: exp.Expr) -> None:
        """Read what is compared: a column, a constant, a choice among such, or a measure of a column."""
        inner = unwrapped(node)
        if column_of(node) is not None:
            self._cast(node)
            self.views.add(View(self._known(node)))
        elif constant(node) is not None:
            self.constants.add(str(constant(node)))
        elif isinstance(inner, exp.Null):
            return
        elif is_members(inner):
            self._members(inner)
        elif isinstance(inner, _CHOICES):
            self._choice(inner, self.operand)
        elif isinstance(inner, exp.Anonymous) and inner.name.lower() in _COUNTS:
            for part in inner.expressions:
                self.views.add(View(self._known(part), NULLNESS))
        elif isinstance(inner, (exp.Is, *COMPARISONS)):
            self.condition(inner)
        else:
            self._measure(inner)

    def _members(self, node: exp.Expr) -> None:
        members = members_of(node)
        if not members:
            raise _Opaque
        for member in members:
            self.operand(member)

    def _choice(self, node: exp.Expr, read: object) -> None:
        assert callable(read)
        if isinstance(node, exp.Case):
            if node.this is not None:
                self.operand(node.this)
            for branch in node.args["ifs"]:
                (self.operand if node.this is not None else self.condition)(branch.this)
                read(branch.args["true"])
            if node.args.get("default") is not None:
                read(node.args["default"])
            return
        for part in _children(node):
            read(part)

    def _measure(self, node: exp.Expr) -> None:
        name, read = _measured(node)
        if read is None or column_of(read) is None:
            raise _Opaque
        if name == "octet_length" and self.kinds[self._known(read)].length is not None:
            raise _Opaque  # the most bytes that so many characters take are not among the candidates
        self.views.add(View(self._known(read), node.sql("postgres")))

    def _finite(self, node: exp.Expr) -> None:
        """Read anything at all, so long as every value of the columns that it reads can be tried."""
        for each in node.find_all(exp.Column):
            if not self.kinds[self._known(each)].finite:
                raise _Opaque
            self.views.add(View(self._known(each)))
        if any(isinstance(each, exp.Anonymous) for each in node.walk()):
            raise _Opaque  # a function may be volatile

    def _known(self, node: exp.Expr) -> str:
        column = column_of(node)
        if column is None or column not in self.kinds:
            raise _Opaque
        return column

    def _cast(self, node: exp.Expr) -> None:
        """Raise where a cast makes values alike that are not, or orders them otherwise."""
        kind = self.kinds[self._known(node)]
        while isinstance(node, exp.Paren | exp.Cast | exp.Collate):
            if isinstance(node, exp.Cast) and not _keeps(kind, node.to.sql("postgres").lower()):
                raise _Opaque
            node = node.this


def _keeps(kind: Kind, target: str) -> bool:
    if is_text(kind) or kind.labels:
        return target.startswith(("text", "varchar", "character varying"))
    if is_integer(kind):
        return target.startswith(("bigint", "int", "numeric", "decimal"))
    if is_number(kind):
        return target in {"numeric", "decimal"} and kind.base == "numeric"
    return is_time(kind) and target == kind.base


def _measured(node: exp.Expr) -> tuple[str, exp.Expr | None]:
    """Return the name of a measure and what it measures."""
    if isinstance(node, exp.Length):
        return "length", node.this
    if isinstance(node, exp.Abs):
        return "abs", node.this
    if isinstance(node, exp.ArraySize):
        first = node.expression is None or constant(node.expression) == "1"
        return "array_length", node.this if first else None
    if isinstance(node, exp.Extract):
        return "extract", node.expression if node.name.lower() in _FIELDS else None
    if isinstance(node, exp.Anonymous) and node.name.lower() in _MEASURES and node.expressions:
        return node.name.lower(), node.expressions[0]
    return "", None


def _children(node: exp.Expr) -> Iterator[exp.Expr]:
    yield from node.iter_expressions()
