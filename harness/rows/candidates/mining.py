"""Candidates: for each column of a table the values that its conditions may tell apart, mined from their clauses.

Whether a candidate is a value at all, and what a clause says of it, is for a server to say; so a needless candidate
costs a little time, and a wrong one nothing.
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from sqlglot import exp

from harness.declared.expressions import renamed
from harness.rows import values
from harness.rows.candidates import patterns
from harness.rows.candidates.usual import usual
from harness.rows.clauses import column_of, columns_of, compared, constant, constants, tree, unwrapped
from harness.rows.kind import Kind

_LONGEST = 2_000  # characters of a string that a length in a condition asks for
_SHIFTED = 3  # values of a column that an interval is added to
_STEPS = re.compile(r'[$@](?:\[\*\])?\.((?:[\w]+|"[^"]+")(?:\.(?:[\w]+|"[^"]+"))*)')  # of a jsonpath
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_PATTERNS = (exp.RegexpLike, exp.RegexpILike, exp.Like, exp.ILike, exp.SimilarTo)
_REPEATED = 40  # times that a constant is repeated, at most
_MOST_ELEMENTS = 20  # of an array that is made for a count
_MOST_PATTERN = 24  # samples of one pattern, of those that match and of those that do not


@dataclass(frozen=True, slots=True)
class Request:
    """An expression whose value a server is asked for, to be a candidate of `column`, over values of what it reads."""

    column: str
    expression: str
    reads: tuple[str, ...]


@dataclass
class Candidates:
    """The candidates of one table's columns, mined ones before usual ones; `edges` lie next to a boundary."""

    values: dict[str, dict[str, None]] = field(default_factory=dict)
    edges: dict[str, set[str]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def add(self, column: str, found: Iterable[str], *, edge: bool = False) -> None:
        """Add candidates of a column; `edge`: a condition changes its mind there."""
        known = self.values.setdefault(column, {})
        for each in found:
            known.setdefault(each)
            if edge:
                self.edges.setdefault(column, set()).add(each)


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
        _json(found, kinds, each)
        _loose(found, kinds, each)
    for column, kind in kinds.items():
        read = [each for each in trees if column in columns_of(each)]
        if values.is_text(kind):
            _spun(found, column, kind, read)
        elif kind.array:
            _repeated(found, column, kind, read)
        elif kind.base in {"json", "jsonb"} and len(read) > 1:
            _merged_all(found, column)
        found.add(column, usual(kind))
    return found


def _tree(text: str) -> exp.Expr | None:
    """Return a clause's tree; operators that sqlglot does not know stand in for by those that compare the same."""
    return tree(text) or tree(text.replace("<<=", "<<").replace(">>=", ">>"))


def _linked(trees: Iterable[exp.Expr]) -> Mapping[str, frozenset[str]]:
    """Return for each column those that it is compared with, directly or through others: what is next to one is so to all."""
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
    """Ask for the value of a side of an equation that reads other columns than a function of a text on its other side."""
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


def _json(found: Candidates, kinds: Mapping[str, Kind], node: exp.Expr) -> None:
    """Add objects with the keys that a clause looks up, holding the constants that it speaks of."""
    columns = [each for each in columns_of(node) if each in kinds and kinds[each].base in {"json", "jsonb"}]
    if not columns:
        return
    told = list(constants(node))
    for value, number in list(told):  # a jsonpath's own constants
        if not number and "$" in value:
            told += ((each, True) for each in _NUMBER.findall(value))
            told += ((each, False) for each in re.findall(r'"([^"]*)"', value))
    paths = list(dict.fromkeys(_paths(node)))
    held_by_others = [values.nth(kinds[each], 0) for each in columns_of(node) if each in kinds and each not in columns]
    held: list[object] = [*held_by_others, None, "a", "", 1, 0, -1, True, False, [], {}, 1.5]
    for value, number in told:
        held.extend(_around(float(value)) if number else [value])
        held.extend([[value], {value: 1}] if not number else [[0] * min(max(int(float(value)), 0), 100)])
    for column in columns:
        for value, number in told:
            if number:
                count = min(max(int(float(value)), 0), 100)
                found.add(column, (json.dumps([1] * each) for each in (count, count + 1, max(count - 1, 0))), edge=True)
            found.add(column, _readable(value))
        for path in paths:
            found.add(column, (json.dumps(_nested(path, each)) for each in held))
            found.add(column, (json.dumps([_nested(path, each)]) for each in held[:4]))
        whole: dict[str, object] = {}
        for path in paths:
            whole = _merged(whole, path, next((value for value, number in told if value not in path), "a"))
        found.add(column, [json.dumps(whole)] if whole else [])
        for path in paths:  # all keys but one
            less = dict(whole)
            less.pop(path[0], None)
            found.add(column, [json.dumps(less)])


def _around(number: float) -> list[object]:
    exact = int(number) if number == int(number) else number
    return [exact, exact + 1, exact - 1, str(exact)]


def _readable(value: str) -> Iterator[str]:
    try:
        json.loads(value)
    except ValueError:
        yield json.dumps(value)
        yield json.dumps([value])
        yield json.dumps({value: 1})
        return
    yield value


def _paths(node: exp.Expr) -> Iterator[tuple[str, ...]]:
    lookups = (exp.JSONExtract, exp.JSONExtractScalar, exp.JSONBExtract, exp.JSONBExtractScalar)
    for each in node.find_all(*lookups):
        path = _path(each)
        if path:
            yield path
    for each in node.find_all(exp.JSONBContainsTopKey, exp.JSONBContainsAllTopKeys, exp.JSONBContainsAnyTopKeys):
        yield from ((value,) for value, _ in constants(each.expression))
    for literal in node.find_all(exp.Literal):  # a jsonpath: $.a.b
        if literal.is_string and literal.this.lstrip("(").startswith("$"):
            for found in _STEPS.finditer(literal.this):
                yield tuple(each.strip('"') for each in found[1].split("."))


def _path(node: exp.Expr) -> tuple[str, ...]:
    inner, key = unwrapped(node.this), constant(node.expression)
    before = _path(inner) if isinstance(inner, exp.JSONExtract | exp.JSONExtractScalar) else ()
    if key is None:
        return before
    keys = key.strip("{}").split(",") if isinstance(node, exp.JSONBExtract | exp.JSONBExtractScalar) else [key]
    return (*before, *(each.strip('" ') for each in keys))


def _nested(path: tuple[str, ...], value: object) -> object:
    for key in reversed(path):
        value = {key: value}
    return value


def _merged(whole: dict[str, object], path: tuple[str, ...], value: object) -> dict[str, object]:
    inner = whole.get(path[0], {})
    deeper = _merged(inner if isinstance(inner, dict) else {}, path[1:], value) if len(path) > 1 else value
    return {**whole, path[0]: deeper}


def _loose(found: Candidates, kinds: Mapping[str, Kind], node: exp.Expr) -> None:
    """Offer every constant of a clause to every column that the clause reads, in whatever way its type can take it."""
    told = list(constants(node))
    columns = [each for each in columns_of(node) if each in kinds]
    for column in columns:
        kind = kinds[column]
        for value, number in told:
            found.add(column, _offered(kind, value, number=number))
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


def _merged_all(found: Candidates, column: str) -> None:
    """Make objects that have what several clauses ask for."""
    known = []
    for each in found.values.get(column, ()):
        with suppress(ValueError):
            known.append(json.loads(each))
    objects = [each for each in known if isinstance(each, dict) and each]
    for one in objects[:40]:
        found.add(column, (json.dumps({**each, **one}) for each in objects[:40] if not one.keys() & each.keys()))


def _spun(found: Candidates, column: str, kind: Kind, trees: list[exp.Expr]) -> None:
    """Make strings of constants: stretched to a length, repeated, and as patterns that a function may match."""
    told = list(dict.fromkeys(each for node in trees for each in constants(node)))
    strings = [value for value, number in told if not number and value]
    counts = [int(float(value)) for value, number in told if number and 0 < float(value) <= _LONGEST]
    for one in strings:
        for count in counts:
            found.add(column, (one + _filled(max(count + more - len(one), 0)) for more in (-1, 0, 1)))
            found.add(column, (one * (count + more) for more in (0, 1) if count <= _REPEATED))
        if set(one) & set("^$[(*+\\"):
            found.add(column, _samples(one, like=False, similar=False, fold=False))
    if kind.length and any(isinstance(each, exp.Anonymous) for node in trees for each in node.walk()):
        for digit in "0123456789":  # a checksum's last digit
            found.add(column, ("0" * (kind.length - 1) + digit, "1" * (kind.length - 1) + digit))


def _offered(kind: Kind, value: str, *, number: bool) -> Iterator[str]:  # noqa: C901 - a table with conditions
    count = int(float(value)) if number and abs(float(value)) <= _LONGEST else None
    lengths = () if count is None or count < 0 else tuple(each for each in (count, count + 1, count - 1) if each >= 0)
    if kind.array:
        inner = values.nth(kind.element, 0)
        if not number:
            yield values.array([value])
            yield values.array([value, inner])
            yield value
        elif inner is not None:
            yield from (values.array([inner] * each) for each in lengths if each <= 100)  # noqa: PLR2004 - elements
            yield values.array([value])
            yield from _matrices(inner, lengths)
    elif kind.labels:
        return
    elif values.is_text(kind):
        yield from (value, f"{value}x", f"x{value}", value.upper(), value.lower(), value[:-1], f"a{value}b")
        yield from (_filled(each) for each in lengths)
        yield from (_filled(each)[::-1] for each in lengths)
        if count is not None:
            yield from (str(count + 1), str(count - 1))
    elif values.is_number(kind) or kind.base in {"money", "interval"}:
        yield value
        yield from values.neighbours(kind, value)
        if count:
            yield from (str(2 * count), str(count // 2), str(count * 3))
    elif kind.base == "bytea":
        yield from ("\\x" + byte * each for each in lengths for byte in ("ab", "cd"))
        yield from ("\\x" + "ab" * (each // 8) for each in lengths)
        yield value
    elif kind.base.endswith("range"):
        bound = kind_of_bound(kind)
        high = values.neighbours(bound, value)
        low = values.nth(bound, 0)
        if count is not None and low is not None:
            ends = (values.moved(bound, low, count + more) for more in (-1, 0, 1))
            yield from (f"[{low},{each})" for each in ends if each is not None)
        yield from (f"[{value},)", f"(,{value}]", f"(,{value})", f"[{value},{value}]")
        yield from (f"[{value},{each})" for each in high[1:])
        yield from (f"[{each},{value})" for each in high[:1])
    elif kind.base in {"inet", "cidr"}:
        yield from _network(value)
    elif kind.base.endswith("hstore") and not number:
        yield from (f'"{value}"=>"1"', f'"{value}"=>"{value}"', f'"{value}"=>NULL')
    elif kind.base.endswith("ltree"):
        yield from (".".join(["a"] * each) for each in lengths if each <= 100)  # noqa: PLR2004 - labels
        yield value
    elif kind.base == "xml" and value.startswith("/"):
        steps = [each for each in value.split("/") if each.isidentifier()]
        yield "".join(f"<{each}>" for each in steps) + "".join(f"</{each}>" for each in reversed(steps))
    else:
        yield value


def _matrices(element: str, lengths: Iterable[int]) -> Iterator[str]:
    """Yield arrays of two dimensions, of up to nine rows and columns."""
    for columns in lengths:
        for rows in range(1, 5):
            if 0 < columns < 10:  # noqa: PLR2004 - see above
                yield "{" + ",".join([values.array([element] * columns)] * rows) + "}"


def _network(value: str) -> Iterator[str]:
    """Yield a network, its first and last address, and the addresses next to it."""
    yield value
    try:
        network = ipaddress.ip_network(value, strict=False)
    except ValueError:
        return
    first, last = network.network_address, network.broadcast_address
    yield from (str(first), str(first + 1) if first != last else str(first), str(last))
    if int(last) + 1 < 2**network.max_prefixlen:
        yield str(last + 1)
    if int(first):
        yield str(first - 1)


def kind_of_bound(kind: Kind) -> Kind:
    """Return the type of a built-in range's bounds."""
    bounds = {
        "int4": "integer",
        "int8": "bigint",
        "num": "numeric",
        "date": "date",
        "ts": "timestamp without time zone",
        "tstz": "timestamp with time zone",
    }
    base = bounds.get(kind.base.removesuffix("multirange").removesuffix("range"), "text")
    return Kind(base, base)


def _filled(length: int) -> str:
    return ("abcdefghij" * (length // 10 + 1))[:length]


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
