"""`unreachable-label`: every label of an enum can stand in every column of the type."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding, Severity
from harness.rules.observing import revealed
from harness.rules.rule import Question, rule


@rule(
    "unreachable-label",
    on="up",
    severity=Severity.WARNING,
    asks="Does every column of an enum type let in every label?",
    matters="A label that a CHECK keeps out of a column is one that programs offer and the database refuses.",
    mend="Take the label out of the condition's way, or say in a comment that it is kept out on purpose.",
)
def unreachable_label(question: Question) -> Iterator[Finding]:
    yield from revealed(
        question,
        "unreachable-label",
        "a row with each label",
        "let the condition allow it, or suppress this with a reason",
    )
