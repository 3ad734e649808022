"""`fk-index`, asked of the catalog: see `static.rules.fk_index` for what it asks and how it answers."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.rule import Question, adopt
from harness.static.rules import RULES
from harness.static.rules.fk_index import finding, unserved


@adopt(RULES["fk-index"])
def fk_index(question: Question) -> Iterator[Finding]:
    question.complete()
    schema = question.record.schema
    assert schema is not None
    for table, key in unserved(schema, question.script.path):
        yield finding(question, table, key, key.line)
