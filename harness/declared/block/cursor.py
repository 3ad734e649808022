"""A place among the tokens of a body, with what every part of the reader needs."""

from __future__ import annotations

from collections.abc import Callable

from harness.declared.block.code import Sql, Target
from harness.declared.block.errors import SqlError
from harness.declared.block.scan import Token, scan


class Cursor:
    """The tokens of a body, and the one to read next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens = scan(text)
        self._at = 0
        self._end = Token("end", "", len(text), len(text), 0)

    @property
    def token(self) -> Token:
        return self.peek(0)

    def peek(self, ahead: int = 1) -> Token:
        """Return the token that many places ahead; behind the last one, a token without text."""
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else self._end

    def take(self) -> Token:
        token = self.token
        self._at += 1
        return token

    def at(self, *words: str) -> bool:
        """Say whether these words come next; a quoted name is no word."""
        return all(self.peek(ahead).text == word for ahead, word in enumerate(words))

    def accept(self, *words: str) -> bool:
        """Step over these words if they come next."""
        if not self.at(*words):
            return False
        self._at += len(words)
        return True

    def expect(self, *words: str) -> None:
        if not self.accept(*words):
            raise self.error(f"expected {' '.join(words)}")

    def error(self, why: str) -> SqlError:
        """Return the error that the server would raise here."""
        near = self.token.text or "end of input"
        return SqlError("syntax_error", f'syntax error at or near "{near}": {why}')

    def name(self) -> str:
        if not self.token.is_name:
            raise self.error("expected a name")
        return self.take().name

    def names(self) -> tuple[str, ...]:
        """Read a name with its qualifiers."""
        found = [self.name()]
        while self.at(".") and self.peek().is_name:
            self.take()
            found.append(self.name())
        return tuple(found)

    def until(self, stops: Callable[[Token], bool]) -> Sql:
        """Read SQL up to the token outside brackets at which `stops`, which is left; it must come before the end."""
        base, start = self.token.depth, self.token.start
        end = start
        while not (self.token.depth <= base and stops(self.token)):
            if self.token is self._end or (self.token.text == ";" and self.token.depth <= base):
                raise self.error("the statement ends too early")
            end = self.take().end
        if end == start:
            raise self.error("expected an expression")
        return Sql(self.text[start:end], start)

    def until_word(self, *words: str) -> Sql:
        return self.until(lambda token: token.text in words)

    def target(self) -> Target:
        """Read what a value is written to: a name, a field, an element, or `$1`."""
        if self.token.text.startswith("$"):
            return Target((self.take().text,))
        names = self.names()
        index = None
        if self.accept("["):
            index = self.until_word("]")
            self.expect("]")
        return Target(names, index)

    def targets(self) -> tuple[Target, ...]:
        found = [self.target()]
        while self.accept(","):
            found.append(self.target())
        return tuple(found)
