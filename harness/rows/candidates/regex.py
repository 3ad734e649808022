"""PostgreSQL's regular expressions, read to a tree.

The grammar is that of "Regular Expression Details" in PostgreSQL's manual (advanced regular expressions) and of
`src/backend/regex/regc_lex.c`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from harness.rows.candidates.tree import (
    CLASSES,
    Back,
    Chars,
    Choice,
    Group,
    Look,
    Mark,
    Node,
    Repeat,
    Sequence,
    literal,
)

_LAST_CODE = 0x10FFFF
_MOST_REPETITIONS = 255
_MOST_DEPTH = 60  # parentheses within parentheses; far below Python's own limit of recursion


class PatternError(ValueError):
    """A pattern that cannot be read; most of them PostgreSQL refuses too."""


def parse(pattern: str, *, fold: bool = False) -> Node:
    """Read an advanced regular expression with its director and its embedded options; raise `PatternError`."""
    if pattern.startswith("***="):
        return literal(pattern[4:], fold=fold)
    if pattern.startswith("***") and not pattern.startswith("***:"):
        raise PatternError("a director that is neither ***= nor ***:")
    pattern = pattern.removeprefix("***:")
    options = re.match(r"\(\?([a-zA-Z]+)\)", pattern)
    letters = options[1] if options else ""
    if unknown := set(letters) - set("ceimnpqstwx"):
        raise PatternError(f"embedded options that are not read: {''.join(sorted(unknown))}")
    for letter in letters:
        fold = {"i": True, "c": False}.get(letter, fold)
    rest = pattern[options.end() :] if options else pattern
    if "q" in letters:
        return literal(rest, fold=fold)
    lines = set(letters) & set("nmpw")
    parser = _Parser(
        rest, fold=fold, expanded="x" in letters, dot_stops=bool(lines - {"w"}), line_marks=bool(lines - {"p"})
    )
    return parser.whole()


_BOUND = re.compile(r"(?:(?P<sign>[*+?])|\{(?P<least>[0-9]+)(?P<comma>,(?P<most>[0-9]*))?\})\??")
_SIGNS: Mapping[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_COMMENT = re.compile(r"\(\?#[^)]*\)?")
_BLANK = re.compile(r"\s+|#[^\n]*")
_OPENING = re.compile(r"\((?:\?(?P<kind>:|<?[=!]))?")
_NAMED = re.compile(r"\[(?P<sort>[.=:])(?P<name>.+?)(?P=sort)\]", re.DOTALL)

_CODE = re.compile(r"u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})|x(?P<x>[0-9a-fA-F]+)|c(?P<control>.)", re.DOTALL)
_DECIMAL = re.compile(r"[0-9]{1,255}")
_OCTAL = re.compile(r"[0-7]{1,3}")
_LETTERS = {"a": "\a", "b": "\b", "B": "\\", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_SHORTHANDS = {"d": "digit", "s": "space", "w": "word"}

# The names of characters that people write within [. .]; PostgreSQL's whole list is in regc_locale.c.
_CHARACTERS = {
    name: char
    for char, names in {
        "-": "hyphen hyphen-minus", ".": "period full-stop", "/": "slash solidus", "\\": "backslash reverse-solidus",
        "_": "underscore low-line", "[": "left-square-bracket", "]": "right-square-bracket", "^": "circumflex",
        "'": "apostrophe", " ": "space", "\t": "tab", "\n": "newline", "+": "plus-sign", "*": "asterisk", "~": "tilde",
        ":": "colon", ";": "semicolon", ",": "comma", "&": "ampersand", "#": "number-sign",
    }.items()
    for name in names.split()
}  # fmt: skip


@dataclass(slots=True)
class _Parser:
    text: str
    fold: bool
    expanded: bool
    dot_stops: bool  # . and [^…] do not match a newline
    line_marks: bool  # ^ and $ match at every line
    at: int = 0
    depth: int = 0
    looking: int = 0  # parentheses within a look-around capture nothing
    opened: int = 0
    groups: dict[int, Group] = field(default_factory=dict)

    def whole(self) -> Node:
        tree = self._choice()
        if self.at < len(self.text):
            raise PatternError("a closing parenthesis too many")
        return tree

    def _choice(self) -> Node:
        branches = [self._sequence()]
        while self._take("|"):
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def _sequence(self) -> Node:
        parts: list[Node] = []
        while self._next() not in {"", "|", ")"}:
            parts.append(self._piece())
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _piece(self) -> Node:
        atom = self._atom()
        if self._next() not in {"*", "+", "?", "{"}:
            return atom
        found = _BOUND.match(self.text, self.at)
        if not found:
            if self._opens_bound():
                raise PatternError("a bound that does not end")
            return atom  # the brace is a character of its own
        if isinstance(atom, Mark | Look):
            raise PatternError("a quantifier of a constraint")
        self.at = found.end()
        if found["sign"]:
            return Repeat(atom, *_SIGNS[found["sign"]])
        least = _bound(found["least"])
        most = (_bound(found["most"]) if found["most"] else None) if found["comma"] else least
        if most is not None and most < least:
            raise PatternError("a bound whose end is below its beginning")
        return Repeat(atom, least, most)

    def _atom(self) -> Node:
        char = self._next()
        if char in {"*", "+", "?"} or self._opens_bound():
            raise PatternError("a quantifier of nothing")
        if char == "(":
            return self._parenthesis()
        self.at += 1
        if char in {"^", "$"}:
            return Mark(char if self.line_marks else {"^": "A", "$": "Z"}[char])
        if char == ".":
            return self._chars([], [], negated=True)
        return {"[": self._bracket, "\\": self._escape}.get(char, lambda: self._char(char))()

    def _parenthesis(self) -> Node:
        opening = _OPENING.match(self.text, self.at)
        assert opening is not None  # it begins with one
        self.at = opening.end()
        kind = opening["kind"] or ""
        looks, captures = kind not in {"", ":"}, not kind and not self.looking
        if captures:
            self.opened += 1
        number = self.opened
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            raise PatternError("parentheses nested too deeply")
        self.looking += looks
        inner = self._choice()
        self.looking -= looks
        self.depth -= 1
        if not self._take(")"):
            raise PatternError("a parenthesis that does not close")
        if looks:
            return Look(inner, wanted=kind.endswith("="), behind=kind.startswith("<"))
        if not captures:
            return inner
        self.groups[number] = group = Group(inner)
        return group

    def _escape(self) -> Node:
        letter = self.text[self.at : self.at + 1]
        if letter in {"A", "Z", "m", "M", "y", "Y"}:
            self.at += 1
            return Mark(letter)
        if letter.isascii() and letter.isdigit() and letter != "0":
            digits = _DECIMAL.match(self.text, self.at)
            assert digits is not None  # it begins with one
            # PostgreSQL's rule: one digit is always a back reference, more are one if there is such a group.
            if len(digits[0]) == 1 or int(digits[0]) <= self.opened:
                return self._back(digits)
        value = self._escaped()
        return self._char(value) if isinstance(value, str) else self._chars([], [value])

    def _back(self, digits: re.Match[str]) -> Node:
        self.at = digits.end()
        group = self.groups.get(int(digits[0]))
        if group is None or self.looking:
            raise PatternError("a back reference to no group")
        return Back(group)

    def _escaped(self) -> str | tuple[str, bool]:
        """Read behind a backslash what may stand within brackets as well: a character or a class."""
        letter = self.text[self.at : self.at + 1]
        if letter.lower() in _SHORTHANDS:
            self.at += 1
            return _SHORTHANDS[letter.lower()], letter.islower()
        if letter and not (letter.isascii() and letter.isalnum()):
            self.at += 1
            return letter
        if letter in _LETTERS:
            self.at += 1
            return _LETTERS[letter]
        if found := _OCTAL.match(self.text, self.at):
            self.at = found.end()
            return chr(int(found[0], 8))
        if found := _CODE.match(self.text, self.at):
            self.at = found.end()
            if found["control"]:
                return chr(ord(found["control"]) & 0x1F)
            code = int(found["u"] or found["U"] or found["x"], 16)
            if code <= _LAST_CODE:
                return chr(code)
        raise PatternError("an escape that is none")

    def _bracket(self) -> Node:
        for name, mark in (("[:<:]]", "m"), ("[:>:]]", "M")):
            if self.text.startswith(name, self.at):
                self.at += len(name)
                return Mark(mark)
        negated = self._has("^")
        self.at += negated
        ranges: list[tuple[int, int]] = []
        names: list[tuple[str, bool]] = []
        start = self.at
        while self.at == start or not self._has("]"):
            if self._range_sign() and self.at > start:
                raise PatternError("a range without a beginning")
            item = self._item()
            if not isinstance(item, str):
                names.append(item)
                continue
            low = high = item
            if self._range_sign():
                self.at += 1
                last = self._item()
                if not isinstance(last, str) or last < low:
                    raise PatternError("a range that ends before it begins")
                high = last
            ranges.append((ord(low), ord(high)))
        self.at += 1
        return self._chars(ranges, names, negated=negated)

    def _range_sign(self) -> bool:
        return self._has("-") and not self.text.startswith("]", self.at + 1)

    def _item(self) -> str | tuple[str, bool]:
        if self.at >= len(self.text):
            raise PatternError("a bracket that does not close")
        if found := _NAMED.match(self.text, self.at):
            self.at = found.end()
            name = found["name"]
            if found["sort"] == ":":
                if name not in CLASSES:
                    raise PatternError(f"no class of characters: {name}")
                return name, True
            if len(name) > 1 and name not in _CHARACTERS:
                raise PatternError(f"no name of a character that is read: {name}")
            return _CHARACTERS.get(name, name)
        self.at += 1
        if self.text[self.at - 1] == "\\":
            return self._escaped()
        return self.text[self.at - 1]

    def _char(self, char: str) -> Chars:
        return Chars(((ord(char), ord(char)),), fold=self.fold)

    def _chars(self, ranges: list[tuple[int, int]], names: list[tuple[str, bool]], *, negated: bool = False) -> Chars:
        newline = [(10, 10)] if negated and self.dot_stops else []
        return Chars((*ranges, *newline), tuple(names), negated, self.fold)

    def _next(self) -> str:
        """Return the character that comes next, behind comments and what expanded syntax passes over."""
        while (found := _COMMENT.match(self.text, self.at)) or (
            self.expanded and (found := _BLANK.match(self.text, self.at))
        ):
            self.at = found.end()
        return self.text[self.at : self.at + 1]

    def _has(self, char: str) -> bool:
        return self.text.startswith(char, self.at)

    def _take(self, char: str) -> bool:
        if self._next() != char:
            return False
        self.at += 1
        return True

    def _opens_bound(self) -> bool:
        return self._has("{") and _DECIMAL.match(self.text, self.at + 1) is not None


def _bound(digits: str) -> int:
    digits = digits.lstrip("0") or "0"
    if len(digits) > len(str(_MOST_REPETITIONS)) or int(digits) > _MOST_REPETITIONS:
        raise PatternError(f"a bound above {_MOST_REPETITIONS}")
    return int(digits)
