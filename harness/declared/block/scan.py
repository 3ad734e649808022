"""The tokens of a block's body, with their places: the server's own scanner rules, as `chain.lexicon` has them."""

from __future__ import annotations

from harness.chain.lexicon import BLANK, QUOTES, TOKEN, end_of
from harness.declared.block.errors import SqlError, Unknowable
from harness.declared.record import Record

_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
DEEPEST = 100  # brackets within brackets: more than anybody writes, and less than the stack holds


class Token(Record, frozen=True):
    """One token: unquoted words in lower case, everything else as it stands; `depth` counts open brackets before it."""

    kind: str
    text: str
    start: int
    end: int
    depth: int

    @property
    def is_name(self) -> bool:
        return self.kind in ("word", "quoted")

    @property
    def name(self) -> str:
        """The identifier that a word or a quoted name stands for."""
        return self.text if self.kind == "word" else self.text[1:-1].replace('""', '"')


def scan(text: str) -> list[Token]:
    """Return the tokens of `text`, comments and white space left out; any text will do."""
    found: list[Token] = []
    at, depth = _skip(text, 0), 0
    while at < len(text):
        match = TOKEN.match(text, at)
        assert match is not None  # `other` matches any character
        kind, end = str(match.lastgroup), match.end()
        if kind in QUOTES:
            end = end_of(kind, text, at, end, standard=True)
            if end < 0:
                raise SqlError("syntax_error", "unterminated quoted string or comment")
        if kind not in ("comment", "directive"):
            word = text[at:end]
            depth -= word in _CLOSING
            found.append(Token(kind, word.lower() if kind == "word" else word, at, end, depth))
            depth += word in _OPENING
            if depth > DEEPEST:
                raise Unknowable("it is nested too deeply", at)
        at = _skip(text, end)
    return found


def _skip(text: str, at: int) -> int:
    return BLANK.match(text, at).end()  # type: ignore[union-attr]  # it matches the empty string
