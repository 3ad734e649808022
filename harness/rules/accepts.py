"""`accepts`: a row that breaks nothing that is declared is taken, and stored."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.observing import broken, declared
from harness.rules.rule import Question, rule


@rule(
    "accepts",
    on="up",
    asks="Is every row taken that keeps to all that is declared: on each side of a boundary, with NULL where it may"
    " be?",
    matters="A row that is refused without a declared reason, or taken and dropped by a trigger, is data that is lost"
    " while every constraint looks right.",
    mend="Look at the code that runs on INSERT: a BEFORE trigger must RETURN NEW, and a rule must store the row.",
)
def accepts(question: Question) -> Iterator[Finding]:
    yield from broken(question, "accepts", declared, "see what runs on INSERT there: paste what is under try into psql")
