"""`generated`: generated and identity columns take no value of one's own, and are what they are generated from."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.observed.evidence import Tried
from harness.rules.observing import broken, declared
from harness.rules.rule import Question, rule


@rule(
    "generated",
    on="up",
    asks="Does a generated column equal its expression, and refuse, like GENERATED ALWAYS, a value of one's own?",
    matters="A function that is declared IMMUTABLE and is not gives one value when the row is stored and another when"
    " it is read again, restored from a dump or indexed: the column then contradicts its own definition.",
    mend="Generate it from the row's own columns by functions that are truly immutable.",
)
def generated(question: Question) -> Iterator[Finding]:
    yield from broken(question, "generated", _wanted, "make the expression depend on the row alone")


def _wanted(tried: Tried) -> str:
    return declared(tried) if tried.witness.sqlstates else "the value of its expression"
