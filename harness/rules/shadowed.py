"""`shadowed`: every constraint is the one that rejects something."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding, Severity
from harness.rules.observing import revealed
from harness.rules.rule import Question, rule


@rule(
    "shadowed",
    on="up",
    severity=Severity.WARNING,
    asks="Does every constraint reject some row that nothing else rejects?",
    matters="A UNIQUE over a key and more can never be violated: the key always answers first. Its index is written to"
    " on every insert, and readers believe in a rule that is not one. A key that a foreign key references is exempt.",
    mend="Drop the constraint, or make it say what was meant.",
)
def shadowed(question: Question) -> Iterator[Finding]:
    yield from revealed(
        question, "shadowed", "a constraint that rejects something by itself", "drop it, or say what was meant"
    )
