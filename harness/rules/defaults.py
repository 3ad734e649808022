"""`defaults`: a row that leaves everything to the defaults is a valid row."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.observing import broken, declared
from harness.rules.rule import Question, rule


@rule(
    "defaults",
    on="up",
    asks="Is a row accepted that leaves to its default whatever has one, and do identity columns count up?",
    matters="A default that breaks its own CHECK, or a sequence that stands before keys that a migration has inserted,"
    " fails in exactly the statement that relies on it, and nowhere else.",
    mend="Choose a default that the conditions allow, take it away, or set the sequence beyond the keys that are"
    " there.",
)
def defaults(question: Question) -> Iterator[Finding]:
    yield from broken(question, "defaults", declared, "alter the default, or what forbids it")
