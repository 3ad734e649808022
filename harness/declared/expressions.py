"""Expressions by their tokens: which columns and names they read, and the same text after a rename."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from harness.declared.tokens import STRING, Cursor, Unreadable
from harness.declared.types import read_type
from harness.schema import quoted

_AFTER_TYPE = {"::", "as", "type", "collate"}


@lru_cache(maxsize=16384)
def _names(source: str) -> tuple[tuple[int, int, str, str, str], ...]:
    """Return the names in a text: (start, end, name, word before, word after)."""
    try:
        cursor = Cursor(source)
    except Unreadable:
        return ()
    found = []
    before = ""
    while not cursor.done:
        at = cursor.mark()
        word = cursor.word
        if cursor.is_name():
            start = cursor.start()
            name = cursor.name()
            taken = cursor.since(at).text
            found.append((start, start + len(taken), name, before, cursor.word))
        else:
            cursor.skip()
        before = word
    return tuple(found)


def columns_in(source: str, columns: Collection[str]) -> tuple[str, ...]:
    """Return which of a table's columns an expression on that table reads, in the order in which it does."""
    read = {
        name: None
        for _, _, name, before, after in _names(source)
        if name in columns and before not in _AFTER_TYPE and after not in {"(", "."}
    }
    return tuple(read)


def renamed(source: str, old: str, new: str) -> str:
    """Return an expression on one table after a column's rename."""
    places = [
        (start, end)
        for start, end, name, before, after in _names(source)
        if name == old and before not in _AFTER_TYPE and after not in {"(", "."}
    ]
    for start, end in reversed(places):
        source = source[:start] + quoted(new) + source[end:]
    return source


def renamed_call(source: str, old: str, new: str) -> str:
    """Return an expression after the rename of a function that it calls; `new` is qualified."""
    return _replaced(source, old, new, lambda before, after: after == "(")


def renamed_type(source: str, old: str, new: str) -> str:
    """Return an expression after the rename of a type that it casts to; `new` is qualified."""
    return _replaced(source, old, new, lambda before, after: after != "(")


def _replaced(source: str, old: str, new: str, fits: Callable[[str, str], bool]) -> str:
    """Put `new` in the place of a name and what qualifies it, wherever the words around it fit."""
    names = _names(source)
    for at in range(len(names) - 1, -1, -1):
        start, end, name, before, after = names[at]
        if name != old or not fits(before, after):
            continue
        if before == "." and at and names[at - 1][1] + 1 == start:
            start = names[at - 1][0]
        source = source[:start] + new + source[end:]
    return source


@lru_cache(maxsize=4096)
def mentioned(source: str) -> frozenset[tuple[str | None, str]]:
    """Return every name in a text, with what qualifies it: (schema or None, name)."""
    found: set[tuple[str | None, str]] = set()
    names = _names(source)
    by_end: dict[int, str] = {}
    for start, end, name, before, _ in names:
        holder = by_end.get(start - 1) if before == "." else None
        found.add((holder, name))
        by_end[end] = name
    return frozenset(found)


@lru_cache(maxsize=4096)
def called(source: str) -> frozenset[str]:
    """Return the names in a text that are called as functions are."""
    return frozenset(name for _, _, name, _, after in _names(source) if after == "(")


@lru_cache(maxsize=4096)
def types_in(source: str) -> frozenset[str]:
    """Return the names in a text that stand where a type does: in a cast, or before a literal."""
    found = set()
    last = ""  # what stood before the name that qualifies the next one
    for _, _, name, before, after in _names(source):
        start = last if before == "." else before
        if start in {"::", "as"} or after == STRING:
            found.add(name)
        last = start
    return frozenset(found)


def strings_in(source: str) -> Iterator[str]:
    """Yield the values of the string literals in a text."""
    try:
        cursor = Cursor(source)
        while not cursor.done:
            if cursor.word == STRING:
                yield cursor.string()
            else:
                cursor.skip()
    except Unreadable:
        return


def is_literal(source: str) -> bool:
    """Say whether an expression is one string literal and nothing else."""
    try:
        cursor = Cursor(source)
        cursor.string()
    except Unreadable:
        return False
    return cursor.done


@lru_cache(maxsize=4096)
def index_name_part(source: str) -> str:
    """Return what PostgreSQL calls an expression's column in the name of an unnamed index: a function, a type, `expr`.

    Source: FigureColname of src/backend/parser/parse_target.c.
    """
    try:
        return _figured(Cursor(source))[0] or "expr"
    except Unreadable:
        return "expr"


_NO_NAME, _TYPE_NAME, _OWN_NAME = 0, 1, 2  # a cast's type is a name only where there is no better one
_Figured = tuple[str, int]


def _figured(cursor: Cursor) -> _Figured:
    while cursor.sees("(") and cursor.words[-2] == ")" and _spans(cursor):
        cursor = Cursor(cursor.parenthesised().text)
    if cursor.word in {"case", "exists", "array"}:
        return cursor.word, _TYPE_NAME if cursor.word == "case" else _OWN_NAME
    if cursor.is_name():
        word = cursor.word
        first = cursor.qualified()
        if not cursor.sees("("):
            return _after_operand(cursor, (first.name, _OWN_NAME))
        inner = cursor.parenthesised()
        return _after_operand(cursor, _cast_name(inner.text) if word == "cast" else (first.name, _OWN_NAME))
    if cursor.sees("("):
        return _after_operand(cursor, _figured(Cursor(cursor.parenthesised().text)))
    if not cursor.done:
        cursor.skip()
        return _after_operand(cursor, ("", _NO_NAME))
    return "", _NO_NAME


def _spans(cursor: Cursor) -> bool:
    """Say whether the parenthesis that opens here closes at the very end."""
    at = cursor.mark()
    cursor.parenthesised()
    whole = cursor.done
    cursor.at = at
    return whole


def _cast_name(inner: str) -> _Figured:
    cursor = Cursor(inner)
    operand = cursor.expression(frozenset({"as"}))
    cursor.expect("as")
    found = _figured(Cursor(operand.text))
    return found if found[1] > _TYPE_NAME else (_type_name(cursor), _TYPE_NAME)


def _after_operand(cursor: Cursor, found: _Figured) -> _Figured:
    """Follow casts, subscripts and collations; anything else makes it an operator's expression, which has no name."""
    while not cursor.done:
        if cursor.take("::"):
            kind = _type_name(cursor)
            found = found if found[1] > _TYPE_NAME else (kind, _TYPE_NAME)
        elif cursor.sees("["):
            while not cursor.take("]"):
                cursor.skip()
        elif cursor.take("collate"):
            cursor.qualified()
        elif cursor.take("."):
            found = cursor.name(), _OWN_NAME
        else:
            return "", _NO_NAME
    return found


def _type_name(cursor: Cursor) -> str:
    found = read_type(cursor)
    internal = {
        "integer": "int4",
        "bigint": "int8",
        "smallint": "int2",
        "boolean": "bool",
        "character varying": "varchar",
        "character": "bpchar",
        "double precision": "float8",
        "real": "float4",
        "bit varying": "varbit",
    }
    name = internal.get(found.name.name, found.name.name)
    if found.tail == " with time zone":
        name += "tz"
    return name.split(" ")[0]
