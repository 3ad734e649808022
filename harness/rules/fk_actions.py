"""`fk-actions`: when a referenced row goes or gets another key, what ON DELETE and ON UPDATE say is what happens."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.observed.evidence import Tried
from harness.rules.observing import broken, declared
from harness.rules.rule import Question, rule


@rule(
    "fk-actions",
    on="up",
    asks="Does every foreign key do what its ON DELETE and ON UPDATE say to the referencing rows?",
    matters="A BEFORE DELETE trigger that returns NEW (which is NULL then) cancels a cascade without a word and leaves"
    " rows that reference nothing; SET NULL on a NOT NULL column fails on the day when the first parent is deleted.",
    mend="Declare another action, let the column take what the action sets, or RETURN OLD from the trigger.",
)
def fk_actions(question: Question) -> Iterator[Finding]:
    yield from broken(
        question, "fk-actions", _wanted, "see what runs on the referencing table: paste what is under try into psql"
    )


def _wanted(tried: Tried) -> str:
    return declared(tried) if tried.witness.sqlstates else f"{tried.witness.told}, carried out on the referencing row"
