"""`harness blame`: the statements that shaped an object, in order, those from before a rename with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from harness.chain.statement import Statement
from harness.commands.common import chain_for, folder_for, refuse_unwritable, say, settings_for, write_json
from harness.declared.history import Event
from harness.declared.objects import Address
from harness.report.lines import Line
from harness.schema import quoted
from harness.static.named import find_address, words_of
from harness.static.reading import Reading

_STYLES = {"made": "bold green", "dropped": "bold red"}
_LONGEST = 100


def blame(words: Sequence[str], form: str, output: str | None) -> None:
    """Say which statements shaped what the words mean; raise `HarnessError` for what the chain never made."""
    called, path = words_of(words, path_first=False)
    assert called is not None
    settings = settings_for(path, {})
    folder = folder_for(path, settings)
    refuse_unwritable(output)
    reading = Reading(chain_for(Path(folder).resolve(), settings), settings)
    history = reading.history
    address = find_address(history.events, called)
    events = history.of(address)
    if form == "json":
        write_json({"format": 1, "path": folder, "events": [_plain(reading, event) for event in events]}, output)
    else:
        say(_lines(reading, events), output)


def _lines(reading: Reading, events: tuple[Event, ...]) -> Iterator[Line]:
    places = [f"{path}:{line}" for path, line in (event.place for event in events)]
    verbs = [_verb(event) for event in events]
    wide, long = max(map(len, places)), max(map(len, verbs))
    for event, place, verb in zip(events, places, verbs, strict=True):
        for count, text in enumerate(_text(reading, event)):
            head = f"{place:<{wide}}  {verb:<{long}}" if not count else " " * (wide + long + 2)
            yield Line(f"{head}  {text}", _STYLES.get(event.verb, ""))


def _verb(event: Event) -> str:
    return f"{event.verb} {_named(event.other)}" if event.other else event.verb


def _named(address: Address) -> str:
    kind, name, part = address
    if kind == "function":
        return f"{name}({part})"
    return f"{name}.{quoted(part)}" if part is not None else str(name)


def _text(reading: Reading, event: Event) -> list[str]:
    """Return the first line of the statement and, where it stands further down, the line that speaks of the object."""
    statement = reading.statement_at(*event.place)
    if statement is None:
        return [""]
    lines = statement.text.splitlines()
    at = event.place[1] - statement.line
    shown = [lines[0]]
    if 0 < at < len(lines):
        shown += ["  …"] if at > 1 else []
        shown.append(lines[at])
    elif len(lines) > 1:
        shown.append(lines[1])
    return [line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…" for line in map(str.rstrip, shown)]


def _plain(reading: Reading, event: Event) -> dict[str, Any]:
    path, line = event.place
    statement: Statement | None = reading.statement_at(path, line)
    other = _named(event.other) if event.other else None
    text = statement.text if statement else None
    return {"path": path, "line": line, "verb": event.verb, "other": other, "statement": text}
