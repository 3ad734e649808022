"""Reads the body of a DO block or of a PL/pgSQL function into its tree, as `pl_gram.y` of PostgreSQL 18 does.

SQL within it is not read here: an expression ends where the server ends it, at a word or semicolon outside brackets.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from harness.declared.block.code import Block, Case, Declaration, Handler, If, Node, Nothing, Sql
from harness.declared.block.cursor import Cursor
from harness.declared.block.errors import Unknowable
from harness.declared.block.loops import LoopReader
from harness.declared.block.simple import SIMPLE, statement

_DEEPEST = 40  # blocks within blocks
_LAST = frozenset({"end", "else", "elsif", "elseif", "when", "exception", ""})
_VALUE = (":=", "=", "default")
_CONFLICTS = {"use_column": True, "use_variable": False, "error": None}


@lru_cache(maxsize=256)
def read(body: str) -> Block:
    """Return the outermost block of `body`; raises `SqlError` where the server would not read it."""
    cursor = Cursor(body)
    prefers_column = None
    while cursor.accept("#"):
        option = cursor.name()
        value = cursor.name()
        if option == "variable_conflict":
            prefers_column = _CONFLICTS.get(value)
    return _Reader(cursor).outermost(prefers_column)


class _Reader:
    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._depth = 0
        self._loops = LoopReader(cursor, self.statements)
        self._nested: dict[str, Callable[[int, str | None], Node]] = {
            "declare": self._block,
            "begin": self._block,
            "if": self._if,
            "case": self._case,
            "loop": self._loops.loop,
            "while": self._loops.loop,
            "for": self._loops.for_,
            "foreach": self._loops.foreach,
        }

    def outermost(self, prefers_column: bool | None) -> Block:  # noqa: FBT001  # three-valued, and private
        cursor = self._cursor
        label = self._label()
        if not cursor.at("declare") and not cursor.at("begin"):
            raise cursor.error("expected a block")
        block = self._block(cursor.token.start, label, prefers_column)
        if cursor.token.text:
            raise cursor.error("expected the end")
        return block

    def statements(self) -> tuple[Node, ...]:
        """Read statements up to a word that ends their list, which is left."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unknowable("it is nested too deeply", self._cursor.token.start)
        found: list[Node] = []
        while self._cursor.token.text not in _LAST:
            found.append(self._statement())
        self._depth -= 1
        return tuple(found)

    def _statement(self) -> Node:
        cursor = self._cursor
        start, label = cursor.token.start, self._label()
        word = cursor.token.text
        if cursor.accept(";"):
            return Nothing(start)
        if (nested := self._nested.get(word)) and not cursor.peek().text.startswith((":=", "=", ".", "[")):
            return nested(start, label)
        if (simple := SIMPLE.get(word)) and not cursor.peek().text.startswith((":=", "=")):
            cursor.take()
            return simple(cursor, start)
        return statement(cursor, start)

    def _label(self) -> str | None:
        cursor = self._cursor
        if not cursor.accept("<", "<"):
            return None
        name = cursor.name()
        cursor.expect(">", ">")
        return name

    def _end(self, *words: str) -> None:
        """Read END with its words, the label that may be repeated, and the semicolon."""
        self._cursor.expect("end", *words)
        if self._cursor.token.is_name:
            self._cursor.take()
        if self._cursor.token.text:  # behind the outermost END it may be left out
            self._cursor.expect(";")

    def _block(self, start: int, label: str | None, prefers_column: bool | None = None) -> Block:  # noqa: FBT001
        cursor = self._cursor
        declarations: list[Declaration] = []
        while cursor.accept("declare"):
            while not cursor.at("begin") and not cursor.at("declare"):
                if not cursor.token.text:
                    raise cursor.error("expected begin")
                declarations.append(self._declaration())
        cursor.expect("begin")
        body = self.statements()
        handlers: list[Handler] = []
        if cursor.accept("exception"):
            while cursor.accept("when"):
                handlers.append(self._handler())
        self._end()
        return Block(start, label, tuple(declarations), body, tuple(handlers), prefers_column)

    def _handler(self) -> Handler:
        cursor = self._cursor
        conditions = [self._condition()]
        while cursor.accept("or"):
            conditions.append(self._condition())
        cursor.expect("then")
        return Handler(tuple(conditions), self.statements())

    def _condition(self) -> str:
        name = self._cursor.name()
        if name == "sqlstate" and self._cursor.token.kind == "string":
            return self._cursor.take().text[1:-1]
        return name

    def _declaration(self) -> Declaration:
        cursor = self._cursor
        name = cursor.name()
        if cursor.accept("alias", "for"):
            other = cursor.take()
            cursor.expect(";")
            return Declaration(name, "", alias_of=other.name if other.is_name else other.text)
        is_scroll = cursor.accept("no", "scroll") or cursor.accept("scroll")
        if cursor.accept("cursor") or is_scroll:
            has_arguments = cursor.at("(")
            while cursor.token.text not in ("for", "is", ";", ""):
                cursor.take()
            cursor.take()
            query = cursor.until_word(";")
            cursor.expect(";")
            return Declaration(name, "refcursor", None if has_arguments else query, is_cursor=True)
        cursor.accept("constant")
        type_ = cursor.until(lambda token: token.text in (";", *_VALUE, "not", "collate"))
        if cursor.accept("collate"):
            cursor.names()
        not_null = cursor.accept("not", "null")
        value = None
        if cursor.token.text in _VALUE:
            cursor.take()
            value = cursor.until_word(";")
        cursor.expect(";")
        return Declaration(name, " ".join(type_.text.split()), value, not_null=not_null)

    def _if(self, start: int, _label: str | None) -> If:
        cursor = self._cursor
        parts: list[tuple[Sql | None, tuple[Node, ...]]] = []
        while cursor.accept("if") or cursor.accept("elsif") or cursor.accept("elseif"):
            condition = cursor.until_word("then")
            cursor.expect("then")
            parts.append((condition, self.statements()))
            if cursor.at("if"):
                break
        if cursor.accept("else"):
            parts.append((None, self.statements()))
        cursor.expect("end", "if", ";")
        return If(start, tuple(parts))

    def _case(self, start: int, _label: str | None) -> Case:
        cursor = self._cursor
        cursor.expect("case")
        subject = None if cursor.at("when") else cursor.until_word("when")
        parts: list[tuple[Sql, tuple[Node, ...]]] = []
        while cursor.accept("when"):
            condition = cursor.until_word("then")
            cursor.expect("then")
            parts.append((condition, self.statements()))
        otherwise = self.statements() if cursor.accept("else") else None
        cursor.expect("end", "case", ";")
        return Case(start, subject, tuple(parts), otherwise)
