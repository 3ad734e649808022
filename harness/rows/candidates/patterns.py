"""Sample texts of a pattern: some that match it, and near misses that do not.

One node of the pattern's tree is varied at a time while the rest stands at its shortest, so the number of samples
grows with the pattern and not with the product of its parts. Whatever comes out is held against the tree once more,
which sorts it into what matches and what does not: an unanchored pattern, or a look-ahead, makes many a miss a match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import islice

from harness.rows.candidates.regex import (
    Back,
    Chars,
    Choice,
    Group,
    Look,
    Mark,
    Node,
    PatternError,
    Repeat,
    Sequence,
    literal,
    matches,
    parse,
    width,
)

__all__ = ["PatternError", "Samples", "like", "regex", "similar"]

_MOST_MATCHING = 40
_MOST_NEAR = 60
_MOST_TRIED = 400
_LONGEST = 300
_LONGEST_REPEATED = 2000  # what the bounds of the pattern itself demand is written out no further

# How informative a sample is: the shortest match, bounds, branches, its surroundings, look-arounds, characters.
_BASE, _BOUND, _BRANCH, _AROUND, _LOOK, _CHAR = range(6)

_STYLES = 3  # a character of a set is its first, its last, or one between
_HOLE = "\0"  # within a look-around's sample: any character, so the one that already stands there


@dataclass(frozen=True, slots=True)
class Samples:
    """Texts meant to match and texts meant not to, each one step from a match; the most informative come first."""

    matching: tuple[str, ...]
    near: tuple[str, ...]


def regex(pattern: str, *, fold: bool = False) -> Samples:
    """Return samples of a regular expression as `~` reads it, or `~*` with `fold`; raise `PatternError`."""
    return _samples(parse(pattern, fold=fold))


def like(pattern: str, *, fold: bool = False, escape: str = "\\") -> Samples:
    """Return samples of a pattern of LIKE, or ILIKE with `fold`; an empty `escape` is none. Raise `PatternError`."""
    if len(escape) > 1:
        raise PatternError("an escape of more than one character")
    anything = Chars(negated=True)
    parts: list[Node] = [Mark("A")]
    chars = iter(pattern)
    for char in chars:
        if char == escape:
            char = next(chars, "")  # noqa: PLW2901 - the escaped character takes the place of its escape
            if not char:
                raise PatternError("an escape at the end")
            parts.append(literal(char, fold=fold))
        elif char == "%":
            parts.append(Repeat(anything, 0, None))
        else:
            parts.append(anything if char == "_" else literal(char, fold=fold))
    return _samples(Sequence((*parts, Mark("Z"))))


def similar(pattern: str) -> Samples:
    """Return samples of a pattern of SIMILAR TO; raise `PatternError`."""
    return _samples(parse(f"^(?:{advanced(pattern)})$"))


_SIMILAR = {"%": ".*", "_": ".", "(": "(?:", ".": r"\.", "^": r"\^", "$": r"\$"}


# An escape, a whole bracket (a closing one in its first place is a member), or any other character.
_SIMILAR_PART = re.compile(r"\\.?|\[\^?\]?(?:\[([.:=]).*?\1\]|[^\]])*+\]?|.", re.DOTALL)


def advanced(pattern: str) -> str:
    """Return the regular expression of a pattern of SIMILAR TO, as `similar_escape_internal` in regexp.c makes it."""
    return _SIMILAR_PART.sub(lambda found: _SIMILAR.get(found[0], found[0]), pattern)


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


def _sendable(char: str) -> bool:
    return char != "\0" and not "\ud800" <= char <= "\udfff"


def _neighbours(code: int) -> Iterator[str]:
    """Yield the characters next to a code that a person could see."""
    for near in (code - 1, code + 1):
        if 0 < near <= ord("\U0010ffff") and chr(near).isprintable():
            yield chr(near)


def _known(chars: Chars, char: str) -> bool:
    """Say whether every server answers alike: whether é is a letter depends on the database's locale."""
    return _sendable(char) and (char.isascii() or not chars.names)


@lru_cache(maxsize=1024)
def _members(chars: Chars) -> tuple[str, ...]:
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
def _outsiders(chars: Chars) -> tuple[str, ...]:
    """Return characters just outside the set, and one of each common sort that is not in it."""
    edges = [near for low, high in chars.ranges for code in (high, low) for near in _neighbours(code)]
    ends = [chr(code) for ends in chars.ranges for code in ends]
    cases = [char.swapcase() for char in _members(chars)[:4]]
    named = [near for name, _ in chars.names for char in _MEMBERS[name] for near in (char, *_neighbours(ord(char)))]
    found = dict.fromkeys([*reversed(edges), *ends, *cases, *map(str.swapcase, edges), *_COMMON, *named])
    return tuple(char for char in found if len(char) == 1 and _known(chars, char) and char not in chars)


