"""`unsatisfiable`: there is a row that satisfies all that is declared."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.observing import revealed
from harness.rules.rule import Question, rule


@rule(
    "unsatisfiable",
    on="up",
    asks="Is there, for every table, a row that passes all of its conditions?",
    matters="Two conditions that exclude each other (x > 10 and x < 5) make a table that no row can ever enter; it is"
    " found by the first program that tries.",
    mend="Correct the condition that excludes the others.",
)
def unsatisfiable(question: Question) -> Iterator[Finding]:
    yield from revealed(
        question, "unsatisfiable", "a row that passes", "correct the condition that excludes the others"
    )
