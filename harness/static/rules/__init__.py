"""Every rule that needs no server, by importing the module that registers it; one rule, one file."""

from __future__ import annotations

from harness.static.rule import RULES
from harness.static.rules import (
    declared_twice,
    directive,
    down_drops_all,
    down_exists,
    dropped_but_never_made,
    duplicate_version,
    empty_file,
    enum_labels,
    fk_index,
    guard,
    naming,
    not_understood,
    not_yet_there,
    still_needed,
    stray_file,
    version_gap,
)

__all__ = [
    "RULES",
    "declared_twice",
    "directive",
    "down_drops_all",
    "down_exists",
    "dropped_but_never_made",
    "duplicate_version",
    "empty_file",
    "enum_labels",
    "fk_index",
    "guard",
    "naming",
    "not_understood",
    "not_yet_there",
    "still_needed",
    "stray_file",
    "version_gap",
]
