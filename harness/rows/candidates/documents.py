"""JSON documents that conditions may tell apart: with the keys that they look up, and the constants they speak of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from sqlglot import exp

from harness.rows import values
from harness.rows.candidates.candidates import Candidates
from harness.rows.clauses import columns_of, constant, constants, unwrapped
from harness.rows.kind import Kind

_STEPS = re.compile(r'[$@](?:\[\*\])?\.((?:[\w]+|"[^"]+")(?:\.(?:[\w]+|"[^"]+"))*)')  # of a jsonpath
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_MOST_ELEMENTS = 100  # of an array that is made for a count

_Path = tuple[str, ...]
_Told = tuple[str, bool]  # a constant, and whether it is a number


def documents(found: Candidates, kinds: Mapping[str, Kind], node: exp.Expr) -> None:
    """Add objects with the keys that a clause looks up, holding the constants that it speaks of."""
    columns = [each for each in columns_of(node) if each in kinds and kinds[each].base in {"json", "jsonb"}]
    if not columns:
        return
    told = _told(node)
    paths = list(dict.fromkeys(_paths(node)))
    beside = [values.nth(kinds[each], 0) for each in columns_of(node) if each in kinds and each not in columns]
    held = _held(beside, told)
    whole = _whole(paths, told)
    for column in columns:
        _bare(found, column, told)
        for path in paths:
            found.add(column, (json.dumps(_nested(path, each)) for each in held))
            found.add(column, (json.dumps([_nested(path, each)]) for each in held[:4]))
        found.add(column, [json.dumps(whole)] if whole else [])
        for path in paths:  # all keys but one
            found.add(column, [json.dumps({key: each for key, each in whole.items() if key != path[0]})])


def merged_documents(found: Candidates, column: str) -> None:
    """Make objects that have what several clauses ask for."""
    known = []
    for each in found.values.get(column, ()):
        with suppress(ValueError):
            known.append(json.loads(each))
    objects = [each for each in known if isinstance(each, dict) and each]
    for one in objects[:40]:
        found.add(column, (json.dumps({**each, **one}) for each in objects[:40] if not one.keys() & each.keys()))


def _told(node: exp.Expr) -> list[_Told]:
    """Return the constants of a clause, those within a jsonpath too."""
    told = list(constants(node))
    for value, number in list(told):
        if not number and "$" in value:
            told += ((each, True) for each in _NUMBER.findall(value))
            told += ((each, False) for each in re.findall(r'"([^"]*)"', value))
    return told


def _held(beside: Iterable[str | None], told: Iterable[_Told]) -> list[object]:
    """Return what a key may hold: values of the columns beside it, one of each sort, and what the constants suggest."""
    held: list[object] = [*beside, None, "a", "", 1, 0, -1, True, False, [], {}, 1.5]
    for value, number in told:
        held.extend(_around(float(value)) if number else [value])
        held.extend([[value], {value: 1}] if not number else [[0] * _count(value)])
    return held


def _whole(paths: Iterable[_Path], told: Iterable[_Told]) -> dict[str, object]:
    """Return an object with all that is looked up."""
    whole: dict[str, object] = {}
    for path in paths:
        whole = _merged(whole, path, next((value for value, _ in told if value not in path), "a"))
    return whole


def _bare(found: Candidates, column: str, told: Iterable[_Told]) -> None:
    """Add arrays as long as a number says, and each constant as a document."""
    for value, number in told:
        if number:
            count = _count(value)
            found.add(column, (json.dumps([1] * each) for each in (count, count + 1, max(count - 1, 0))), edge=True)
        found.add(column, _readable(value))


def _count(value: str) -> int:
    return min(max(int(float(value)), 0), _MOST_ELEMENTS)


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
