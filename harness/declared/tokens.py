"""The tokens of one statement and a cursor over them: what every part of the grammar reads with.

The tokens are sqlglot's, from one subclass of its PostgreSQL dialect. Its parser is not subclassed: the compiled build
(`sqlglotc`) refuses interpreted subclasses, and three of four DDL statements would need methods of their own anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, TypeVar

from sqlglot import TokenType
from sqlglot.dialects.postgres import Postgres
from sqlglot.errors import SqlglotError

from harness.declared.literals import cut, escaped_string, unescaped
from harness.declared.record import Record

T = TypeVar("T")


IDENTIFIER, STRING, NUMBER, END = '"', "'", "0", ""  # what `word` is for tokens that are no keyword or symbol


_DEEPEST = 200  # nested parentheses: far beyond what people write, far below what a stack holds


_KINDS = {
    TokenType.IDENTIFIER: IDENTIFIER,
    TokenType.NUMBER: NUMBER,
    TokenType.STRING: STRING,
    TokenType.HEREDOC_STRING: STRING,
    TokenType.RAW_STRING: STRING,
    TokenType.BYTE_STRING: STRING,
    TokenType.UNICODE_STRING: STRING,
    TokenType.NATIONAL_STRING: STRING,
    TokenType.BIT_STRING: STRING,
    TokenType.HEX_STRING: STRING,
}


_OPEN, _CLOSE = {"(": 1, "[": 1}, {")": 1, "]": 1}


class Ddl(Postgres):
    """PostgreSQL's dialect with one token a word: no word starts a command of raw text, and no two words are one."""

    class Tokenizer(Postgres.Tokenizer):
        """The dialect's tokens, word by word."""

        COMMANDS: ClassVar[set[TokenType]] = set()
        KEYWORDS: ClassVar[dict[str, TokenType]] = {
            word: kind for word, kind in Postgres.Tokenizer.KEYWORDS.items() if " " not in word
        }


class Unreadable(Exception):
    """A statement that the grammar does not read: why, and the 0-based offset of the token it stopped at."""

    def __init__(self, reason: str, offset: int) -> None:
        self.reason, self.offset = reason, offset
        super().__init__(reason)


class Source(Record, frozen=True):
    """A stretch of a statement as its author wrote it, and the 0-based offset at which it starts there."""

    text: str
    offset: int = 0

    def __str__(self) -> str:
        return self.text


NOWHERE = Source("")


class Named(Record, frozen=True):
    """A name as written: folded to lower case unless quoted; `schema` is None where none was written."""

    schema: str | None
    name: str


