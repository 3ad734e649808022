"""What a run answered, gathered from pytest's reports in the controlling process, and the exit code it adds up to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import pytest

from harness.answer import Answer
from harness.chain.statement import Chain
from harness.finding import Finding, Severity
from harness.rules import RULES


class Exit(IntEnum):
    """0: all answered, nothing stands. 1: a finding stands. 2: a question could not be asked or answered."""

    HOLDS = 0
    STANDS = 1
    UNANSWERED = 2


@dataclass
class Results:
    """A pytest plugin that only listens."""

    fail_on: Severity
    answers: list[Answer] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.errors.append(str(report.longrepr))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        given = [value for name, value in report.user_properties if name == "harness"]
        if report.when == "call" and given:
            self._take(answer_from(json.loads(str(given[-1]))))
        elif report.failed:
            self.failed += 1
            self.errors.append(f"{report.nodeid}\n{report.longreprtext}")

    def _take(self, answer: Answer) -> None:
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
        """The questions that were blocked by something that no finding, standing or excused, speaks of."""
        spoken = {finding.rule for answer in self.answers for finding in (*answer.findings, *answer.suppressed)}
        return [answer for answer in self.answers if answer.blocked is not None and answer.blocked_by not in spoken]

    def exit(self, status: int) -> Exit:
        """Return our exit code for pytest's `status`."""
        usual = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
        if self.errors or status not in usual or not self.answers:
            return Exit.UNANSWERED
        if any(answer.fails(self.fail_on) for answer in self.answers):
            return Exit.STANDS
        return Exit.UNANSWERED if self.unexplained else Exit.HOLDS


def answer_from(data: dict[str, Any]) -> Answer:
    """Return the answer that `dataclasses.asdict` and JSON made plain."""
    lists = {name: tuple(_finding(item) for item in data[name]) for name in ("findings", "suppressed")}
    return Answer(**{**data, **lists, "used": tuple(data["used"])})


def _finding(data: dict[str, Any]) -> Finding:
    return Finding(**{**data, "severity": Severity(data["severity"])})


def unused_suppressions(chain: Chain, answers: list[Answer]) -> Iterator[tuple[str, int, str]]:
    """Yield path, line and rule of each comment that excuses nothing; of rules that exist, those asked of the file."""
    used = {name for answer in answers for name in answer.used}
    asked = {(answer.path, answer.rule) for answer in answers}
    for script in chain.scripts:
        ignores = [*script.ignores, *(ignore for statement in script.statements for ignore in statement.ignores)]
        for ignore in ignores:
            name = f"{ignore.path}:{ignore.line} {ignore.rule}"
            if name not in used and ((script.path, ignore.rule) in asked or ignore.rule not in RULES):
                yield ignore.path, ignore.line, ignore.rule
