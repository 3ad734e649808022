"""`null-hole`: a check that a NULL passes unasked is meant to be passed so."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding, Severity
from harness.rules.observing import revealed
from harness.rules.rule import Question, rule


@rule(
    "null-hole",
    on="up",
    severity=Severity.INFO,
    asks="Is a column that a CHECK reads NOT NULL, or does the check say what NULL means?",
    matters="A check rejects what is false, and NULL makes it unknown: check (price > 0) takes a row without a price.",
    mend="Make the column NOT NULL; or write `or price is null`, and whoever reads it knows that it is meant.",
)
def null_hole(question: Question) -> Iterator[Finding]:
    yield from revealed(
        question,
        "null-hole",
        "NOT NULL, or a condition that speaks of NULL",
        "alter column … set not null; or add: or … is null",
    )
