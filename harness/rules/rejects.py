"""`rejects`: a row that breaks one thing that is declared is refused, by that very thing."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.observing import broken, declared
from harness.rules.rule import Question, rule


@rule(
    "rejects",
    on="up",
    asks="Is every row refused that breaks one constraint, with its SQLSTATE and under its name, inserted or updated?",
    matters="A constraint that lets through what it declares to keep out is believed by everyone who reads the schema,"
    " and the bad rows are found years later. One that answers under another's name is handled as that other.",
    mend="Look at the code that runs before the constraint: a trigger or a rule that discards or alters the row.",
)
def rejects(question: Question) -> Iterator[Finding]:
    yield from broken(question, "rejects", declared, "see what runs before it: paste what is under try into psql")
