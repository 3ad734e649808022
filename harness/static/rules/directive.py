"""`directive`: every `-- harness:` comment says something the harness understands."""

from __future__ import annotations

from harness.finding import Severity
from harness.static.folder import found_by_reading
from harness.static.rule import rule

rule(
    "directive",
    on="script",
    applies=lambda chain, script: ("directive", script.path) in chain.found,
    severity=Severity.ERROR,
    asks="Does every `-- harness:` comment of the file say something that is understood?",
    matters="A suppression with a typing error suppresses nothing, or not what its author meant; without a reason"
    " nobody can judge it later.",
    mend="Write `-- harness: ignore[rule] because reason` or `-- harness: no-transaction`.",
)(found_by_reading)
