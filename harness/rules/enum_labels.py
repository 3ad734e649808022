"""`enum-labels`, asked of rows too: see `static.rules.enum_labels` for what the settings ask."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.observing import broken, declared
from harness.rules.rule import Question, adopt
from harness.static.rules import RULES
from harness.static.rules.enum_labels import labels_are_as_listed


@adopt(RULES["enum-labels"], in_any_case=True)
def enum_labels(question: Question) -> Iterator[Finding]:
    yield from labels_are_as_listed(question)
    yield from broken(
        question, "enum-labels", declared, "alter type … add value …, or correct what keeps the label out"
    )
