"""Candidates: for each column of a table the values that its conditions may tell apart, mined from their clauses.

Whether a candidate is a value at all, and what a clause says of it, is for a server to say; so a needless candidate
costs a little time, and a wrong one nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlglot import exp

from harness.declared.expressions import renamed
from harness.rows import values
from harness.rows.candidates import patterns
from harness.rows.candidates.candidates import Candidates, Request
from harness.rows.candidates.documents import documents, merged_documents
from harness.rows.candidates.offered import LONGEST, filled, offered
from harness.rows.candidates.usual import usual
from harness.rows.clauses import column_of, columns_of, compared, constant, constants, tree, unwrapped
from harness.rows.kind import Kind

_SHIFTED = 3  # values of a column that an interval is added to
_PATTERNS = (exp.RegexpLike, exp.RegexpILike, exp.Like, exp.ILike, exp.SimilarTo)
_REPEATED = 40  # times that a constant is repeated, at most
_MOST_ELEMENTS = 20  # of an array that is made for a count
_MOST_PATTERN = 24  # samples of one pattern, of those that match and of those that do not


def mine(kinds: Mapping[str, Kind], clauses: Iterable[str]) -> Candidates:
    """Return candidates of the columns whose types `kinds` tells, for the clauses of one table's conditions."""
    found = Candidates()
    trees = [each for text in dict.fromkeys(clauses) if (each := _tree(text)) is not None]
    groups = _linked(trees)
    for each in trees:
        _compared(found, kinds, each, groups)
    for each in trees:
        _sides(found, kinds, each)
        _patterns(found, kinds, each)
        documents(found, kinds, each)
        _loose(found, kinds, each)
    for column, kind in kinds.items():
        read = [each for each in trees if column in columns_of(each)]
        if values.is_text(kind):
            _spun(found, column, kind, read)
        elif kind.array:
            _repeated(found, column, kind, read)
        elif kind.base in {"json", "jsonb"} and len(read) > 1:
            merged_documents(found, column)
        found.add(column, usual(kind))
    return found


def _tree(text: str) -> exp.Expr | None:
    """Return a clause's tree; operators that sqlglot does not know stand in for by those that compare the same."""
    return tree(text) or tree(text.replace("<<=", "<<").replace(">>=", ">>"))


def _linked(trees: Iterable[exp.Expr]) -> Mapping[str, frozenset[str]]:
    """Return for each column those that it is compared with, directly or through others: next to one is next to all."""
    groups: dict[str, frozenset[str]] = {}
    for each in trees:
        for pair in compared(each):
            if pair.other is not None:
                joined = groups.get(pair.column, frozenset({pair.column})) | groups.get(
                    pair.other, frozenset({pair.other})
                )
                groups |= dict.fromkeys(joined, joined)
    return groups


def _compared(
    found: Candidates, kinds: Mapping[str, Kind], node: exp.Expr, groups: Mapping[str, frozenset[str]]
) -> None:
    for pair in compared(node):
        kind = kinds.get(pair.column)
        if kind is None:
            continue
        group = groups.get(pair.column, frozenset({pair.column}))
        if pair.constant is not None:
            around = (pair.constant, *values.neighbours(kind, pair.constant, len(group)))
            for column in group:
                found.add(column, around, edge=True)
        elif pair.other is not None:
            for number in range(len(group)):
                plain = values.nth(kind, number)
                if plain is not None:
                    found.add(pair.column, (plain, *values.neighbours(kind, plain)), edge=True)
        elif pair.expression is not None:
            expression = pair.expression.sql("postgres")
            found.requests.append(Request(pair.column, expression, columns_of(pair.expression)))


def _sides(found: Candidates, kinds: Mapping[str, Kind], node: exp.Expr) -> None:
    """Ask what a side of an equation is that reads other columns than a function of a text on its other side."""
    for each in node.find_all(exp.EQ):
        for left, right in ((each.this, each.expression), (each.expression, each.this)):
            reads = columns_of(right)
            for column in columns_of(left) if column_of(left) is None and reads else ():
                if column in kinds and values.is_text(kinds[column]) and column not in reads:
                    found.requests.append(Request(column, right.sql("postgres"), reads))


