"""`undecided`: everything that is declared could be tried."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding, Severity
from harness.observed.evidence import Evidence
from harness.rules.observing import evidence, observed
from harness.rules.rule import Question, rule

_SHOWN = 3


@rule(
    "undecided",
    on="up",
    severity=Severity.WARNING,
    asks="Could rows show of every constraint what it accepts and what it rejects?",
    matters="What was not tried is not known to hold. A trigger that refuses every row made from the declarations, or"
    " a condition that no row was found for, leaves a part of the schema unproven; it is said here, and never passed"
    " over.",
    mend="Try it by hand with a row of your own; a condition that is simpler to read is simpler to prove, too.",
)
def undecided(question: Question) -> Iterator[Finding]:
    for each, part in evidence(question):
        if each.undecided:
            tried = next((tried for tried in each.tried if tried.doubt and not tried.beside), None)
            yield question.finding(
                part.line if part else None,
                each.about,
                have=_told(each),
                want="a row that shows it",
                mend="try it by hand, or simplify what is declared",
                try_sql=tried.script() if tried else None,
                path=part.path if part else None,
            )
    yield from _unmade(question)


def _told(each: Evidence) -> str:
    found = list(dict.fromkeys(each.undecided))
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return "; ".join(found[:_SHOWN]) + more


def _unmade(question: Question) -> Iterator[Finding]:
    """Yield the tables that no row could be put into, the reason once for all that share it."""
    found, schema = observed(question), question.record.schema
    assert schema is not None
    told = {each.table for each, _ in evidence(question) if any(tried.witness.kind == "table" for tried in each.tried)}
    groups: dict[str, list[str]] = {}
    for name, reason in found.unmade.items():
        if name not in told:
            groups.setdefault(reason, []).append(str(name))
    for reason, tables in groups.items():
        part = next(table for table in schema.tables if str(table.name) == tables[0])
        if (part.path or question.chain.migrations[-1].up.path) == question.script.path:
            others = f" (nor into {', '.join(tables[1:])})" if tables[1:] else ""
            yield question.finding(
                part.line,
                tables[0],
                have=f"no row could be put into it{others}: {reason}",
                want="a row that satisfies all that is declared",
                mend="try it by hand, or simplify what is declared",
                path=part.path,
            )
