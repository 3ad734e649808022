"""Which statements shaped an object, in order; a rename leads from the one name to the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import is_
from typing import Any, Literal

from harness.declared.objects import Address, Place, TableState
from harness.declared.record import Record
from harness.declared.state import State, Touched
from harness.schema import Name

Verb = Literal["made", "changed", "dropped", "renamed to", "renamed from"]

_CHILDREN = {
    "columns": "column",
    "constraints": "constraint",
    "indexes": "index",
    "triggers": "trigger",
    "policies": "policy",
    "rules": "rule",
}
_BY_THEMSELVES = {"sequences": "sequence", "types": "type", "functions": "function"}


class Event(Record, frozen=True):
    """What one statement did to what had a name then; `other` is the name that a rename gave or took."""

    place: Place
    verb: Verb
    other: Address | None = None


class History:
    """What happened to whatever had a name, by that name; a name keeps its events after a DROP."""

    def __init__(self) -> None:
        self.events: dict[Address, list[Event]] = {}

    @property
    def places(self) -> dict[Address, list[Place]]:
        """The places of the statements that shaped each object, those from before a rename with it."""
        return {address: list(dict.fromkeys(event.place for event in self.of(address))) for address in self.events}

    def of(self, address: Address) -> tuple[Event, ...]:
        """Return what happened to a name, and before that to what was given it by a rename."""
        return tuple(self._of(address, len(self.events.get(address, ()))))

    def _of(self, address: Address, count: int) -> Iterator[Event]:
        """Yield the first `count` events of a name, each rename led up to by what happened under the older name."""
        for event in self.events.get(address, ())[:count]:
            if event.verb == "renamed from" and event.other is not None:
                leading = self.events[event.other]
                left = [at for at, other in enumerate(leading) if (other.verb, other.other) == ("renamed to", address)]
                yield from self._of(event.other, next((at for at in left if leading[at].place == event.place), 0))
            yield event

    def record(self, before: State | Touched, after: State | Touched, place: Place) -> None:
        """Note that the statement at `place` turned one state into the other."""
        if not _unchanged(before.tables, after.tables):
            self._record_tables(before, after, place)
        for field, kind in _BY_THEMSELVES.items():
            self._record_map(getattr(before, field), getattr(after, field), kind, (None, None), place)

    def _record_tables(self, before: State | Touched, after: State | Touched, place: Place) -> None:
        moved = dict(_moves(before.tables, after.tables))
        for old, new in moved.items():
            self._rename(("table", old, None), ("table", new, None), place)
        came_from = {new: old for old, new in moved.items()}
        for name in after.edited | (before.tables.keys() - after.tables.keys()):
            if name not in moved:
                old = came_from.get(name, name)
                self._record_table(before.tables.get(old), after.tables.get(name), (old, name), place)

    def _record_table(
        self, old: TableState | None, new: TableState | None, names: tuple[Name, Name], place: Place
    ) -> None:
        if new is not old and names[0] == names[1]:
            self._note(("table", names[1], None), old, new, place)
        for field, kind in _CHILDREN.items():
            self._record_map(getattr(old, field, {}), getattr(new, field, {}), kind, names, place)

    def _record_map(
        self,
        was: Mapping[Any, Any],
        now: Mapping[Any, Any],
        kind: str,
        tables: tuple[Name | None, Name | None],
        place: Place,
    ) -> None:
        """Note how objects of one kind differ; `tables` is the name that their table had, and the one that it has."""
        if (not was and not now) or (tables[0] == tables[1] and _unchanged(was, now)):
            return
        moves = dict(_moves(was, now))
        for key in {**was, **now}:
            old, new = _address(kind, key, tables[0]), _address(kind, moves.get(key, key), tables[1])
            if key in moves or (old != new and key in was and key in now):
                self._rename(old, new, place)
            elif was.get(key) is not now.get(key) and key not in moves.values():
                self._note(new, was.get(key), now.get(key), place)

    def _rename(self, old: Address, new: Address, place: Place) -> None:
        self._append(old, Event(place, "renamed to", new))
        self._append(new, Event(place, "renamed from", old))

    def _note(self, address: Address, was: Any, now: Any, place: Place) -> None:
        """Note what happened to one object; what was made has a place of its own within the statement."""
        if was is None and now is not None:
            own: Place = now.place
            inside = own[0] == place[0] and own[1] >= place[1]
            self._append(address, Event(own if inside else place, "made"))
        else:
            self._append(address, Event(place, "dropped" if now is None else "changed"))

    def _append(self, address: Address, event: Event) -> None:
        known = self.events.setdefault(address, [])
        if not known or known[-1] != event:
            known.append(event)


def _unchanged(was: Mapping[Any, Any], now: Mapping[Any, Any]) -> bool:
    """Say whether two maps hold the very same objects in the same order; no key is hashed, of which there are many."""
    return len(was) == len(now) and all(map(is_, was.values(), now.values()))


def _moves(was: Mapping[Any, Any], now: Mapping[Any, Any]) -> Iterator[tuple[Any, Any]]:
    """Yield what has another name now: what is new and was made where something that is gone was made."""
    gone = [key for key in was if key not in now]
    for new in now:
        if new in was:
            continue
        old = next((key for key in gone if was[key].place == now[new].place), None)
        if old is not None:
            gone.remove(old)
            yield old, new


def _address(kind: str, key: Any, table: Name | None) -> Address:
    if table is None:
        return (kind, key[0], key[1]) if kind == "function" else (kind, key, None)
    return ("index", Name(table.namespace, key), None) if kind == "index" else (kind, table, key)
