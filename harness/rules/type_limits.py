"""`type-limits`: a column takes every value that its type promises, and none beyond."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.observing import broken, declared
from harness.rules.rule import Question, rule


@rule(
    "type-limits",
    on="up",
    asks="Does every column take what its type allows, up to the limit and in any script, and nothing beyond?",
    matters="varchar(4000) under a unique index cannot hold 4000 characters: an entry has room for 2704 bytes."
    " The insert fails on the first long value, and no constraint says why.",
    mend="Index a hash of the value, or declare the length that can be stored.",
)
def type_limits(question: Question) -> Iterator[Finding]:
    yield from broken(question, "type-limits", declared, "index md5() of it, or declare the length that can be stored")
