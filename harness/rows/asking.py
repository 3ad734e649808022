"""What rows need to know from a server, as questions; who asks them is not known here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from harness.rows.condition import Truth
from harness.rows.kind import Value


@dataclass(frozen=True, slots=True)
class Failing:
    """The expression failed over this row."""

    sqlstate: str


@dataclass(frozen=True, slots=True)
class Question:
    """An expression, the columns that it reads with their types, and the rows of their values to ask about.

    `relation` is what the columns may be qualified with.
    """

    expression: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Value, ...], ...]
    relation: str = "harness"


Answer = Value | Failing
Ask = Callable[[Iterable[Question]], Sequence[Sequence[Answer]]]


def truth(answer: Answer) -> Truth | Failing:
    """Return the truth value that an answer to a condition is."""
    return {"true": True, "false": False}.get(answer) if isinstance(answer, str) else answer
