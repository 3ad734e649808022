"""What the harness says when something does not hold: one shape for findings and for errors.

A rule yields a `Finding`; a question that could not be asked at all (no server, unreadable file, bad
configuration) raises a `HarnessError` with a finding inside, so that every message, wherever it comes from,
says what, where, and the mend.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Severity(IntEnum):
    """How much a finding weighs; ordered, so that `--fail-on` is a comparison."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()

    @classmethod
    def parse(cls, word: str) -> Severity:
        """Return the severity that `word` names; raise `ValueError` for any other word."""
        for severity in cls:
            if word == str(severity):
                return severity
        raise ValueError(f"{word!r} is not a severity: use one of {', '.join(str(severity) for severity in cls)}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer that does not hold: where, what is there, what should be, and how to mend it.

    `path` is shown as the user named it (relative, forward slashes); `line` is 1-based; `object` is named as
    PostgreSQL names it (`orders.customer_id`, `type order_status`); `try_sql` can be pasted into psql.
    """

    rule: str
    severity: Severity
    path: str
    line: int | None
    object: str
    have: str
    want: str
    mend: str
    try_sql: str | None = None

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        rows = [("have", self.have), ("want", self.want), ("mend", self.mend)]
        if self.try_sql:
            rows.append(("try", self.try_sql))
        head = "  ".join(part for part in (place, self.object, f"[{self.rule}]") if part)
        return "\n".join([head, *(f"  {f'{label}:':<6}{_indented(text)}" for label, text in rows)])

    def to_json(self) -> dict[str, Any]:
        """Return the finding as format 1 of the JSON report has it."""
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "path": self.path,
            "line": self.line,
            "object": self.object,
            "have": self.have,
            "want": self.want,
            "mend": self.mend,
            "try": self.try_sql,
        }


def _indented(text: str) -> str:
    return text.strip().replace("\n", "\n" + " " * 8)


class HarnessError(Exception):
    """A question that could not be asked or answered: exit 2, never a red or green verdict.

    Subclasses set `rule`, the word in brackets that names the kind of error in every report.
    """

    rule = "error"

    def __init__(
        self, have: str, *, want: str = "", mend: str, path: str = "", line: int | None = None, about: str = ""
    ) -> None:
        self.finding = Finding(self.rule, Severity.ERROR, path, line, about, have, want, mend)
        super().__init__(have)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.finding)

    def __str__(self) -> str:
        found = self.finding
        place = f"{found.path}:{found.line}: " if found.line else f"{found.path}: " if found.path else ""
        return f"{place}{found.have}\n  mend: {_indented(found.mend)}"


def _rebuilt(kind: type[HarnessError], found: Finding) -> HarnessError:
    """Make an error anew in the process that unpickles it."""
    return kind(found.have, want=found.want, mend=found.mend, path=found.path, line=found.line, about=found.object)


class UsageError(HarnessError):
    """An option or a configuration value that cannot be used."""

    rule = "usage"


class FileError(HarnessError):
    """A file or folder that cannot be read as SQL."""

    rule = "unreadable-file"


class ServerError(HarnessError):
    """A PostgreSQL that cannot be started, reached or used."""

    rule = "server"
