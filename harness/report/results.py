"""What a run answered, gathered from pytest's reports in the controlling process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from harness.answer import Answer
from harness.finding import Finding, Severity
from harness.report.summary import Exit, Summary


@dataclass
class Results(Summary):
    """A pytest plugin that only listens."""

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.errors.append(str(report.longrepr))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        given = [value for name, value in report.user_properties if name == "harness"]
        if report.when == "call" and given:
            self.take(answer_from(json.loads(str(given[-1]))))
        elif report.failed:
            self.failed += 1
            self.errors.append(f"{report.nodeid}\n{report.longreprtext}")

    def exit(self, status: int) -> Exit:
        """Return our exit code for pytest's `status`."""
        usual = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
        return self.code if status in usual else Exit.UNANSWERED


def answer_from(data: dict[str, Any]) -> Answer:
    """Return the answer that `dataclasses.asdict` and JSON made plain."""
    lists = {name: tuple(_finding(item) for item in data[name]) for name in ("findings", "suppressed")}
    return Answer(**{**data, **lists, "used": tuple(data["used"])})


def _finding(data: dict[str, Any]) -> Finding:
    return Finding(**{**data, "severity": Severity(data["severity"])})
