"""What the reader's many small records are made of."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

__all__ = ["Record", "replace"]


class Record(Struct, frozen=True):
    """A frozen record, equal to another of its kind with equal fields."""
