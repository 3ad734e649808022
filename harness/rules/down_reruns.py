"""`down-reruns`: the down applied again right after itself changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.replays import replay_findings
from harness.rules.rule import Blocked, Question, rule


@rule(
    "down-reruns",
    on="down",
    milder_with_ledger=True,
    asks="Does the down, applied again right after itself, run without an error and change nothing?",
    matters="A rollback that was interrupted, or whose outcome is unknown, is repeated; under pressure.",
    mend="DROP … IF EXISTS, ALTER TABLE IF EXISTS … DROP COLUMN IF EXISTS, and a do block where there is no such form.",
)
def down_reruns(question: Question) -> Iterator[Finding]:
    again = question.trial.again
    if again is None:
        raise Blocked("down-restores", "the down does not apply")
    yield from replay_findings(
        question, again, want="a second run that does nothing", when="when the down is run again"
    )
