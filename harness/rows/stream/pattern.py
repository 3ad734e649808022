"""A counter written into a regular expression: different numbers give different texts, all of which match.

Each repetition gets a fixed count and each choice one branch, so that a text is one character of a known set at each
place; then two texts are the same only where all their characters are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import prod
from random import Random

from harness.rows.candidates.regex import PatternError
from harness.rows.candidates.regex import parse as parsed
from harness.rows.candidates.tree import (
    Back,
    Chars,
    Choice,
    Group,
    Look,
    Mark,
    Node,
    Repeat,
    Sequence,
    matches,
)
from harness.rows.stream.picks import Deal

_PLAIN = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.@+/: "
_LONGEST = 60
_ROOM = 1_000  # times as many texts as are needed: numbers that look like numbers are longer than they must be


@dataclass(frozen=True, slots=True)
class Counter:
    """Texts of one length by number: `size` of them, the characters at each place, and their order."""

    places: tuple[str, ...]
    deal: Deal

    @property
    def size(self) -> int:
        return self.deal.size

    def text(self, number: int) -> str:
        left, found = self.deal.card(number), []
        for chars in reversed(self.places):
            left, at = divmod(left, len(chars))
            found.append(chars[at])
        return "".join(reversed(found))


def counters(
    pattern: str, need: int, longest: int | None, random: Random, *, fold: bool = False
) -> tuple[Counter, ...]:
    """Return counters of texts that match: one that has as many as are needed, or several, each of another length.

    None where the pattern cannot be read, or not so that its texts are sure to match.
    """
    try:
        tree = parsed(pattern, fold=fold)
        shapes = list(islice(_shapes(tree, min(longest or _LONGEST, _LONGEST)), _LONGEST))
    except PatternError:
        return ()
    made = {len(shape): Counter(shape, Deal.shuffled(prod(map(len, shape)), random)) for shape in shapes}
    found = [each for each in made.values() if all(matches(tree, each.text(at)) for at in _some(each.size))]
    for wanted in (need * _ROOM, need):
        enough = next((each for each in found if each.size >= wanted), None)
        if enough:
            return (enough,)
    return tuple(found)


def _some(size: int) -> Iterator[int]:
    yield from {0, size // 2, size - 1, *(size * at // 16 for at in range(16))}


def _shapes(tree: Node, longest: int) -> Iterator[tuple[str, ...]]:
    """Yield the sets of characters at each place, one shape for each length, shorter ones first."""
    repeats = _repeats(tree)
    counts = [repeat.least for repeat in repeats]
    lengths: set[int] = set()
    while True:
        shape = tuple(_written(tree, dict(zip(repeats, counts, strict=True))))
        if len(shape) > longest:
            return
        if len(shape) not in lengths and shape:
            lengths.add(len(shape))
            yield shape
        room = [at for at, each in enumerate(repeats) if each.most is None or counts[at] < each.most]
        if not room:
            return
        grown = min(room, key=lambda at: (counts[at] - repeats[at].least, at))
        counts[grown] += 1


def _repeats(node: Node) -> list[Repeat]:
    match node:
        case Repeat():
            return [node, *(_repeats(node.node) if node.most != 0 else [])]
        case Sequence():
            return [found for part in node.parts for found in _repeats(part)]
        case Choice():
            return _repeats(_branch(node))
        case Group():
            return _repeats(node.node)
    return []


def _branch(node: Choice) -> Node:
    """Return the branch with the most texts."""
    return max(node.branches, key=lambda each: (bool(_repeats(each)), prod(map(len, _written(each, {})))))


def _written(node: Node, counts: dict[Repeat, int]) -> Iterator[str]:
    match node:
        case Chars():
            yield _alphabet(node)
        case Sequence():
            for part in node.parts:
                yield from _written(part, counts)
        case Choice():
            yield from _written(_branch(node), counts)
        case Repeat():
            for _ in range(counts.get(node, node.least)):
                yield from _written(node.node, counts)
        case Group():
            yield from _written(node.node, counts)
        case Back():
            raise PatternError("a back reference")
        case Look() | Mark():  # whether they are satisfied is tried
            return


def _alphabet(chars: Chars) -> str:
    """Return the plain characters of a set, or else whichever it begins with."""
    found = "".join(char for char in _PLAIN if char in chars)
    if chars.fold or chars.names or chars.negated:
        narrow = "".join(char for char in found if char.isdigit() or char.islower())
        found = narrow or found
    if not found:
        found = "".join(chr(low) for low, _ in replace(chars).ranges[:1])
    if not found:
        raise PatternError("a set without plain characters")
    return found
