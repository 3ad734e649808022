"""Reads the statements of PL/pgSQL that hold no other statement; the first word is read already."""

from __future__ import annotations

from collections.abc import Callable

from harness.declared.block.code import (
    Assert,
    Assign,
    Diagnostics,
    Execute,
    Leave,
    Node,
    Nothing,
    Raise,
    Return,
    Sql,
    Statement,
    Target,
    Untold,
)
from harness.declared.block.cursor import Cursor

_LEVELS = ("debug", "log", "info", "notice", "warning", "exception")
_ASSIGNS = (":=", "=")


def _null(cursor: Cursor, start: int) -> Nothing:
    cursor.expect(";")
    return Nothing(start)


def _leave(cursor: Cursor, start: int, *, again: bool) -> Leave:
    label = None if cursor.at("when") or not cursor.token.is_name else cursor.name()
    condition = cursor.until_word(";") if cursor.accept("when") else None
    cursor.expect(";")
    return Leave(start, again, label, condition)


def _return(cursor: Cursor, start: int) -> Return:
    goes_on, is_query = False, False
    if cursor.accept("next"):
        goes_on = True
    elif cursor.accept("query"):
        goes_on = is_query = True
    value = None if cursor.at(";") else cursor.until_word(";")
    cursor.expect(";")
    return Return(start, value, goes_on, is_query)


def _raise(cursor: Cursor, start: int) -> Raise:
    if cursor.accept(";"):
        return Raise(start, "exception", again=True)
    level = cursor.take().text if cursor.token.text in _LEVELS else "exception"
    condition = template = None
    arguments: list[Sql] = []
    if cursor.token.kind in ("string", "escaped", "dollar"):
        template = cursor.take().text
        while cursor.accept(","):
            arguments.append(cursor.until_word(",", "using", ";"))
    elif cursor.accept("sqlstate"):
        condition = cursor.take().text[1:-1]
    elif cursor.token.is_name and not cursor.at("using"):
        condition = cursor.name()
    options: list[tuple[str, Sql]] = []
    if cursor.accept("using"):
        while True:
            name = cursor.name()
            if cursor.take().text not in _ASSIGNS:
                raise cursor.error("expected =")
            options.append((name, cursor.until_word(",", ";")))
            if not cursor.accept(","):
                break
    cursor.expect(";")
    return Raise(start, level, condition, template, tuple(arguments), tuple(options))


def _assert(cursor: Cursor, start: int) -> Assert:
    condition = cursor.until_word(",", ";")
    message = cursor.until_word(";") if cursor.accept(",") else None
    cursor.expect(";")
    return Assert(start, condition, message)


def execute(cursor: Cursor, start: int, ends: tuple[str, ...] = (";",)) -> Execute:
    """Read what follows EXECUTE, up to one of `ends`, which is left."""
    text = cursor.until_word("into", "using", *ends)
    targets: tuple[Target, ...] = ()
    strict, using = False, list[Sql]()
    while not cursor.token.text or cursor.token.text not in ends:
        if cursor.accept("into"):
            strict = cursor.accept("strict")
            targets = cursor.targets()
        elif cursor.accept("using"):
            using.append(cursor.until_word(",", "into", *ends))
            while cursor.accept(","):
                using.append(cursor.until_word(",", "into", *ends))
        else:
            raise cursor.error("expected into, using or the end")
    return Execute(start, text, targets, strict, tuple(using))


def _execute(cursor: Cursor, start: int) -> Execute:
    read = execute(cursor, start)
    cursor.expect(";")
    return read


def _perform(cursor: Cursor, start: int) -> Statement:
    query = cursor.until_word(";")
    cursor.expect(";")
    return Statement(start, Sql(f"select {query.text}", query.offset), "perform")


def _get(cursor: Cursor, start: int) -> Diagnostics:
    stacked = cursor.accept("stacked")
    if not stacked:
        cursor.accept("current")
    cursor.expect("diagnostics")
    items: list[tuple[Target, str]] = []
    while True:
        target = cursor.target()
        if cursor.take().text not in _ASSIGNS:
            raise cursor.error("expected =")
        items.append((target, cursor.name()))
        if not cursor.accept(","):
            break
    cursor.expect(";")
    return Diagnostics(start, stacked, tuple(items))


def _cursor(cursor: Cursor, start: int, what: str) -> Untold:
    targets: tuple[Target, ...] = ()
    while not cursor.at(";"):
        if cursor.accept("into"):
            targets = cursor.targets()
        elif not cursor.token.text:
            raise cursor.error("expected ;")
        else:
            cursor.take()
    cursor.expect(";")
    return Untold(start, what, targets)


SIMPLE: dict[str, Callable[[Cursor, int], Node]] = {
    "null": _null,
    "exit": lambda cursor, start: _leave(cursor, start, again=False),
    "continue": lambda cursor, start: _leave(cursor, start, again=True),
    "return": _return,
    "raise": _raise,
    "assert": _assert,
    "execute": _execute,
    "perform": _perform,
    "get": _get,
    "open": lambda cursor, start: _cursor(cursor, start, "a cursor"),
    "fetch": lambda cursor, start: _cursor(cursor, start, "FETCH from a cursor"),
    "move": lambda cursor, start: _cursor(cursor, start, "MOVE of a cursor"),
    "close": lambda cursor, start: _cursor(cursor, start, "a cursor"),
}


def statement(cursor: Cursor, start: int) -> Node:
    """Read an assignment or an SQL statement, its INTO taken out."""
    if _is_assignment(cursor):
        target = cursor.target()
        cursor.take()
        value = cursor.until_word(";")
        cursor.expect(";")
        return Assign(start, target, value)
    first, previous = cursor.token.text, ""
    begin = end = cursor.token.start
    pieces: list[str] = []
    targets: tuple[Target, ...] = ()
    strict, base = False, cursor.token.depth
    while not (cursor.at(";") and cursor.token.depth <= base):
        if not cursor.token.text:
            raise cursor.error("expected ;")
        if cursor.at("into") and previous not in ("insert", "merge") and first != "import" and not targets:
            pieces.append(cursor.text[begin:end])
            cursor.take()
            strict = cursor.accept("strict")
            targets = cursor.targets()
            begin = end = cursor.token.start
            continue
        previous, end = cursor.token.text, cursor.token.end
        cursor.take()
    cursor.expect(";")
    pieces.append(cursor.text[begin:end])
    text = " ".join(piece for piece in pieces if piece)
    if not text:
        raise cursor.error("expected a statement")
    return Statement(start, Sql(text, start), first, targets, strict)


def _is_assignment(cursor: Cursor) -> bool:
    """Say whether `:=` or `=` comes behind a name, its fields and its element."""
    if not (cursor.token.is_name or cursor.token.text.startswith("$")):
        return False
    ahead, base = 1, cursor.token.depth
    while cursor.peek(ahead).text == "." and cursor.peek(ahead + 1).is_name:
        ahead += 2
    while cursor.peek(ahead).text == "[":
        while cursor.peek(ahead).text and not (cursor.peek(ahead).text == "]" and cursor.peek(ahead).depth == base):
            ahead += 1
        ahead += 1
    return cursor.peek(ahead).text in _ASSIGNS
