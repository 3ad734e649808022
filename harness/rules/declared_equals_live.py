"""`declared-equals-live`: after each version, the catalog holds what the SQL declares, and nothing else."""

from __future__ import annotations

from collections.abc import Container, Iterator

from harness.finding import Finding, Severity
from harness.rules.rule import Blocked, Question, rule
from harness.schema import Difference
from harness.static.defined import defined_by, owner


@rule(
    "declared-equals-live",
    on="up",
    severity=Severity.WARNING,
    each_object=True,
    asks="Does the catalog then hold every object as the SQL declares it, and no other?",
    matters="Rules without a server, and whoever reviews the file, go by what the SQL says. Where a function or an"
    " event trigger makes, drops or changes objects behind its back, the text no longer tells what the database holds.",
    mend="Write the object out as a statement, or drop what no statement makes.",
)
def declared_equals_live(question: Question) -> Iterator[Finding]:
    assert question.migration is not None
    step = question.step
    apart = defined_by(question.reading, question.migration) if question.about is None else {}
    found = [each for each in step.disagreements or () if _concerns(question, owner(each.part), apart)]
    if found and step.unread:
        raise Blocked("not-understood", f"the text does not tell all: {step.unread}")
    for difference in found:
        yield _finding(question, difference)


def _concerns(question: Question, name: str, apart: Container[str]) -> bool:
    """Say whether the question is about this object: the one that it names, or any that no question names."""
    return name not in apart if question.about is None else name == question.about


def _finding(question: Question, difference: Difference) -> Finding:
    part = difference.part
    have, want = _WORDS[difference.change]
    told = "; ".join(f"{name.replace('_', ' ')}: {_short(right)}" for name, _, right in difference.changes)
    meant = "; ".join(f"{name.replace('_', ' ')}: {_short(left)}" for name, left, _ in difference.changes)
    return question.finding(
        part.line,
        part,
        have=f"{have}{': ' + told if told else ''}",
        want=f"{want}{': ' + meant if meant else ''}",
        mend=_MENDS[difference.change],
        path=part.path,
    )


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


_SHOWN = 200
_WORDS = {
    "missing": ("the catalog has no such object", "what this statement declares"),
    "extra": ("the catalog has it, and no statement declares it", "only what the SQL declares"),
    "changed": ("the catalog says otherwise", "what the SQL declares"),
    "reordered": ("the columns stand in another order", "the order that the SQL declares"),
}
_REPORT = "if the SQL and the catalog do agree, report the statement: the harness has misread it"
_UNSEEN = "a function, an event trigger, a statement that could not be read"
_MENDS = {
    "missing": f"look for what takes it away: {_UNSEEN}; {_REPORT}",
    "extra": f"write a statement that makes it, or drop it; {_REPORT}",
    "changed": f"look for what changes it: {_UNSEEN}; {_REPORT}",
    "reordered": _REPORT,
}
