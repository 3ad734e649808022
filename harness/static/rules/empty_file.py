"""`empty-file`: every up holds a statement."""

from __future__ import annotations

from harness.finding import Severity
from harness.static.folder import found_by_reading
from harness.static.rule import rule

rule(
    "empty-file",
    on="folder",
    severity=Severity.WARNING,
    asks="Holds the up a statement?",
    matters="An empty migration applies, reruns and reverses without an error, and proves nothing: its statements were"
    " lost in a merge, or commented out for a moment.",
    mend="Write what the version is for, or remove the file.",
)(found_by_reading)
