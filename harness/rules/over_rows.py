"""What the rules share that ask what a script does to a database with rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from harness.finding import Finding, Severity
from harness.rows.statements import script
from harness.rules.replays import line_of_rows
from harness.rules.rule import Question, about
from harness.walk.record import OverRows

# What a migration that says nothing of rows can still meet: it depends on which rows there are.
_OF_THESE_ROWS = frozenset({"23001", "23503", "23505", "23514", "23P01"})
_WRITES = re.compile(r"(?i)\b(insert\s+into|update\s|delete\s+from|merge\s+into|truncate|copy\s|do\s|select\s|call\s)")
_RETYPES = re.compile(r"(?i)\btype\s")


def over_rows(question: Question, seen: OverRows | None, way: str) -> Iterator[Finding]:
    """Yield what a script does to rows that were there before: it fails, or they are not what they were."""
    if seen is None:
        return
    failure = seen.failure
    if failure:
        found = question.finding(
            failure.line,
            about(failure.statement),
            have=f"over tables with rows, the {way} fails: {failure}",
            want=f"{'an' if way == 'up' else 'a'} {way} that applies to a database in use",
            mend="give old rows a value first: a default, or an update before the constraint",
            try_sql=script((*seen.statements, failure.statement.text.rstrip().rstrip(";"))),
        )
        chance = failure.sqlstate in _OF_THESE_ROWS or failure.sqlstate.startswith("22")
        yield replace(found, severity=min(found.severity, Severity.WARNING)) if chance else found
    for change in seen.changes:
        if not _says_so(question, change.table.name, lost=change.after < change.before):
            yield question.finding(
                line_of_rows(question, change),
                str(change.table),
                have=f"the {way} changes rows that were there before, and no statement of it says so: {change}",
                want="the rows as they were",
                mend="keep the rows, or write the statement that changes them",
                try_sql=script(seen.statements),
            )


def _says_so(question: Question, table: str, *, lost: bool) -> bool:
    """Say whether a statement of the script that names the table, or whose code may, writes rows or gives new types."""
    for statement in question.script.statements:
        text = statement.text
        opens = text.lstrip().lower().startswith(("do", "select", "call"))
        if (table in text or opens) and (_WRITES.search(text) or (not lost and _RETYPES.search(text))):
            return True
    return False
