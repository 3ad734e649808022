"""`enum-labels`: every enum has the labels that the settings list, in that order."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.schema import Enum, Schema
from harness.static.options import enum_labels, is_told
from harness.static.rule import Asked, rule


@rule(
    "enum-labels",
    on="up",
    wanted=lambda settings: is_told(settings, "enum-labels"),
    asks="Has every enum the labels that `[tool.harness.rules.enum-labels]` lists, in that order, and does a server"
    " take them in every column, and nothing else?",
    matters="Programs and partners hold such lists too. A label that one side lacks, or an order that sorts otherwise,"
    " shows when the first row arrives.",
    mend="Add the label with ALTER TYPE … ADD VALUE, or correct the list.",
)
def labels_are_as_listed(asked: Asked) -> Iterator[Finding]:
    reading = asked.reading
    last = reading.chain.migrations[-1].up
    for name, wanted in enum_labels(reading.settings).items():
        enum = _enum(reading.schema, name)
        if enum is None:
            if asked.script is last:
                labels = ", ".join(_literal(label) for label in wanted)
                yield asked.finding(
                    None,
                    f"type {name}",
                    have="no statement makes it",
                    want=f"({', '.join(wanted)})",
                    mend=f"create type {name} as enum ({labels});",
                )
        elif enum.labels != wanted:
            place = _last_place(asked, enum)
            if place[0] == asked.script.path:
                yield asked.finding(
                    place[1],
                    enum,
                    have=f"({', '.join(enum.labels)})",
                    want=f"({', '.join(wanted)})",
                    mend=_mend(enum, wanted),
                )


def _enum(schema: Schema, name: str) -> Enum | None:
    return next((enum for enum in schema.enums if enum.identity == name), None)


def _last_place(asked: Asked, enum: Enum) -> tuple[str, int]:
    """Return where the enum was last changed."""
    places = asked.reading.history.places.get(("type", enum.name, None), [])
    return places[-1] if places else (enum.path or "", enum.line or 1)


def _mend(enum: Enum, wanted: tuple[str, ...]) -> str:
    """Return the statements that add what is lacking, where that is all there is to do."""
    if tuple(label for label in wanted if label in enum.labels) != enum.labels:
        return "PostgreSQL cannot remove or reorder labels: make the type anew, or correct the list in the settings"
    statements = []
    for place, label in enumerate(wanted):
        if label not in enum.labels:
            where = f"after {_literal(wanted[place - 1])}" if place else f"before {_literal(enum.labels[0])}"
            where = "" if label == wanted[-1] and wanted[:-1] == enum.labels else f" {where}"
            statements.append(f"alter type {enum.identity} add value if not exists {_literal(label)}{where};")
    return "\n".join(statements)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
