"""`touches-updated-at`: a trigger that keeps the time of change moves it on every update, and touches nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.observed.evidence import Tried
from harness.rules.observing import broken
from harness.rules.rule import Question, rule


@rule(
    "touches-updated-at",
    on="up",
    asks="Does the column that a trigger keeps the time of change in move forward on UPDATE, and nothing else with it?",
    matters="Caches, replication jobs and people ask for what has changed since yesterday. A trigger that fires on"
    " INSERT only, or that sets now() twice in one transaction, leaves changes out of every answer.",
    mend="create trigger … before update on … for each row, with a function that sets it to clock_timestamp().",
)
def touches_updated_at(question: Question) -> Iterator[Finding]:
    yield from broken(question, "touches-updated-at", _wanted, "a BEFORE UPDATE trigger that sets clock_timestamp()")


def _wanted(tried: Tried) -> str:
    return tried.witness.told
