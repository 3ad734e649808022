"""One part of a schema as statements, and the order in which parts can be made."""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, auto

from harness.finding import HarnessError
from harness.schema.names import Name
from harness.schema.part import Part
from harness.schema.write.quoting import WORD

_CHAIN = re.compile(rf"(?:{WORD})(?:\.(?:{WORD}))*")
_WORD = re.compile(WORD)


class Unwritable(HarnessError):
    """A part that cannot be written as SQL from what the schema knows of it."""

    rule = "unwritable"


def unwritable(parts: Iterable[Part]) -> Unwritable:
    """Return the error that names what cannot be written."""
    names = ", ".join(str(part) for part in parts)
    return Unwritable(
        f"the schema knows too little of these to make them again: {names}",
        want="parts that a statement can be written for",
        mend="make them with the statements of the migration that declares them",
    )


class Stage(IntEnum):
    """When a step runs; those of one stage run by rank and name, those of MADE by what they mention too."""

    NAMESPACE = auto()
    EXTENSION = auto()
    MADE = auto()
    INDEX = auto()
    FOREIGN_KEY = auto()
    ATTACHED = auto()
    OWNED = auto()
    ON_TABLE = auto()
    DETAIL = auto()
    OWNER = auto()
    GRANT = auto()
    COMMENT = auto()
    DATABASE = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """The statements that make one part; `makes` is what others mention it by, `text` where it mentions others."""

    stage: Stage
    part: Part
    statements: tuple[str, ...]
    rank: int = 0
    makes: Name | None = None
    text: str | None = None


def ordered(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps in an order that works: stage by stage, and what is mentioned before what mentions it."""
    stages: dict[Stage, list[Step]] = defaultdict(list)
    for step in steps:
        stages[step.stage].append(step)
    for group in stages.values():
        group.sort(key=lambda step: (step.rank, step.part.key))
    if Stage.MADE in stages:
        stages[Stage.MADE] = list(_by_mention(stages[Stage.MADE]))
    return tuple(step for stage in Stage for step in stages.get(stage, ()))


@dataclass(slots=True)
class _Waiting:
    """What each step still waits for: what its text names in full, and what it may only seem to name."""

    sure: list[set[int]]
    maybe: list[set[int]]


def _by_mention(steps: list[Step]) -> Iterator[Step]:
    """Yield steps after what they mention; where that goes in a circle, a bare word counts less than a full name."""
    waiting = _waiting(steps)
    blocks: dict[int, set[int]] = defaultdict(set)
    for at in range(len(steps)):
        for other in waiting.sure[at] | waiting.maybe[at]:
            blocks[other].add(at)
    left = set(range(len(steps)))
    ready = [at for at in left if not waiting.sure[at] and not waiting.maybe[at]]
    heapq.heapify(ready)
    while left:
        at = heapq.heappop(ready) if ready else _least_blocked(left, waiting)
        if at not in left:
            continue
        left.remove(at)
        yield steps[at]
        for other in blocks[at]:
            waiting.sure[other].discard(at)
            waiting.maybe[other].discard(at)
            if other in left and not waiting.sure[other] and not waiting.maybe[other]:
                heapq.heappush(ready, other)


def _least_blocked(left: set[int], waiting: _Waiting) -> int:
    return min(left, key=lambda at: (len(waiting.sure[at]), len(waiting.maybe[at]), at))


def _waiting(steps: list[Step]) -> _Waiting:
    by_name: dict[Name, set[int]] = defaultdict(set)
    by_word: dict[str, set[int]] = defaultdict(set)
    for at, step in enumerate(steps):
        if step.makes:
            by_name[step.makes].add(at)
            by_word[step.makes.name].add(at)
    waiting = _Waiting([], [])
    for at, step in enumerate(steps):
        sure, maybe = _mentions("\n".join(step.statements) if step.text is None else step.text, by_name, by_word)
        waiting.sure.append(sure - {at})
        waiting.maybe.append(maybe - sure - {at})
    return waiting


def _mentions(
    text: str, by_name: Mapping[Name, set[int]], by_word: Mapping[str, set[int]]
) -> tuple[set[int], set[int]]:
    sure: set[int] = set()
    maybe: set[int] = set()
    for chain in _CHAIN.finditer(text):
        words = [_folded(word) for word in _WORD.findall(chain.group())]
        for word in words:
            maybe |= by_word.get(word, set())
        if len(words) > 1:
            sure |= by_name.get(Name(words[0], words[1]), set())
    return sure, maybe


def _folded(word: str) -> str:
    return word[1:-1].replace('""', '"') if word.startswith('"') else word.lower()
