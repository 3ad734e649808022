"""`down-with-rows`: the down applies to a database that is in use."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.over_rows import over_rows
from harness.rules.rule import Blocked, Question, rule


@rule(
    "down-with-rows",
    on="down",
    asks="Does the down apply to a database whose tables hold rows, and leave those of older tables as they are?",
    matters="A rollback is needed when the database is in use. One that goes through only while every table is empty"
    " is found out on the worst day.",
    mend="Give the rows that are there a value: a default, or an UPDATE before the constraint.",
)
def down_with_rows(question: Question) -> Iterator[Finding]:
    down = question.step.down
    if down is not None and down.failure:
        raise Blocked("down-restores", f"{question.script} does not apply")
    yield from over_rows(question, question.step.down_over_rows, "down")
