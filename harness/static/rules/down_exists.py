"""`down-exists`: every up has its down."""

from __future__ import annotations

from harness.static.folder import found_by_reading
from harness.static.rule import rule

rule(
    "down-exists",
    on="up",
    asks="Has the up a down?",
    matters="The moment a rollback is needed is the wrong one to write it.",
    mend="Write the down file; where nothing can be undone, one that says so, and raises.",
)(found_by_reading)
