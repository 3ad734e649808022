"""Answers that reading the folder gave already, reported file by file like any other rule's."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.static.rule import Asked


def found_by_reading(asked: Asked) -> Iterator[Finding]:
    """Yield what reading the chain found under this rule, for this file."""
    yield from asked.chain.found.get((asked.rule.id, asked.script.path), ())
