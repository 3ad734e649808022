"""`still-needed`: nothing is dropped while something else depends on it."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.static.refusals import refused
from harness.static.rule import Asked, rule


@rule(
    "still-needed",
    on="script",
    stands_in_for=("up-applies", "down-restores"),
    asks="Does nothing depend on what the file drops?",
    matters="PostgreSQL refuses to drop a type that a column has, or a table that a view reads or a foreign key"
    " references. CASCADE would take those along, unasked.",
    mend="Drop what depends on it first.",
)
def still_needed(asked: Asked) -> Iterator[Finding]:
    for failed, _ in refused(asked, "needed"):
        yield asked.finding(
            failed.line,
            failed.message.rpartition(" depends on ")[2].removeprefix("table "),
            have=failed.message,
            want="a drop of what nothing depends on",
            mend="drop what depends on it first",
        )
