"""Patterns as automata over sets of characters: whether some text is in several languages and outside others.

Whatever a server's locale decides, such as whether é is a letter, is taken to be possible both ways, so that what is
empty here is empty everywhere.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Protocol

from harness.rows.candidates import tree as trees
from harness.rows.candidates.tree import CLASSES, Chars, Choice, Group, Mark, Node, Repeat

_ASCII = 128
_MOST_NODES = 3_000
_MOST_STEPS = 40_000
_MOST_DOUBTS = 6  # sets of characters that a locale decides on
_CONTROL = frozenset(range(32)) - frozenset(range(9, 14)) | {127}

_Set = tuple[tuple[tuple[int, int], ...], tuple[tuple[str, bool], ...], bool]
Symbol = frozenset[_Set]  # a character, as the sets that hold it
State = frozenset[int]


class Unread(Exception):
    """A pattern that looks around, or is too large."""


def _set(chars: Chars) -> _Set:
    return (chars.ranges, chars.names, chars.fold)


def _holds(of: _Set, code: int) -> bool | None:
    """Say whether a set holds a character, its negation aside; None where a locale decides."""
    ranges, names, fold = of
    if code >= _ASCII:
        if any(low == high == code for low, high in ranges):
            return True
        doubtful = names or fold or any(low < high and high >= _ASCII for low, high in ranges)
        return None if doubtful and (names or ranges) else False
    char = chr(code)
    cases = {char, char.lower(), char.upper()} if fold else {char}
    if any(low <= ord(case) <= high for case in cases for low, high in ranges):
        # In Turkish i and I are no pair, and some letters beyond ASCII have a pair within.
        plain = any(low <= code <= high for low, high in ranges)
        return True if plain or char not in "iI" else None
    if any(CLASSES[name](case) is wanted for name, wanted in names for case in cases):
        return None if code in _CONTROL else True
    beyond = fold and any(high >= _ASCII for _, high in ranges)
    return None if beyond or (names and code in _CONTROL) else False


def symbols(sets: Iterable[_Set]) -> frozenset[Symbol]:
    """Return every sort of character that these sets tell apart; raise `Unread` where that is too much."""
    known = list(dict.fromkeys(sets))
    alone = {low for ranges, _, _ in known for low, high in ranges if low == high and low >= _ASCII}
    beyond = next(code for code in range(0x10FFFF, 0, -1) if code not in alone)
    found = set()
    for code in (*range(1, _ASCII), *alone, beyond):
        truths = [_holds(of, code) for of in known]
        if truths.count(None) > _MOST_DOUBTS:
            raise Unread
        for chosen in product(*((True, False) if truth is None else (truth,) for truth in truths)):
            found.add(frozenset(of for of, holds in zip(known, chosen, strict=True) if holds))
    return frozenset(found)


class Language(Protocol):
    """What texts a clause allows, as an automaton; `sets` are those of characters that it tells apart."""

    @property
    def sets(self) -> tuple[_Set, ...]: ...
    def start(self) -> object: ...
    def step(self, state: object, symbol: Symbol) -> object: ...
    def accepts(self, state: object) -> bool: ...


@dataclass
class Matching:
    """The texts in which a pattern matches somewhere; or the others, where not `wanted`."""

    tree: Node
    wanted: bool = True
    _free: list[list[tuple[int, str]]] = field(default_factory=list)
    _moves: list[list[tuple[_Set | None, bool, int]]] = field(default_factory=list)
    _steps: dict[tuple[State, Symbol], State] = field(default_factory=dict)

    def __post_init__(self) -> None:
        first, self._last = self._node(), self._node()
        inside = self._node()
        self._moves[first].append((None, True, first))
        self._moves[self._last].append((None, True, self._last))
        self._free[first].append((inside, ""))
        self._free[self._build(self.tree, inside)].append((self._last, ""))
        self._first = first

    @cached_property
    def sets(self) -> tuple[_Set, ...]:
        return tuple(of for moves in self._moves for of, _, _ in moves if of is not None)

    def start(self) -> tuple[State, bool]:
        """Return the state in front of a text; a state says too whether nothing has been read yet."""
        return self._reached({self._first}, "A"), True

    def step(self, state: object, symbol: Symbol) -> tuple[State, bool]:
        assert isinstance(state, tuple)
        places = state[0]
        if (places, symbol) not in self._steps:
            moved = {
                to
                for place in places
                for of, negated, to in self._moves[place]
                if (of is not None and of in symbol) is not negated
            }
            self._steps[places, symbol] = self._reached(moved, "")
        return self._steps[places, symbol], False

    def accepts(self, state: object) -> bool:
        assert isinstance(state, tuple)
        places, unread = state
        return (self._last in self._reached(set(places), "AZ" if unread else "Z")) is self.wanted

    def _reached(self, places: set[int], marks: str) -> State:
        """Return what is reached without reading; all is, once the pattern has matched."""
        found, due = set(places), list(places)
        while due:
            for to, mark in self._free[due.pop()]:
                if mark in marks and to not in found:
                    found.add(to)
                    due.append(to)
        return frozenset({self._last}) if self._last in found else frozenset(found)

    def _node(self) -> int:
        if len(self._free) >= _MOST_NODES:
            raise Unread
        self._free.append([])
        self._moves.append([])
        return len(self._free) - 1

    def _build(self, node: Node, at: int) -> int:
        """Add a part of the pattern behind a place; return the place behind it."""
        match node:
            case Chars():
                to = self._node()
                self._moves[at].append((None, True, to) if node.anything else (_set(node), node.negated, to))
                return to
            case trees.Sequence():
                for part in node.parts:
                    at = self._build(part, at)
                return at
            case Choice():
                to = self._node()
                for branch in node.branches:
                    self._free[self._build(branch, self._after(at))].append((to, ""))
                return to
            case Repeat():
                return self._repeated(node, at)
            case Group():
                return self._build(node.node, at)
            case Mark(kind="A" | "Z"):
                to = self._node()
                self._free[at].append((to, node.kind))
                return to
        raise Unread

    def _after(self, at: int) -> int:
        to = self._node()
        self._free[at].append((to, ""))
        return to

    def _repeated(self, node: Repeat, at: int) -> int:
        for _ in range(node.least):
            at = self._build(node.node, at)
        if node.most is None:
            begin = self._after(at)
            end = self._build(node.node, begin)
            self._free[end].append((begin, ""))
            return self._after(begin)
        end = self._node()
        self._free[at].append((end, ""))
        for _ in range(node.most - node.least):
            at = self._build(node.node, self._after(at))
            self._free[at].append((end, ""))
        return end


@dataclass(frozen=True)
class Lengths:
    """The texts of such lengths as `allowed`; beyond `most` it allows all of them or none."""

    most: int
    allowed: Callable[[int], bool]
    sets: tuple[_Set, ...] = ()

    def start(self) -> int:
        return 0

    def step(self, state: object, symbol: Symbol) -> int:  # noqa: ARG002 - any character will do
        assert isinstance(state, int)
        return min(state + 1, self.most + 1)

    def accepts(self, state: object) -> bool:
        assert isinstance(state, int)
        return self.allowed(state)


def disjoint(languages: Sequence[Language]) -> bool:
    """Say whether it is certain that no text is in all of these languages."""
    try:
        alphabet = symbols(of for each in languages for of in each.sets)
    except Unread:
        return False
    first = tuple(each.start() for each in languages)
    seen, due = {first}, deque([first])
    left = _MOST_STEPS
    while due:
        states = due.popleft()
        if all(each.accepts(state) for each, state in zip(languages, states, strict=True)):
            return False
        for after in _after(languages, states, alphabet):
            left -= len(languages)
            if left < 0:
                return False
            if after not in seen:
                seen.add(after)
                due.append(after)
    return True


def _after(
    languages: Sequence[Language], states: tuple[object, ...], alphabet: Iterable[Symbol]
) -> Iterator[tuple[object, ...]]:
    for symbol in alphabet:
        yield tuple(each.step(state, symbol) for each, state in zip(languages, states, strict=True))
