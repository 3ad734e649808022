"""Which objects a file was the last to define: tables and views with all that hangs on them, and what stands alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harness.chain.statement import Migration
from harness.declared.objects import Address, DomainState, EnumState
from harness.declared.state import State
from harness.schema import Name, Part, View
from harness.static.reading import Reading

_ENDS = frozenset({"dropped", "renamed to"})


def defined_by(reading: Reading, migration: Migration) -> Mapping[str, int]:
    """Return the objects that stand after a version and that its up shaped, with the line that did so last.

    Named as `owner` names them, in the order of those lines.
    """
    state = reading.versions[migration.up.path].after.context.state
    found: dict[str, int] = {}
    for address, line in _shaped(reading, migration.up.path):
        name = _standing(state, address)
        if name is not None:
            found[name] = max(line, found.get(name, 0))
    return dict(sorted(found.items(), key=lambda item: item[1]))


def owner(part: Part) -> str:
    """Return the name of the object that a part hangs on, or is: a relation's own, any other's with its kind."""
    table = getattr(part, "table", None)
    if isinstance(table, Name):
        return str(table)
    return str(part.name) if isinstance(part, View) else str(part)


def _shaped(reading: Reading, path: str) -> Iterator[tuple[Address, int]]:
    for address, events in reading.history_of(path).items():
        for event in events:
            if event.verb not in _ENDS:
                yield address, event.place[1]


def _standing(state: State, address: Address) -> str | None:
    """Return how an object of the history is named, where it still stands; None where nothing asks about it alone."""
    kind, name, part = address
    if kind == "index":
        table = state.indexes.get(name)
        return str(table) if table is not None else None
    if kind == "sequence":
        return f"sequence {name}" if name in state.sequences else None
    if kind == "type":
        words = {EnumState: "type", DomainState: "domain"}
        word = words.get(type(state.types.get(name)))  # type: ignore[arg-type] # None is no key
        return f"{word} {name}" if word else None
    if kind == "function":
        return f"function {name}({part})" if (name, part) in state.functions else None
    return str(name) if name in state.tables else None
