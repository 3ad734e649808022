"""The tree of a regular expression, and the tree held against a text.

Matching goes over sets of positions and never backtracks: time stays polynomial.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


CLASSES: Mapping[str, Callable[[str], bool]] = {
    "alnum": str.isalnum,
    "alpha": str.isalpha,
    "ascii": str.isascii,
    "blank": " \t".__contains__,
    "cntrl": lambda char: char < " " or char == "\x7f",
    "digit": string.digits.__contains__,
    "graph": lambda char: char.isprintable() and char != " ",
    "lower": str.islower,
    "print": str.isprintable,
    "punct": string.punctuation.__contains__,
    "space": str.isspace,
    "upper": str.isupper,
    "word": _is_word,
    "xdigit": string.hexdigits.__contains__,
}


@dataclass(frozen=True, slots=True, eq=False)
class Chars:
    r"""One character of a set: code ranges, and named classes of which each is wanted (`\d`) or not (`\D`)."""

    ranges: tuple[tuple[int, int], ...] = ()
    names: tuple[tuple[str, bool], ...] = ()
    negated: bool = False
    fold: bool = False

    @property
    def anything(self) -> bool:
        return self.negated and not self.ranges and not self.names

    def __contains__(self, char: str) -> bool:
        cases = {char, char.lower(), char.upper()} if self.fold else {char}
        return any(self._lists(case) for case in cases if len(case) == 1) is not self.negated

    def _lists(self, char: str) -> bool:
        code = ord(char)
        return any(low <= code <= high for low, high in self.ranges) or any(
            CLASSES[name](char) is wanted for name, wanted in self.names
        )

    def ends(self, text: str, at: set[int]) -> set[int]:
        return {here + 1 for here in at if here < len(text) and _holds(self, text[here])}


@lru_cache(maxsize=4096)
def _holds(chars: Chars, char: str) -> bool:
    return char in chars


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    """One part behind the other; without any, the empty text."""

    parts: tuple[Node, ...]

    def ends(self, text: str, at: set[int]) -> set[int]:
        for part in self.parts:
            if not at:
                break
            at = part.ends(text, at)
        return at


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """One of several branches."""

    branches: tuple[Node, ...]

    def ends(self, text: str, at: set[int]) -> set[int]:
        return set().union(*(branch.ends(text, at) for branch in self.branches))


@dataclass(frozen=True, slots=True, eq=False)
class Repeat:
    """A node `least` to `most` times, or without end."""

    node: Node
    least: int
    most: int | None

    def ends(self, text: str, at: set[int]) -> set[int]:
        for _ in range(self.least):
            after = self.node.ends(text, at)
            if after == at:
                break
            at = after
        reached, fresh = set(at), at
        for _ in range(len(text) + 1 if self.most is None else self.most - self.least):
            fresh = self.node.ends(text, fresh) - reached  # what fewer repetitions reach needs no second visit
            if not fresh:
                break
            reached |= fresh
        return reached


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Capturing parentheses."""

    node: Node

    def ends(self, text: str, at: set[int]) -> set[int]:
        return self.node.ends(text, at)


@dataclass(frozen=True, slots=True, eq=False)
class Back:
    """What a group matched, again.

    Sets of positions do not remember that, so anything in front that the group could have matched will do.
    """

    group: Group

    def ends(self, text: str, at: set[int]) -> set[int]:
        spans = [(start, end) for start in range(len(text) + 1) for end in self.group.ends(text, {start})]
        return {
            here + end - start
            for here in at
            for start, end in spans
            if end <= here and text.startswith(text[start:end], here)
        }


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A look-ahead or, with `behind`, a look-behind."""

    node: Node
    wanted: bool
    behind: bool

    def ends(self, text: str, at: set[int]) -> set[int]:
        return {here for here in at if self._finds(text, here) is self.wanted}

    def _finds(self, text: str, here: int) -> bool:
        if self.behind:
            # Only what lies in front may be seen as matched, but constraints within still see the whole text.
            return here in self.node.ends(text, set(range(here + 1)))
        return bool(self.node.ends(text, {here}))


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A constraint on a position, by the letter of its escape; `^` and `$` are their own."""

    kind: str

    def ends(self, text: str, at: set[int]) -> set[int]:
        return {here for here in at if MARKS[self.kind](text, here)}


Node = Chars | Sequence | Choice | Repeat | Group | Back | Look | Mark


def _before(text: str, here: int) -> bool:
    return here > 0 and _is_word(text[here - 1])


def _after(text: str, here: int) -> bool:
    return here < len(text) and _is_word(text[here])


MARKS: Mapping[str, Callable[[str, int], bool]] = {
    "A": lambda text, here: here == 0,
    "Z": lambda text, here: here == len(text),
    "^": lambda text, here: here == 0 or text[here - 1] == "\n",  # of lines; else ^ is read as \A, and $ as \Z
    "$": lambda text, here: here == len(text) or text[here] == "\n",
    "m": lambda text, here: _after(text, here) and not _before(text, here),
    "M": lambda text, here: _before(text, here) and not _after(text, here),
    "y": lambda text, here: _before(text, here) is not _after(text, here),
    "Y": lambda text, here: _before(text, here) is _after(text, here),
}


def matches(tree: Node, text: str) -> bool:
    """Say whether the tree matches anywhere in the text."""
    return bool(tree.ends(text, set(range(len(text) - width(tree) + 1))))


def width(tree: Node) -> int:
    """Return the least number of characters that a match has, back references not counted."""
    match tree:
        case Chars():
            return 1
        case Sequence():
            return sum(map(width, tree.parts))
        case Choice():
            return min(map(width, tree.branches))
        case Repeat():
            return tree.least * width(tree.node)
        case Group():
            return width(tree.node)
    return 0


def literal(text: str, *, fold: bool = False) -> Sequence:
    """Return the tree that matches the text itself."""
    return Sequence(tuple(Chars(((ord(char), ord(char)),), fold=fold) for char in text))
