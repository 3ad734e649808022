"""Sample texts of a pattern: some that match it, and near misses that do not.

One node of the pattern's tree is varied at a time while the rest stands at its shortest, so the number of samples
grows with the pattern and not with the product of its parts. Whatever comes out is held against the tree once more,
which sorts it into what matches and what does not: an unanchored pattern, or a look-ahead, makes many a miss a match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from harness.rows.candidates.characters import sendable
from harness.rows.candidates.plans import (
    AROUND,
    BASE,
    BRANCH,
    LONGEST,
    LOOK,
    MENDS,
    Plan,
    Writer,
    fill,
    inside,
    instead_of_all,
    instead_of_second,
    variations,
)
from harness.rows.candidates.regex import PatternError, parse
from harness.rows.candidates.tree import Chars, Look, Mark, Node, Repeat, Sequence, literal, matches

__all__ = ["PatternError", "Samples", "like", "regex", "similar"]

_MOST_MATCHING = 40
_MOST_NEAR = 60
_MOST_TRIED = 400
_STYLES = 3  # a character of a set is its first, its last, or one between


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


@dataclass(frozen=True, slots=True)
class _Try:
    """A text to hold against the pattern, what is varied in it, and how many like it come before."""

    text: Callable[[], str]
    kind: int
    nth: int


def _samples(tree: Node) -> Samples:
    writer, base = _shortest(tree)
    shortest = writer.write(base)
    varied = list(islice(variations(tree, base), 20 * _MOST_TRIED))
    # Little can be put around an empty text.
    core = shortest or next((text for _, _, plan in varied[:50] if matches(tree, text := writer.write(plan))), "")
    tries = [
        _Try(partial(str, shortest), BASE, 0),
        *(_Try(partial(writer.write, plan), kind, nth) for kind, nth, plan in varied),
        *(_Try(partial(str, text), AROUND, nth) for nth, text in enumerate(_around(core, _separators(tree)))),
        *(_Try(partial(str, text), LOOK, nth) for nth, text in enumerate(_looked(writer, base))),
    ]
    return _sorted_out(tree, tries, max(LONGEST, len(shortest) + 1))


def _separators(tree: Node) -> list[str]:
    """Return the first signs that the pattern names alone, as the hyphen of a slug."""
    alone = (chr(node.ranges[0][0]) for node in inside(tree) if isinstance(node, Chars) and _is_sign(node))
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
    most_tried = _MOST_TRIED if longest <= 2 * LONGEST else _MOST_TRIED // 10  # long texts take long
    for each in sorted(tries, key=lambda each: (each.nth, each.kind))[:most_tried]:
        text = each.text()
        if text in seen or len(text) > longest or not all(map(sendable, text)):
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


def _shortest(tree: Node) -> tuple[Writer, Plan]:
    """Return a writer and a plan that give a short match; if none is found, a plan that gives the plain shortest.

    Look-arounds are what may stand in the way: another style, a piece that a look-ahead wants, or a variation of one
    node gets round most of them.
    """
    looks = [node for node in inside(tree) if isinstance(node, Look) and node.wanted]
    writers = [Writer(tree, tuple(looks), mend) for mend in (MENDS if looks else MENDS[:1])]
    plans = [
        Plan(style=style, looks=shown) for shown in ((False, True) if looks else (False,)) for style in range(_STYLES)
    ]
    for plan in plans:
        for writer in writers:
            if matches(tree, writer.write(plan)):
                return writer, plan
    for plan in plans:
        for _, _, varied in islice(variations(tree, plan), _MOST_TRIED):
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


def _looked(writer: Writer, base: Plan) -> Iterator[str]:
    """Yield texts without what a look-around wants, and with what it does not."""
    text = writer.write(base)
    for look in writer.wanted:
        yield writer.write(base, without=look)
    pieces = [
        fill(replace(plan, holes=True).write(look.node), text)
        for look in inside(writer.tree)
        if isinstance(look, Look) and not look.wanted
        for plan in (base, *(plan for kind, _, plan in variations(look.node, base) if kind == BRANCH))
    ]
    for mend in (*MENDS[1:], instead_of_second, instead_of_all):
        yield from (mend(text, piece) for piece in pieces[:20])
