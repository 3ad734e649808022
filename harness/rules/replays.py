"""From a replay that was not harmless to findings: shared by every rule that asks whether applying again holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from harness.finding import Finding
from harness.live.apply import Failure
from harness.rules.guards import guarded
from harness.rules.rule import Question, about
from harness.schema import Constraint, Difference, Index, Part
from harness.static.mends import mend
from harness.walk.places import naming
from harness.walk.record import Replay, RowChange

_MOST = 20
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d)?)?")
_WRITES = re.compile(r"\b(?:insert\s+into|update|delete\s+from|merge\s+into|copy|truncate)\b", re.IGNORECASE)


def failure_finding(question: Question, failure: Failure, *, want: str, when: str) -> Finding:
    """Return the finding for a statement that failed where it should have done nothing."""
    return question.finding(
        failure.line,
        about(failure.statement),
        path=failure.statement.path,
        have=f"{when}: {failure}",
        want=want,
        mend=guarded(failure),
    )


def replay_findings(
    question: Question, replay: Replay, *, want: str, when: str, mend: Callable[[Difference], str] | None = None
) -> Iterator[Finding]:
    """Yield the findings of one replay: its error, else each object and each table's rows that changed."""
    if replay.failure:
        yield failure_finding(question, replay.failure, want=want, when=when)
        return
    yield from difference_findings(question, replay.differences, want=want, when=when, mend=mend or _rerunnable)
    for change in replay.rows:
        yield question.finding(
            line_of_rows(question, change),
            str(change.table),
            have=f"{when}, rows change: {change}",
            want=want,
            mend="insert with on conflict do nothing, update only where the value is not yet what it shall be",
            try_sql=f"select * from {change.table};",
        )


def difference_findings(
    question: Question,
    differences: tuple[Difference, ...],
    *,
    want: str,
    when: str,
    mend: Callable[[Difference], str] = mend,
) -> Iterator[Finding]:
    """Yield one finding per object, and one for all beyond the first twenty."""
    for difference in differences[:_MOST]:
        yield question.finding(
            line_in_script(question, difference),
            difference.part,
            have=f"{when}, {difference}{_maker(question, difference)}",
            want=want,
            mend=mend(difference),
        )
    if len(differences) > _MOST:
        rest = ", ".join(str(difference.part) for difference in differences[_MOST:])
        yield question.finding(
            None,
            f"{len(differences) - _MOST} more objects",
            have=f"{when}, they differ too: {rest}",
            want=want,
            mend="mend the first twenty, and run again",
        )


def _rerunnable(difference: Difference) -> str:
    """Return what makes the statement behind a difference one that can be run again."""
    part = difference.part
    if _only_a_moment(difference):
        return (
            "write now(), not 'now': the literal is read once, when the statement is run, and stands still from then on"
        )
    if difference.change == "extra" and isinstance(part, Constraint | Index):
        return "give it a name, and make it only where nothing of that name stands"
    if difference.change == "extra":
        return "make it only where neither it nor what took its place stands"
    if difference.change == "missing":
        return "take it away only where it is still the older one"
    return "change it only where it is not yet what it shall be"


def _only_a_moment(difference: Difference) -> bool:
    """Say whether the two sides differ in nothing but the time at which they were made."""
    left, right = (_MOMENT.sub("", str(side.facts())) if side else "" for side in (difference.left, difference.right))
    return difference.change == "changed" and left == right


def line_in_script(question: Question, difference: Difference) -> int:
    """Return the line of the question's own script that a difference is best shown at."""
    statements = question.script.statements
    for part in (difference.right, difference.left):
        if part is not None and part.path == question.script.path and part.line in {s.line for s in statements}:
            return part.line or 1
    found = naming(difference.part, statements)
    return found.line if found else statements[0].line if statements else 1


def _maker(question: Question, difference: Difference) -> str:
    """Say which statement made the object, where that is in another file."""
    part: Part = difference.part
    if not part.path or (part.path, part.line) in {(own.path, own.line) for own in question.script.statements}:
        return ""
    return f" ({part.path}:{part.line} made it)"


def line_of_rows(question: Question, change: RowChange) -> int:
    """Return the line of the statement that writes to the table, else of one that names it, else of the first."""
    word = re.compile(rf"(?<![\w$]){re.escape(change.table.name)}(?![\w$])", re.IGNORECASE)
    named = [statement for statement in question.script.statements if word.search(statement.text)]
    writing = [statement for statement in named if _WRITES.search(statement.text)]
    found = writing or named or question.script.statements
    return found[0].line if found else 1
