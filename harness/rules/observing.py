"""What rules about rows share: the evidence on what a file defined, and findings made of what does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from harness.finding import Finding
from harness.observed.evidence import Evidence, Observed, Tried
from harness.rules.rule import Blocked, Question
from harness.schema import Part

ABOUT_ROWS = (  # the rules that need rows to be tried
    "accepts",
    "defaults",
    "down-with-rows",
    "enum-labels",
    "examples",
    "fk-actions",
    "generated",
    "null-hole",
    "rejects",
    "shadowed",
    "touches-updated-at",
    "type-limits",
    "undecided",
    "unreachable-label",
    "unsatisfiable",
    "up-with-rows",
    "vacuous",
)


def observed(question: Question) -> Observed:
    """Return what rows showed; `Blocked` where none were put there."""
    question.complete()
    found = question.record.observed
    if found is None:
        raise Blocked("statement-timeout", question.record.unobserved or "no rows were tried")
    return found


def evidence(question: Question) -> Iterator[tuple[Evidence, Part | None]]:
    """Yield what rows showed of each object that the file defined last; those without a place are the last file's."""
    last = question.chain.migrations[-1].up
    found = observed(question)
    parts = _parts(question)
    for each in found.evidence():
        part = parts.get(each.about) or parts.get(str(each.table))
        path = part.path if part is not None and part.path else last.path
        if path == question.script.path:
            yield each, part


def _parts(question: Question) -> dict[str, Part]:
    schema = question.record.schema
    assert schema is not None
    return {str(part): part for part in schema.parts()}


def broken(question: Question, rule: str, want: Callable[[Tried], str], mend: str) -> Iterator[Finding]:
    """Yield a finding for each verdict of a rule's witnesses that is not what was declared."""
    for each, part in evidence(question):
        for tried in each.tried:
            if tried.witness.rule == rule and tried.decided and not tried.holds:
                yield question.finding(
                    part.line if part else None,
                    each.about,
                    have=f"{tried.witness.told}: {said(tried)}",
                    want=want(tried),
                    mend=mend,
                    try_sql=tried.script(),
                    path=part.path if part and part.path else None,
                )


def revealed(question: Question, rule: str, want: str, mend: str) -> Iterator[Finding]:
    """Yield a finding for each certainty that a rule is about."""
    for each, part in evidence(question):
        seen: set[str] = set()
        for note in each.notes:
            if note.reveals == rule and note.told not in seen:
                seen.add(note.told)
                yield question.finding(
                    part.line if part else None, each.about, have=note.told, want=want, mend=mend, path=_path(part)
                )


def _path(part: Part | None) -> str | None:
    return part.path if part is not None else None


def said(tried: Tried) -> str:
    """Return what the server said, in words."""
    if tried.discarded:
        return "taken without an error, and not stored"
    if tried.verdict.accepted:
        return "accepted"
    when = ", at the end of the transaction" if tried.verdict.deferred else ""
    return f"{tried.verdict}{when}: {tried.verdict.message}"


def declared(tried: Tried) -> str:
    """Return what was declared that the server should say, in words."""
    witness = tried.witness
    if not witness.sqlstates:
        return "accepted: it breaks nothing that is declared"
    named = witness.constraint or witness.column
    when = {None: "", True: ", at the end of the transaction", False: ", at the end of the statement"}[witness.deferred]
    return f"{' or '.join(witness.sqlstates)}{f' by {named}' if named else ''}{when}"
