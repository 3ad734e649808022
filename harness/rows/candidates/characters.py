"""Characters of a set, and characters just outside it: those that are worth trying."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from harness.rows.candidates.tree import Chars

# Members of a named class to begin with: its ends, in the order of the letters.
_MEMBERS: Mapping[str, str] = {
    "alnum": "azAZ09",
    "alpha": "azAZ",
    "ascii": "a~ ",
    "blank": " \t",
    "cntrl": "\t\x7f",
    "digit": "094",
    "graph": "a!~",
    "lower": "azm",
    "print": "a~ ",
    "punct": "!~-",
    "space": " \t\n",
    "upper": "AZM",
    "word": "azAZ09_",
    "xdigit": "0f9aFA",
}
_COMMON = "a0Z-_. \né%"  # one of each sort


def sendable(char: str) -> bool:
    return char != "\0" and not "\ud800" <= char <= "\udfff"


def _neighbours(code: int) -> Iterator[str]:
    """Yield the characters next to a code that a person could see."""
    for near in (code - 1, code + 1):
        if 0 < near <= ord("\U0010ffff") and chr(near).isprintable():
            yield chr(near)


def _known(chars: Chars, char: str) -> bool:
    """Say whether every server answers alike: whether é is a letter depends on the database's locale."""
    return sendable(char) and (char.isascii() or not chars.names)


@lru_cache(maxsize=1024)
def members(chars: Chars) -> tuple[str, ...]:
    """Return characters of the set, letters and digits first, because the least depends on where they stand."""
    ends = [chr(code) for low, high in chars.ranges for code in (max(low, 1), high)]
    between = [chr((low + high) // 2) for low, high in chars.ranges if high - low > 1]
    named = [char for name, wanted in chars.names if wanted for char in _MEMBERS[name]]
    wide = chars.negated or any(not wanted for _, wanted in chars.names)
    more = [*_COMMON, *(near for low, high in chars.ranges for near in _neighbours(high))] if wide else []
    cases = [char.swapcase() for char in ends] if chars.fold else []
    found = dict.fromkeys([*ends, *named, *between, *more, *cases])
    fitting = [char for char in found if len(char) == 1 and _known(chars, char) and char in chars]
    fitting.sort(key=lambda char: (not (char.isascii() and char.isalnum()), not char.isprintable()))
    return tuple(fitting)


@lru_cache(maxsize=1024)
def outsiders(chars: Chars) -> tuple[str, ...]:
    """Return characters just outside the set, and one of each common sort that is not in it."""
    edges = [near for low, high in chars.ranges for code in (high, low) for near in _neighbours(code)]
    ends = [chr(code) for ends in chars.ranges for code in ends]
    cases = [char.swapcase() for char in members(chars)[:4]]
    named = [near for name, _ in chars.names for char in _MEMBERS[name] for near in (char, *_neighbours(ord(char)))]
    found = dict.fromkeys([*reversed(edges), *ends, *cases, *map(str.swapcase, edges), *_COMMON, *named])
    return tuple(char for char in found if len(char) == 1 and _known(chars, char) and char not in chars)
