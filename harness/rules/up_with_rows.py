"""`up-with-rows`: the up applies to a database that is in use."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.over_rows import over_rows
from harness.rules.rule import Question, rule


@rule(
    "up-with-rows",
    on="up",
    asks="Does the up apply to a database whose tables hold rows, and leave these as they are?",
    matters="ADD COLUMN … NOT NULL without a default goes through on every empty database, in CI and on every laptop,"
    " and fails in production alone.",
    mend="Give the rows that are there a value: a default, or an UPDATE before the constraint.",
)
def up_with_rows(question: Question) -> Iterator[Finding]:
    yield from over_rows(question, question.step.over_rows, "up")