def _patterns(found: Candidates, kinds: Mapping[str, Kind], node: exp.Expr) -> None:
    for each in node.find_all(*_PATTERNS):
        right = unwrapped(each.expression)
        fold = isinstance(each, exp.RegexpILike | exp.ILike)
        similar = isinstance(each, exp.SimilarTo)
        if isinstance(right, exp.Anonymous) and right.name.lower().startswith("similar_to_escape"):
            right, similar = unwrapped(right.expressions[0]), True
        for pattern in _all_constants(right):
            samples = _samples(pattern, like=isinstance(each, exp.Like | exp.ILike), similar=similar, fold=fold)
            for column in columns_of(each.this):
                if column in kinds:
                    found.add(column, samples, edge=True)


def _all_constants(node: exp.Expr) -> Iterator[str]:
    """Yield a constant, or those of `any (array[…])`."""
    if isinstance(node, exp.Any | exp.All):
        node = unwrapped(node.this)
    for each in node.expressions if isinstance(node, exp.Array) else (node,):
        value = constant(each)
        if value is not None:
            yield value


def _samples(pattern: str, *, like: bool, similar: bool, fold: bool) -> tuple[str, ...]:
    try:
        if similar:
            found = patterns.similar(pattern)
        else:
            found = patterns.like(pattern, fold=fold) if like else patterns.regex(pattern, fold=fold)
    except patterns.PatternError:
        return ()
    return (*found.matching[:_MOST_PATTERN], *found.near[:_MOST_PATTERN])


def _loose(found: Candidates, kinds: Mapping[str, Kind], node: exp.Expr) -> None:
    """Offer every constant of a clause to every column that the clause reads, in whatever way its type can take it."""
    told = list(constants(node))
    columns = [each for each in columns_of(node) if each in kinds]
    for column in columns:
        kind = kinds[column]
        for value, number in told:
            found.add(column, offered(kind, value, number=number))
        if values.is_time(kind):
            for value, number in told:
                if not number and _is_interval(value):
                    _shifted(found, kind, column, value)
        if values.is_text(kind):
            strings = [value for value, number in told if not number][:6]
            found.add(column, (one + other for one in strings for other in strings if one != other))


def _repeated(found: Candidates, column: str, kind: Kind, trees: list[exp.Expr]) -> None:
    """Make arrays of constants, as many as a condition counts, alike and not; and of what a domain tells apart."""
    told = list(dict.fromkeys(each for node in trees for each in constants(node)))
    plain = values.nth(kind.element, 0)
    told_counts = [int(float(value)) for value, number in told if number and 0 <= float(value) <= _MOST_ELEMENTS]
    counts = {count + more for count in told_counts for more in (-1, 0, 1)}
    for value, _ in told[:6]:
        for one in (value, *values.neighbours(kind.element, value)):
            for count in sorted(counts):
                found.add(column, [values.array([one] * count), values.array([one, *[plain] * (count - 1)])])
    if kind.tests:
        texts = [renamed(each, "value", column) for each in kind.tests]
        inner = mine({column: kind.element}, texts).values[column]
        found.add(column, (values.array([each]) for each in inner))
        found.add(column, (values.array([each, each]) for each in inner))


def _spun(found: Candidates, column: str, kind: Kind, trees: list[exp.Expr]) -> None:
    """Make strings of constants: stretched to a length, repeated, and as patterns that a function may match."""
    told = list(dict.fromkeys(each for node in trees for each in constants(node)))
    strings = [value for value, number in told if not number and value]
    counts = [int(float(value)) for value, number in told if number and 0 < float(value) <= LONGEST]
    for one in strings:
        for count in counts:
            found.add(column, (one + filled(max(count + more - len(one), 0)) for more in (-1, 0, 1)))
            found.add(column, (one * (count + more) for more in (0, 1) if count <= _REPEATED))
        if set(one) & set("^$[(*+\\"):
            found.add(column, _samples(one, like=False, similar=False, fold=False))
    if kind.length and any(isinstance(each, exp.Anonymous) for node in trees for each in node.walk()):
        for digit in "0123456789":  # a checksum's last digit
            found.add(column, ("0" * (kind.length - 1) + digit, "1" * (kind.length - 1) + digit))


def _is_interval(value: str) -> bool:
    units = ("year", "mon", "week", "day", "hour", "min", "sec", ":")
    return (
        any(each.isdigit() for each in value) and any(unit in value.lower() for unit in units) and "-" not in value[1:]
    )


def _shifted(found: Candidates, kind: Kind, column: str, interval: str) -> None:
    for number in range(_SHIFTED):
        base = values.nth(kind, number)
        for sign in "+-":
            quoted = interval.replace("'", "''")
            found.requests.append(Request(column, f"('{base}'::{kind.type} {sign} '{quoted}'::interval)", ()))
