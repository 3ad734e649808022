"""From a question to its answer: findings that stand, findings that are excused, or why it could not be asked."""

from __future__ import annotations

from dataclasses import dataclass

from harness.chain.statement import Ignore
from harness.finding import Finding, Severity
from harness.settings import Suppression
from harness.static.rule import Asked, Blocked


@dataclass(frozen=True, slots=True)
class Answer:
    """What one rule says of one file; `used` names the suppressions that excused something."""

    rule: str
    path: str
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    used: tuple[str, ...] = ()
    blocked_by: str | None = None
    blocked: str | None = None

    def fails(self, at: Severity) -> bool:
        """Say whether a finding stands at or above the given severity."""
        return any(finding.severity >= at for finding in self.findings)


def answer(question: Asked, suppressions: tuple[Suppression, ...] = ()) -> Answer:
    """Ask the question; sort what it finds by whether somebody has excused it."""
    try:
        found = tuple(question.rule.check(question))
    except Blocked as blocked:
        return Answer(question.rule.id, question.script.path, blocked_by=blocked.cause, blocked=str(blocked))
    standing: list[Finding] = []
    excused: list[Finding] = []
    used: list[str] = []
    for finding in found:
        excuse = _excuse(question, finding, suppressions)
        (excused if excuse else standing).append(finding)
        used.extend([excuse] if excuse else [])
    return Answer(question.rule.id, question.script.path, tuple(standing), tuple(excused), tuple(dict.fromkeys(used)))


def named(ignore: Ignore) -> str:
    """Return the word by which a comment's suppression is known."""
    return f"{ignore.path}:{ignore.line} {ignore.rule}"


def named_in_settings(suppression: Suppression) -> str:
    """Return the word by which a configured suppression is known."""
    parts = [suppression.rule, suppression.file or "", suppression.object or ""]
    return "[[tool.harness.suppress]] " + " ".join(part for part in parts if part)


def _excuse(question: Asked, finding: Finding, suppressions: tuple[Suppression, ...]) -> str | None:
    rules = (finding.rule, *question.rule.stands_in_for)
    for ignore in question.script.ignores:
        if ignore.rule in rules:
            return named(ignore)
    for statement in question.script.statements:
        last = statement.line + statement.text.count("\n")
        if finding.path == statement.path and finding.line is not None and statement.line <= finding.line <= last:
            for ignore in statement.ignores:
                if ignore.rule in rules:
                    return named(ignore)
    for suppression in suppressions:
        fits = suppression.rule in rules
        fits = fits and (suppression.file is None or finding.path.endswith(suppression.file))
        if fits and suppression.object in (None, finding.object):
            return named_in_settings(suppression)
    return None
