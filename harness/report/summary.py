"""What a run answered, however it was asked, and the exit code it adds up to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from harness.answer import Answer
from harness.chain.statement import Chain
from harness.finding import Finding, Severity
from harness.static.known import known_rules


class Exit(IntEnum):
    """0: all answered, nothing stands. 1: a finding stands. 2: a question could not be asked or answered."""

    HOLDS = 0
    STANDS = 1
    UNANSWERED = 2


@dataclass
class Summary:
    """Answers, counted as they come."""

    fail_on: Severity
    answers: list[Answer] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def take(self, answer: Answer) -> None:
        """Count one answer."""
        self.answers.append(answer)
        if answer.fails(self.fail_on):
            self.failed += 1
        elif answer.blocked is not None:
            self.skipped += 1
        else:
            self.passed += 1

    @property
    def findings(self) -> list[Finding]:
        """Every finding that nobody has excused, in the order of files and lines, the gravest first on a line."""
        found = [finding for answer in self.answers for finding in answer.findings]
        return sorted(found, key=lambda finding: (finding.path, finding.line or 0, -finding.severity, finding.rule))

    @property
    def unexplained(self) -> list[Answer]:
        """The questions that were blocked by something that no finding, standing or excused, speaks of.

        That a statement is not understood is told by the count of those that are; who wants a finding asks for it.
        """
        spoken = {finding.rule for answer in self.answers for finding in (*answer.findings, *answer.suppressed)}
        spoken.add("not-understood")
        return [answer for answer in self.answers if answer.blocked is not None and answer.blocked_by not in spoken]

    @property
    def code(self) -> Exit:
        """The exit code that the answers add up to."""
        if self.errors or not self.answers:
            return Exit.UNANSWERED
        if any(answer.fails(self.fail_on) for answer in self.answers):
            return Exit.STANDS
        return Exit.UNANSWERED if self.unexplained else Exit.HOLDS


def unused_suppressions(chain: Chain, answers: list[Answer]) -> Iterator[tuple[str, int, str]]:
    """Yield path, line and rule of each comment that excuses nothing; of rules that exist, those asked of the file."""
    used = {name for answer in answers for name in answer.used}
    asked = {(answer.path, answer.rule) for answer in answers}
    for script in chain.scripts:
        ignores = [*script.ignores, *(ignore for statement in script.statements for ignore in statement.ignores)]
        for ignore in ignores:
            name = f"{ignore.path}:{ignore.line} {ignore.rule}"
            if name not in used and ((script.path, ignore.rule) in asked or ignore.rule not in known_rules()):
                yield ignore.path, ignore.line, ignore.rule
