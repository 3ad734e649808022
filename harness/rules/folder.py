"""Answers that reading the folder gave already, reported file by file like any other rule's."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.rule import Question


def found_by_reading(question: Question) -> Iterator[Finding]:
    """Yield what reading the chain found under this rule, for this file."""
    yield from question.chain.found.get((question.rule.id, question.script.path), ())
