"""Reads the loops of PL/pgSQL."""

from __future__ import annotations

from collections.abc import Callable

from harness.declared.block.code import Count, Each, Elements, Loop, Node
from harness.declared.block.cursor import Cursor
from harness.declared.block.scan import Token
from harness.declared.block.simple import execute

_QUERIES = ("select", "values", "with", "table")
Body = tuple[Node, ...]


class LoopReader:
    """Reads a loop, with `statements` to read what is in it."""

    def __init__(self, cursor: Cursor, statements: Callable[[], Body]) -> None:
        self._cursor, self._statements = cursor, statements

    def _body(self) -> Body:
        self._cursor.expect("loop")
        body = self._statements()
        self._cursor.expect("end", "loop")
        if self._cursor.token.is_name:
            self._cursor.take()
        self._cursor.expect(";")
        return body

    def loop(self, start: int, label: str | None) -> Loop:
        condition = self._cursor.until_word("loop") if self._cursor.accept("while") else None
        return Loop(start, label, condition, self._body())

    def foreach(self, start: int, label: str | None) -> Elements:
        cursor = self._cursor
        cursor.expect("foreach")
        target, slice_ = cursor.target(), 0
        if cursor.accept("slice"):
            slice_ = int(cursor.take().text) if cursor.token.text.isascii() and cursor.token.text.isdigit() else 1
        cursor.expect("in", "array")
        array = cursor.until_word("loop")
        return Elements(start, label, target, slice_, array, self._body())

    def for_(self, start: int, label: str | None) -> Node:
        cursor = self._cursor
        cursor.expect("for")
        targets = cursor.targets()
        cursor.expect("in")
        if cursor.at("execute"):
            offset = cursor.take().start
            text = execute(cursor, offset, ends=("loop",))
            return Each(start, label, targets, text, self._body())
        if self._counts():
            return self._count(start, label, targets[0].names[0])
        query = cursor.until_word("loop")
        name = query.text.split("(", 1)[0].rstrip().lower()
        if name.isidentifier() and name not in _QUERIES:  # a cursor, maybe with arguments
            return Each(start, label, targets, query.text.lower(), self._body())
        return Each(start, label, targets, query, self._body())

    def _counts(self) -> bool:
        """Say whether `..` stands outside brackets before LOOP."""
        if self._cursor.at("reverse"):
            return True
        ahead, base = 0, self._cursor.token.depth
        while (token := self._cursor.peek(ahead)).text not in ("loop", ";", ""):
            if token.depth == base and _is_range(token, self._cursor.peek(ahead + 1)):
                return True
            ahead += 1
        return False

    def _count(self, start: int, label: str | None, name: str) -> Count:
        cursor = self._cursor
        reverse = cursor.accept("reverse")
        first = cursor.until(lambda token: token.text == "." and _is_range(token, cursor.peek()))
        cursor.expect(".", ".")
        last = cursor.until_word("loop", "by")
        step = cursor.until_word("loop") if cursor.accept("by") else None
        return Count(start, label, name, first, last, step, reverse, self._body())


def _is_range(token: Token, following: Token) -> bool:
    return token.text == following.text == "." and token.end == following.start
