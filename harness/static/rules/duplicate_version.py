"""`duplicate-version`: no two migrations of a folder share a version."""

from __future__ import annotations

from harness.finding import Severity
from harness.static.folder import found_by_reading
from harness.static.rule import rule

rule(
    "duplicate-version",
    on="folder",
    severity=Severity.ERROR,
    asks="Has the migration a version of its own?",
    matters="Two files of one version run in an order that nobody chose, and a tool with a ledger runs only one of"
    " them.",
    mend="Give the later file the next free version.",
)(found_by_reading)
