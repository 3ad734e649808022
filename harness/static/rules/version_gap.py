"""`version-gap`: versions follow each other without a gap, where the layout counts."""

from __future__ import annotations

from harness.finding import Severity
from harness.static.folder import found_by_reading
from harness.static.rule import rule

rule(
    "version-gap",
    on="folder",
    severity=Severity.WARNING,
    asks="Does the version follow the one before it?",
    matters="A missing number is a file that was never committed, or one that will slip in before files that ran"
    " already.",
    mend="Add the missing file, or renumber the ones that have not run anywhere yet.",
)(found_by_reading)
