"""Which statements shaped an object, in order."""

from __future__ import annotations

from collections.abc import Iterator

from harness.declared.state import Address, Place, State
from harness.schema import Name

_CHILDREN = {
    "columns": "column",
    "constraints": "constraint",
    "indexes": "index",
    "triggers": "trigger",
    "policies": "policy",
    "rules": "rule",
}


class History:
    """The places of the statements that made or changed each object; a name keeps its history after a DROP."""

    def __init__(self) -> None:
        self.places: dict[Address, list[Place]] = {}

    def record(self, before: State, after: State, place: Place) -> None:
        """Note that the statement at `place` turned one state into the other."""
        for address in _changed(before, after):
            known = self.places.setdefault(address, [])
            if not known or known[-1] != place:
                known.append(place)


def _changed(before: State, after: State) -> Iterator[Address]:
    for name in after.edited:
        old, new = before.tables.get(name), after.tables.get(name)
        if new is not old:
            yield "table", name, None
        for field, kind in _CHILDREN.items():
            was, now = getattr(old, field, {}), getattr(new, field, {})
            for key in {**was, **now}:
                if was.get(key) is not now.get(key):
                    yield _child(kind, name, key)
    for kind in ("sequences", "types", "functions"):
        was, now = getattr(before, kind), getattr(after, kind)
        if was != now:
            for key in {**was, **now}:
                if was.get(key) is not now.get(key):
                    yield (kind.removesuffix("s"), *key) if isinstance(key, tuple) else (kind.removesuffix("s"), key, None)


def _child(kind: str, table: Name, key: str) -> Address:
    return ("index", Name(table.namespace, key), None) if kind == "index" else (kind, table, key)
