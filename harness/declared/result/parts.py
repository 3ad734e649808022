"""What every part of a schema takes over: where it was made, and its order among the others."""

from __future__ import annotations

from typing import Any

from harness.declared.objects import Place


def at(place: Place | None) -> dict[str, Any]:
    return {"path": place[0], "line": place[1]} if place and place[1] else {}


def in_order(parts: Any) -> tuple[Any, ...]:
    return tuple(sorted(parts, key=lambda part: part.key))
