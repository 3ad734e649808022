"""What an action of ALTER TABLE is for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harness.declared.fold.context import Context
from harness.declared.record import Record
from harness.schema import Name


class Target(Record, frozen=True):
    """The table that an action changes; `only`: those that inherit from it stay as they are."""

    name: Name
    only: bool = False


Action = Callable[[Context, Target, Any], None]
