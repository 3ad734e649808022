"""A statement that failed when it was run again, written so that it can be: as `static.guards` does it."""

from __future__ import annotations

from harness.live.apply import Failure
from harness.static import guards


def guarded(failure: Failure) -> str:
    """Return the failed statement with its guard; advice in words where no guard of one or two words serves."""
    return guards.guarded(failure.statement.text, failure.sqlstate, failure.message)
