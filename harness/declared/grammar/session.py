"""What a session says of itself: settings, transactions, and DO."""

from __future__ import annotations

from harness.declared.nodes import (
    Do,
    Node,
    Nothing,
    SetVariable,
    Transaction,
)
from harness.declared.tokens import Cursor


def do_block(cursor: Cursor, start: int) -> Node:
    language = "plpgsql"
    body, at = None, 0
    while not cursor.done:
        if cursor.take("language"):
            language = cursor.string() if cursor.is_string() else cursor.name()
        else:
            at = cursor.start()
            body = cursor.string()
    if body is None:
        raise cursor.fail("the body of DO")
    opening = cursor.text.find(body[:20], at) if body else at  # where the body itself begins, after the quote
    return Do(body, language.lower(), max(opening, at), offset=start)


def set_variable(cursor: Cursor, start: int) -> Node:
    """Take what follows SET."""
    local = cursor.take("local")
    if not local:
        cursor.take("session")
    if cursor.sees_any({"transaction", "characteristics", "constraints"}) or cursor.sees("time", "zone"):
        what = "time zone" if cursor.sees("time") else "transaction"
        cursor.rest()
        return Nothing(f"set {what}", offset=start)
    if cursor.take("authorization") or cursor.take("session", "authorization") or cursor.take("role"):
        value = cursor.rest().text
        return SetVariable("role", (value.strip("'\""),), local, offset=start)
    if cursor.take("schema"):
        return SetVariable("search_path", (cursor.string(),), local, offset=start)
    name = _variable(cursor)
    if cursor.take("from", "current"):
        return Nothing("set from current", offset=start)
    if not cursor.take("to"):
        cursor.expect("=")
    values = None if cursor.take("default") else cursor.commas(lambda: _value(cursor))
    return SetVariable(name, values, local, offset=start)


def _variable(cursor: Cursor) -> str:
    name = cursor.name()
    while cursor.take("."):
        name = f"{name}.{cursor.name()}"
    return name


def _value(cursor: Cursor) -> str:
    if cursor.is_string():
        return cursor.string()
    if cursor.is_name():
        return cursor.name()
    at = cursor.mark()
    while not cursor.done and not cursor.sees(","):
        cursor.skip()
    return cursor.since(at).text


def reset_variable(cursor: Cursor, start: int) -> Node:
    """Take what follows RESET."""
    if cursor.take("session", "authorization"):
        return SetVariable("role", None, offset=start)
    return SetVariable(_variable(cursor), None, offset=start)


def begin(cursor: Cursor, start: int) -> Node:
    cursor.rest()
    return Transaction("begin", offset=start)


def commit(cursor: Cursor, start: int) -> Node:
    chained = cursor.rest().text.lower().split()[-2:] == ["and", "chain"]
    return Transaction("commit", "chain" if chained else "", offset=start)


def rollback(cursor: Cursor, start: int) -> Node:
    cursor.take_any("work", "transaction")
    if cursor.take("to"):
        cursor.take("savepoint")
        return Transaction("rollback to", cursor.name(), offset=start)
    chained = cursor.rest().text.lower().split()[-2:] == ["and", "chain"]
    return Transaction("rollback", "chain" if chained else "", offset=start)


def savepoint(cursor: Cursor, start: int) -> Node:
    return Transaction("savepoint", cursor.name(), offset=start)


def release(cursor: Cursor, start: int) -> Node:
    cursor.take("savepoint")
    return Transaction("release", cursor.name(), offset=start)


def start_transaction(cursor: Cursor, start: int) -> Node:
    cursor.expect("transaction")
    cursor.rest()
    return Transaction("begin", offset=start)
