"""`hidden-drift`: a guard skipped a statement although what stands there is not what the statement makes."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.rule import Question, rule
from harness.walk.record import Drift


@rule(
    "hidden-drift",
    on="up",
    asks="Where a guard found an object standing and skipped the statement, is it the object the statement makes?",
    matters="IF NOT EXISTS compares names, not definitions, and a swallowed duplicate_object compares nothing. The file"
    " reports success, and the database lacks a column or a label that the file plainly declares.",
    mend="Alter the object that stands there to what the statement declares, or give the new one another name.",
)
def hidden_drift(question: Question) -> Iterator[Finding]:
    for drift in question.step.drifts:
        yield question.finding(
            drift.statement.line,
            drift.part,
            have=f"the statement was skipped: {drift.part} stands there already{_maker(drift)}, and differs."
            f" {'; '.join(str(difference) for difference in drift.differences)}",
            want="what the statement declares, or a statement that says what stands there",
            mend="alter the object that stands there, in a statement of its own, or choose another name",
        )


def _maker(drift: Drift) -> str:
    return f" ({drift.part.path}:{drift.part.line} made it)" if drift.part.path else ""