@lru_cache(maxsize=1024)
def _first(node: Choice) -> int:
    """Return the number of the shortest branch; an empty one only if all are, because little can be varied in it."""
    widths = [width(branch) or _LONGEST for branch in node.branches]
    return widths.index(min(widths))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to write at some nodes; every other is at its shortest, with characters of the plan's style."""

    texts: Mapping[Node, str] = field(default_factory=dict)
    numbers: Mapping[Node, int] = field(default_factory=dict)  # of repetitions, or of the branch
    style: int = 0
    looks: bool = False  # write what look-arounds want at their place
    holes: bool = False

    def text(self, node: Node, text: str) -> _Plan:
        return replace(self, texts={**self.texts, node: text})

    def number(self, node: Node, number: int) -> _Plan:
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
            return _HOLE
        members = _members(node)
        return members[min(self.style, len(members) - 1)] if members else ""

    def _repeated(self, node: Repeat, groups: dict[Node, str]) -> str:
        """Vary the last repetition only: a miss in one place is the smallest, and look-aheads claim the front."""
        count = self.numbers.get(node, node.least)
        if count == 0:
            return ""
        plain = replace(self, texts={}, numbers={}).write(node.node, groups)
        plain *= min(count - 1, _LONGEST_REPEATED // max(1, len(plain)))
        return plain + self.write(node.node, groups)


@dataclass(frozen=True, slots=True)
class _Try:
    """A text to hold against the pattern, what is varied in it, and how many like it come before."""

    text: Callable[[], str]
    kind: int
    nth: int


def _overwrite(text: str, piece: str) -> str:
    return piece + text[len(piece) :]


def _unchanged(text: str, piece: str) -> str:  # noqa: ARG001 - the signature of the mends below
    return text


def _instead_of_second(text: str, piece: str) -> str:
    return text[:1] + piece + text[1 + len(piece) :]


def _instead_of_all(text: str, piece: str) -> str:  # noqa: ARG001 - as above
    return piece


# How a text may come to hold the piece that a look-ahead wants.
_MENDS: tuple[Callable[[str, str], str], ...] = (
    _unchanged,
    _overwrite,
    lambda text, piece: text[: max(0, len(text) - len(piece))] + piece,
    lambda text, piece: piece + text,
    lambda text, piece: text + piece,
    lambda text, piece: text[:1] + piece + text[1:],
)


def _fill(piece: str, text: str) -> str:
    """Put the text's characters into the piece's holes; its last goes on without end."""
    last = text[-1:] or "a"
    return "".join((text[at : at + 1] or last) if char == _HOLE else char for at, char in enumerate(piece))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes plans of one tree, and mends each for the look-aheads in the way that suits the shortest match."""

    tree: Node
    wanted: tuple[Look, ...]
    mend: Callable[[str, str], str] = _unchanged

    def write(self, plan: _Plan, *, without: Look | None = None) -> str:
        text = plan.write(self.tree)
        if not self.wanted:
            return text
        pieces = [replace(plan, holes=True).write(look.node) for look in self.wanted if look is not without]
        for piece in pieces:
            if not piece.strip(_HOLE):  # a mere length, as (?=.{8,}$) asks for
                text += (text[-1:] or "a") * (len(piece) - len(text))
        return self.mend(text, _fill("".join(piece for piece in pieces if piece.strip(_HOLE)), text))


def _inside(node: Node) -> Iterator[Node]:
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
        yield from _inside(child)


_Variation = tuple[int, int, _Plan]  # what is varied, how many variations of the node come before, the plan


def _variations(node: Node, plan: _Plan) -> Iterator[_Variation]:
    """Yield the plans that differ from a plan in one node; a back reference follows its group."""
    match node:
        case Chars():
            for chars in (_members(node), _misses(node)):
                yield from ((_CHAR, nth, plan.text(node, char)) for nth, char in enumerate(chars))
        case Sequence():
            for part in node.parts:
                yield from _variations(part, plan)
        case Choice():
            for nth, branch in enumerate(node.branches):
                chosen = plan.number(node, nth)
                yield _BRANCH, nth, chosen
                yield from _variations(branch, chosen)
        case Repeat():
            yield from _repetitions(node, plan)
        case Group() | Look():
            yield from _variations(node.node, plan)


def _misses(node: Chars) -> tuple[str, ...]:
    """Return what may stand instead of the character, nothing at all among it."""
    outside = _outsiders(node)
    return (*outside[:2], "", *outside[2:])


def _repetitions(node: Repeat, plan: _Plan) -> Iterator[_Variation]:
    for nth, count in enumerate(_counts(node, len(plan.write(node.node)))):
        yield _BOUND, nth, plan.number(node, count)
    if node.most != 0:
        count = max(1, plan.numbers.get(node, node.least))
        yield from _variations(node.node, plan.number(node, count))


def _counts(node: Repeat, width: int) -> list[int]:
    """Return the numbers of repetitions at the bounds and one beyond, then some between, none of them too long."""
    least, most = node.least, node.most
    room = max(least, _LONGEST // max(1, width))
    top = least + 7 if most is None else min(most, room)
    beyond = [] if most is None or most >= room else [most + 1]
    counts = [least - 1, *beyond, least + 1, top, least, least + 2, top - 1, 0]
    allowed = room if most is None else most + len(beyond)
    return [count for count in dict.fromkeys(counts) if 0 <= count <= allowed]


def _samples(tree: Node) -> Samples:
    writer, base = _shortest(tree)
    shortest = writer.write(base)
    varied = list(islice(_variations(tree, base), 20 * _MOST_TRIED))
    # Little can be put around an empty text.
    core = shortest or next((text for _, _, plan in varied[:50] if matches(tree, text := writer.write(plan))), "")
    tries = [
        _Try(partial(str, shortest), _BASE, 0),
        *(_Try(partial(writer.write, plan), kind, nth) for kind, nth, plan in varied),
        *(_Try(partial(str, text), _AROUND, nth) for nth, text in enumerate(_around(core, _separators(tree)))),
        *(_Try(partial(str, text), _LOOK, nth) for nth, text in enumerate(_looked(writer, base))),
    ]
    return _sorted_out(tree, tries, max(_LONGEST, len(shortest) + 1))


def _separators(tree: Node) -> list[str]:
    """Return the first signs that the pattern names alone, as the hyphen of a slug."""
    alone = (chr(node.ranges[0][0]) for node in _inside(tree) if isinstance(node, Chars) and _is_sign(node))
    return list(dict.fromkeys(alone))[:4]


def _is_sign(chars: Chars) -> bool:
    if chars.names or chars.negated or len(chars.ranges) != 1:
        return False
    low, high = chars.ranges[0]
    return low == high and not chr(low).isalnum()


def _sorted_out(tree: Node, tries: list[_Try], longest: int) -> Samples:
    """Hold the tries against the tree, a round of each node's and kind's first, until there are enough of both."""
    seen: set[str] = set()
    matching: list[tuple[int, int, str]] = []
    near: list[tuple[int, int, str]] = []
    most_tried = _MOST_TRIED if longest <= 2 * _LONGEST else _MOST_TRIED // 10  # long texts take long
    for each in sorted(tries, key=lambda each: (each.nth, each.kind))[:most_tried]:
        text = each.text()
        if text in seen or len(text) > longest or not all(map(_sendable, text)):
            continue
        seen.add(text)
        found, most = (matching, _MOST_MATCHING) if matches(tree, text) else (near, _MOST_NEAR)
        if len(found) < most:
            found.append((each.kind, each.nth, text))
        elif len(matching) == _MOST_MATCHING and len(near) == _MOST_NEAR:
            break
    return Samples(_in_order(matching), _in_order(near))


def _in_order(found: list[tuple[int, int, str]]) -> tuple[str, ...]:
    return tuple(text for _, _, text in sorted(found, key=lambda each: each[:2]))


def _shortest(tree: Node) -> tuple[_Writer, _Plan]:
    """Return a writer and a plan that give a short match; if none is found, a plan that gives the plain shortest.

    Look-arounds are what may stand in the way: another style, a piece that a look-ahead wants, or a variation of one
    node gets round most of them.
    """
    looks = [node for node in _inside(tree) if isinstance(node, Look) and node.wanted]
    writers = [_Writer(tree, tuple(looks), mend) for mend in (_MENDS if looks else _MENDS[:1])]
    plans = [
        _Plan(style=style, looks=shown) for shown in ((False, True) if looks else (False,)) for style in range(_STYLES)
    ]
    for plan in plans:
        for writer in writers:
            if matches(tree, writer.write(plan)):
                return writer, plan
    for plan in plans:
        for _, _, varied in islice(_variations(tree, plan), _MOST_TRIED):
            for writer in writers:
                if matches(tree, writer.write(varied)):
                    return writer, varied
    return writers[0], plans[0]


def _around(text: str, separators: list[str]) -> Iterator[str]:
    """Yield a text with something before or behind it, cut, doubled, and in the other case."""
    yield text + "\n"
    yield " " + text
    yield ""
    yield text.swapcase()
    yield text + " "
    yield text + (text[-1:] or "a")
    for separator in separators:
        yield separator + text
        yield text + separator
    yield from (text[:1] + text, text[1:], text[:-1], "\n" + text, "!" + text, text + "!")
    yield from (text + text, text + "\n" + text)
    # Look-aheads over the whole text, as those of passwords, are missed by the change of one character.
    for at in range(min(len(text), 12)):
        yield text[:at] + text[at].swapcase() + text[at + 1 :]
        yield text[:at] + text[at + 1 :]


def _looked(writer: _Writer, base: _Plan) -> Iterator[str]:
    """Yield texts without what a look-around wants, and with what it does not."""
    text = writer.write(base)
    for look in writer.wanted:
        yield writer.write(base, without=look)
    pieces = [
        _fill(replace(plan, holes=True).write(look.node), text)
        for look in _inside(writer.tree)
        if isinstance(look, Look) and not look.wanted
        for plan in (base, *(plan for kind, _, plan in _variations(look.node, base) if kind == _BRANCH))
    ]
    for mend in (*_MENDS[1:], _instead_of_second, _instead_of_all):
        yield from (mend(text, piece) for piece in pieces[:20])