class Cursor:
    """A place among the tokens of one statement.

    `words[i]` is the token's text in lower case where it is a bare word or a symbol, and one of `IDENTIFIER`, `STRING`
    and `NUMBER` where it is not, so that no quoted name can pass for a keyword. `words` ends with an empty one.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        try:
            self._tokens = [token for token in _TOKENIZER.tokenize(text) if token.token_type != TokenType.SEMICOLON]
        except SqlglotError as error:
            raise Unreadable(f"no tokens can be made of it: {str(error).splitlines()[0]}", 0) from error
        except RecursionError as error:
            raise Unreadable("it nests too deeply", 0) from error
        self.words = [_word(token.token_type, text[token.start : token.end + 1]) for token in self._tokens]
        self.words.append(END)
        self.at = 0

    @property
    def word(self) -> str:
        return self.words[self.at]

    def ahead(self, count: int = 1) -> str:
        at = self.at + count
        return self.words[at] if at < len(self.words) else END

    @property
    def done(self) -> bool:
        return self.at >= len(self._tokens)

    def start(self, at: int | None = None) -> int:
        """Return the offset at which a token starts: the current one, or number `at`."""
        at = self.at if at is None else at
        return self._tokens[at].start if at < len(self._tokens) else len(self.text)

    def since(self, at: int) -> Source:
        """Return the text from token number `at` up to the current one."""
        if at >= self.at:
            return Source("", self.start(at))
        return Source(self.text[self._tokens[at].start : self._tokens[self.at - 1].end + 1], self._tokens[at].start)

    def rest(self) -> Source:
        """Take all that is left."""
        at = self.at
        self.at = len(self._tokens)
        return self.since(at)

    def fail(self, wanted: str) -> Unreadable:
        """Return the error that says what was wanted here."""
        start = self.start()
        there = self.text[start : start + 40].split("\n")[0] or "the end"
        return Unreadable(f"expected {wanted}, found {there}", start)

    def sees(self, *words: str) -> bool:
        """Say whether these words come next."""
        return self.words[self.at : self.at + len(words)] == list(words)

    def sees_any(self, words: Iterable[str]) -> bool:
        return self.words[self.at] in words

    def take(self, *words: str) -> bool:
        """Take these words if they come next."""
        at = self.at
        if self.words[at] != words[0]:  # nearly always: no list is made then
            return False
        if len(words) > 1 and self.words[at : at + len(words)] != list(words):
            return False
        self.at = at + len(words)
        return True

    def take_any(self, *words: str) -> str:
        """Take one of these words if it comes next; return it, or nothing."""
        word = self.words[self.at]
        if word not in words:
            return ""
        self.at += 1
        return word

    def expect(self, *words: str) -> None:
        if not self.take(*words):
            raise self.fail(" ".join(words).upper())

    def skip(self) -> None:
        """Take one token, whatever it is."""
        if self.done:
            raise self.fail("more")
        self.at += 1

    def finish(self) -> None:
        """Raise unless everything was read."""
        if not self.done:
            raise self.fail("the end of the statement")

    def is_name(self) -> bool:
        word = self.word
        return word == IDENTIFIER or (word != END and (word[0].isalpha() or word[0] == "_" or word[0] > "\x7f"))

    def name(self) -> str:
        """Take one identifier: unquoted ones folded to lower case, cut to the 63 bytes that PostgreSQL keeps."""
        if not self.is_name():
            raise self.fail("a name")
        word = self.word
        if word == "u" and self.ahead() == "&" and self.ahead(2) == IDENTIFIER:
            return self._unicode_name()
        # The dialect's tokenizer folds nothing, and undoubles the quotes of a quoted name.
        name = self._tokens[self.at].text if word == IDENTIFIER else word
        self.at += 1
        return cut(name)

    def _unicode_name(self) -> str:
        at = self.at
        self.at += 2
        name = self._tokens[self.at].text
        self.at += 1
        escape = self.string() if self.take("uescape") else "\\"
        return cut(self._undone(at, lambda: unescaped(name, escape)))

    def _undone(self, at: int, undo: Callable[[], str]) -> str:
        """Return a literal without its escapes; where they are wrong, say so of token number `at`."""
        try:
            return undo()
        except ValueError as error:
            raise Unreadable(str(error), self.start(at)) from error

    def qualified(self) -> Named:
        """Take a name that may be qualified; of a database's name before the schema nothing is kept."""
        parts = [self.name()]
        while self.take("."):
            parts.append(self.name())
        return Named(parts[-2] if len(parts) > 1 else None, parts[-1])

    def names(self) -> tuple[str, ...]:
        """Take a parenthesised list of names."""
        return self.listed(self.name)

    def listed(self, item: Callable[[], T]) -> tuple[T, ...]:
        """Take a parenthesised list, possibly empty."""
        self.expect("(")
        if self.take(")"):
            return ()
        found = self.commas(item)
        self.expect(")")
        return found

    def commas(self, item: Callable[[], T]) -> tuple[T, ...]:
        """Take one or more of something, parted by commas."""
        found = [item()]
        while self.take(","):
            found.append(item())
        return tuple(found)

    def is_string(self) -> bool:
        return self.word == STRING or (self.word == "u" and self.ahead() == "&" and self.ahead(2) == STRING)

    def string(self) -> str:
        """Take a string literal, adjacent ones joined as PostgreSQL joins them; return its value."""
        if not self.is_string():
            raise self.fail("a string")
        at = self.at
        value = ""
        while self.word == STRING:
            value += self._value()
        if not self.take("uescape"):
            return value
        escape = self.string()
        return self._undone(at, lambda: unescaped(value, escape))

    def _value(self) -> str:
        at = self.at
        token = self._tokens[at]
        self.at += 1
        raw = self.text[token.start : token.end + 1]
        if raw[0] in "eE":
            return self._undone(at, lambda: escaped_string(raw[2:-1]))
        if raw[0] in "uU" and raw[1] == "&":
            inner = raw[3:-1].replace("''", "'")
            return inner if self.word == "uescape" else self._undone(at, lambda: unescaped(inner, "\\"))
        if raw[0] == "$":
            return raw[raw.index("$", 1) + 1 : raw.rindex("$", 0, len(raw) - 1)]
        inner = raw[raw.index("'") + 1 : -1]
        return inner.replace("''", "'")

    def integer(self) -> int:
        """Take a whole number, with its sign."""
        negative = self.take("-")
        if not negative:
            self.take("+")
        if self.word != NUMBER:
            raise self.fail("a number")
        token = self._tokens[self.at]
        raw = self.text[token.start : token.end + 1]
        try:
            value = int(raw.replace("_", ""), 0) if raw[:2].lower() in {"0x", "0o", "0b"} else int(raw)
        except ValueError:
            raise self.fail("a whole number") from None
        self.at += 1
        return -value if negative else value

    def parenthesised(self) -> Source:
        """Take a parenthesis with everything in it; return what stands within."""
        self.expect("(")
        at = self.at
        self._to_closing()
        inner = self.since(at)
        self.expect(")")
        return inner

    def _to_closing(self) -> None:
        depth = 0
        while True:
            word = self.word
            if word == END and self.done:
                raise self.fail("a closing parenthesis")
            if word in _OPEN:
                depth += 1
                if depth > _DEEPEST:
                    raise Unreadable("it nests too deeply", self.start())
            elif word in _CLOSE:
                if depth == 0:
                    return
                depth -= 1
            self.at += 1

    def expression(self, stops: frozenset[str] | set[str]) -> Source:
        """Take an expression: at least one token, up to a comma, a closing parenthesis or a stop word outside of any.

        CASE … END and what follows IS, NOT and AT belong to the expression whatever the words are.
        """
        at = self.at
        cases = 0
        while not self.done:
            word = self.word
            if word in _OPEN:
                self.at += 1
                self._to_closing()
            elif word in _CLOSE or (word == "," and not cases):
                break
            elif word == "case":
                cases += 1
            elif word == "end" and cases:
                cases -= 1
            elif word in stops and not cases and self.at > at and not self._within(word):
                break
            self.at += 1
        if self.at == at:
            raise self.fail("an expression")
        return self.since(at)

    def _within(self, word: str) -> bool:
        """Say whether a stop word stands where it is part of an operator: `is not null`, `is not distinct from`."""
        before = self.words[self.at - 1]
        if before == "is" or (before == "not" and self.words[self.at - 2] == "is"):
            return True
        return before in {".", "::", "as"} and word not in {"(", ","}

    def mark(self) -> int:
        return self.at

    def attempt(self, read: Callable[[], T]) -> T | None:
        """Return what `read` returns; None, and nothing taken, where it cannot read."""
        at = self.at
        try:
            return read()
        except Unreadable:
            self.at = at
            return None


_TOKENIZER = Ddl().tokenizer()  # one for all: making one takes as long as a short statement


_ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}  # PostgreSQL folds no others in UTF-8


def _word(kind: TokenType, raw: str) -> str:
    special = _KINDS.get(kind)
    if special == STRING and raw[:2].lower() in {"0x", "0b", "0o"}:
        return NUMBER
    if special is None and raw[0].isdigit():
        return NUMBER
    return special or (raw.lower() if raw.isascii() else raw.translate(_ASCII_LOWER))
