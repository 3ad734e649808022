"""`down-reorders`: the down restores everything but the order of a table's columns."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding, Severity
from harness.rules.replays import difference_findings
from harness.rules.rule import Blocked, Question, rule


@rule(
    "down-reorders",
    on="down",
    severity=Severity.INFO,
    asks="Are the columns of every table in the order that they had before the up?",
    matters="PostgreSQL appends a column that is added back. `select *`, `insert` without a column list and COPY then"
    " see another order; all else is the same.",
    mend="Name columns in queries, in insert and in copy; then the order does not matter.",
)
def down_reorders(question: Question) -> Iterator[Finding]:
    step = question.step
    assert step.down is not None
    if step.down.failure:
        raise Blocked("down-restores", "the down does not apply")
    reordered = tuple(found for found in step.down.differences if found.change == "reordered")
    yield from difference_findings(question, reordered, want="the order from before the up", when="after up and down")
