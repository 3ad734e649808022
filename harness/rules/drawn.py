"""`examples`: generated rows that keep to all that is declared are taken, and those that do not are refused."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.observing import broken, declared
from harness.rules.rule import Question, rule


@rule(
    "examples",
    on="up",
    asks="Does a server judge generated rows as it is declared: taken, refused when repeated, refused without a value?",
    matters="What can be enumerated is tried by the other rules. An index on an expression that fails for every seventh"
    " number is found by rows that nobody thought of.",
    mend="Let what refuses the row be declared, as a CHECK, or let it take the row.",
)
def examples(question: Question) -> Iterator[Finding]:
    yield from broken(question, "examples", declared, "declare as a CHECK what may not be stored, or let it be stored")
