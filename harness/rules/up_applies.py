"""`up-applies`: the file applies, statement by statement, to the version before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.finding import Finding
from harness.live.apply import Failure
from harness.rules.rule import Question, about, rule
from harness.servers.extensions import extension_mend

_EXTENSION = re.compile(r"\bcreate\s+extension\s+(?:if\s+not\s+exists\s+)?\"?([\w-]+)", re.IGNORECASE)
_NOT_CARRIED = ("0A000", "58P01")  # feature_not_supported, undefined_file
_MENDS = {
    "42501": "name the roles it grants to under `roles` in [tool.harness], an extension it makes under `extensions`;"
    " if it truly needs a superuser, set `superuser = true`",
    "42704": "if a role is missing, name it under `roles` in [tool.harness]; else make the object in an earlier file,"
    " or write PostgreSQL's own name for it (blob is bytea)",
    "57014": "make it end, or raise `--statement-timeout`",
    "55P03": "it waited for a lock that nothing here gives up: look for a second session that the file opens itself",
}


@rule(
    "up-applies",
    on="up",
    asks="Does the file apply, statement by statement, to the version before it?",
    matters="A migration that stops half-way leaves a database that is neither the old version nor the new one.",
    mend="Correct the statement. Roles and extensions that it takes for granted are named in [tool.harness].",
)
def up_applies(question: Question) -> Iterator[Finding]:
    question.reached()
    applied = question.record.steps[question.script.path].up
    if applied.failure:
        yield _finding(question, applied.failure)
    elif applied.left_open:
        statement = question.script.statements[-1]
        yield question.finding(
            statement.line,
            about(statement),
            have="the file ends inside the transaction that it began, so psql rolls all of it back",
            want="every BEGIN closed by a COMMIT",
            mend="commit;",
        )


def _finding(question: Question, failure: Failure) -> Finding:
    return question.finding(
        failure.line,
        about(failure.statement),
        have=f"{failure}",
        want="a statement that the server accepts at this version",
        mend=_mend(question, failure),
    )


def _mend(question: Question, failure: Failure) -> str:
    extension = _EXTENSION.search(failure.statement.text)
    if extension and failure.sqlstate in _NOT_CARRIED:
        return extension_mend(extension[1], question.record.major)
    return _MENDS.get(failure.sqlstate, "correct the statement; psql stops at the same place")
