"""`stray-file`: every SQL file of the folder belongs to the chain."""

from __future__ import annotations

from harness.finding import Severity
from harness.static.folder import found_by_reading
from harness.static.rule import rule

rule(
    "stray-file",
    on="stray",
    severity=Severity.WARNING,
    asks="Does the file belong to the chain?",
    matters="A file whose name is misspelt is never applied, and nothing says so.",
    mend="Name it as the layout does, name it under `seed` or `setup`, or move it out of the folder.",
)(found_by_reading)
