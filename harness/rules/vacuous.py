"""`vacuous`: every CHECK can reject something."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding, Severity
from harness.rules.observing import revealed
from harness.rules.rule import Question, rule


@rule(
    "vacuous",
    on="up",
    severity=Severity.WARNING,
    asks="Is there, for every CHECK, a row that it rejects?",
    matters="A check that nothing can fail (x > 5 or x <= 5; IN a list with NULL) guards nothing, and was meant to"
    " guard something.",
    mend="Write what was meant, or drop it.",
)
def vacuous(question: Question) -> Iterator[Finding]:
    yield from revealed(question, "vacuous", "a condition that some row fails", "write what was meant, or drop it")
