"""Plans of what to write at the nodes of a pattern's tree: one node is varied while the rest stands at its shortest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from harness.rows.candidates.characters import members, outsiders
from harness.rows.candidates.tree import Back, Chars, Choice, Group, Look, Node, Repeat, Sequence, width

LONGEST = 300
_LONGEST_REPEATED = 2000  # what the bounds of the pattern itself demand is written out no further
HOLE = "\0"  # within a look-around's sample: any character, so the one that already stands there

# How informative a sample is: the shortest match, bounds, branches, its surroundings, look-arounds, characters.
BASE, BOUND, BRANCH, AROUND, LOOK, CHAR = range(6)


@lru_cache(maxsize=1024)
def _first(node: Choice) -> int:
    """Return the number of the shortest branch; an empty one only if all are, because little can be varied in it."""
    widths = [width(branch) or LONGEST for branch in node.branches]
    return widths.index(min(widths))


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write at some nodes; every other is at its shortest, with characters of the plan's style."""

    texts: Mapping[Node, str] = field(default_factory=dict)
    numbers: Mapping[Node, int] = field(default_factory=dict)  # of repetitions, or of the branch
    style: int = 0
    looks: bool = False  # write what look-arounds want at their place
    holes: bool = False

    def text(self, node: Node, text: str) -> Plan:
        return replace(self, texts={**self.texts, node: text})

    def number(self, node: Node, number: int) -> Plan:
        return replace(self, numbers={**self.numbers, node: number})

    def write(self, node: Node, groups: dict[Node, str] | None = None) -> str:
        """Return the text of a node; `groups` remembers what the groups so far became."""
        groups = {} if groups is None else groups
        text = ""
        match node:
            case Chars():
                text = self._char(node)
            case Sequence():
                text = "".join([self.write(part, groups) for part in node.parts])
            case Choice():
                text = self.write(node.branches[self.numbers.get(node, _first(node))], groups)
            case Repeat():
                text = self._repeated(node, groups)
            case Group():
                text = groups[node] = self.write(node.node, groups)
            case Back():
                text = groups.get(node.group, "")
            case Look() if self.looks and node.wanted:
                text = self.write(node.node)
        return text

    def _char(self, node: Chars) -> str:
        if node in self.texts:
            return self.texts[node]
        if self.holes and node.anything:
            return HOLE
        found = members(node)
        return found[min(self.style, len(found) - 1)] if found else ""

    def _repeated(self, node: Repeat, groups: dict[Node, str]) -> str:
        """Vary the last repetition only: a miss in one place is the smallest, and look-aheads claim the front."""
        count = self.numbers.get(node, node.least)
        if count == 0:
            return ""
        plain = replace(self, texts={}, numbers={}).write(node.node, groups)
        plain *= min(count - 1, _LONGEST_REPEATED // max(1, len(plain)))
        return plain + self.write(node.node, groups)


def _overwrite(text: str, piece: str) -> str:
    return piece + text[len(piece) :]


def _unchanged(text: str, piece: str) -> str:  # noqa: ARG001 - the signature of the mends below
    return text


def instead_of_second(text: str, piece: str) -> str:
    return text[:1] + piece + text[1 + len(piece) :]


def instead_of_all(text: str, piece: str) -> str:  # noqa: ARG001 - as above
    return piece


# How a text may come to hold the piece that a look-ahead wants.
MENDS: tuple[Callable[[str, str], str], ...] = (
    _unchanged,
    _overwrite,
    lambda text, piece: text[: max(0, len(text) - len(piece))] + piece,
    lambda text, piece: piece + text,
    lambda text, piece: text + piece,
    lambda text, piece: text[:1] + piece + text[1:],
)


def fill(piece: str, text: str) -> str:
    """Put the text's characters into the piece's holes; its last goes on without end."""
    last = text[-1:] or "a"
    return "".join((text[at : at + 1] or last) if char == HOLE else char for at, char in enumerate(piece))


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes plans of one tree, and mends each for the look-aheads in the way that suits the shortest match."""

    tree: Node
    wanted: tuple[Look, ...]
    mend: Callable[[str, str], str] = _unchanged

    def write(self, plan: Plan, *, without: Look | None = None) -> str:
        text = plan.write(self.tree)
        if not self.wanted:
            return text
        pieces = [replace(plan, holes=True).write(look.node) for look in self.wanted if look is not without]
        for piece in pieces:
            if not piece.strip(HOLE):  # a mere length, as (?=.{8,}$) asks for
                text += (text[-1:] or "a") * (len(piece) - len(text))
        return self.mend(text, fill("".join(piece for piece in pieces if piece.strip(HOLE)), text))


def inside(node: Node) -> Iterator[Node]:
    yield node
    match node:
        case Sequence():
            children = node.parts
        case Choice():
            children = node.branches
        case Repeat() | Group() | Look():
            children = (node.node,)
        case _:
            children = ()
    for child in children:
        yield from inside(child)


Variation = tuple[int, int, Plan]  # what is varied, how many variations of the node come before, the plan


def variations(node: Node, plan: Plan) -> Iterator[Variation]:
    """Yield the plans that differ from a plan in one node; a back reference follows its group."""
    match node:
        case Chars():
            for chars in (members(node), _misses(node)):
                yield from ((CHAR, nth, plan.text(node, char)) for nth, char in enumerate(chars))
        case Sequence():
            for part in node.parts:
                yield from variations(part, plan)
        case Choice():
            for nth, branch in enumerate(node.branches):
                chosen = plan.number(node, nth)
                yield BRANCH, nth, chosen
                yield from variations(branch, chosen)
        case Repeat():
            yield from _repetitions(node, plan)
        case Group() | Look():
            yield from variations(node.node, plan)


def _misses(node: Chars) -> tuple[str, ...]:
    """Return what may stand instead of the character, nothing at all among it."""
    outside = outsiders(node)
    return (*outside[:2], "", *outside[2:])


def _repetitions(node: Repeat, plan: Plan) -> Iterator[Variation]:
    for nth, count in enumerate(_counts(node, len(plan.write(node.node)))):
        yield BOUND, nth, plan.number(node, count)
    if node.most != 0:
        count = max(1, plan.numbers.get(node, node.least))
        yield from variations(node.node, plan.number(node, count))


def _counts(node: Repeat, width: int) -> list[int]:
    """Return the numbers of repetitions at the bounds and one beyond, then some between, none of them too long."""
    least, most = node.least, node.most
    room = max(least, LONGEST // max(1, width))
    top = least + 7 if most is None else min(most, room)
    beyond = [] if most is None or most >= room else [most + 1]
    counts = [least - 1, *beyond, least + 1, top, least, least + 2, top - 1, 0]
    allowed = room if most is None else most + len(beyond)
    return [count for count in dict.fromkeys(counts) if 0 <= count <= allowed]
