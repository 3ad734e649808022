"""The variables of a running block, frame within frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from harness.declared.block.code import Sql
from harness.declared.block.errors import SqlError
from harness.declared.block.scope import MISSING
from harness.declared.block.values import Row, Unknown

UNASSIGNED = Unknown("a record that is not assigned yet")  # the very object


@dataclass(slots=True)
class Variable:
    """A variable: its value, and its type as written."""

    value: object
    type: str
    query: Sql | None = None  # of a cursor
    not_null: bool = False

    @property
    def is_composite(self) -> bool:
        return self.type == "record" or self.type.endswith("%rowtype")


@dataclass(slots=True)
class Frame:
    """The variables of one block under its label."""

    label: str | None = None
    variables: dict[str, Variable] = field(default_factory=dict)
    prefers_column: bool | None = None


class Frames:
    """The frames of the blocks that are running, innermost last."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []

    def prefers_column(self) -> bool | None:
        return self.frames[0].prefers_column if self.frames else None

    def find(self, names: tuple[str, ...]) -> object:
        """Return the value of a variable or of a field of it; `MISSING` where there is no such variable."""
        found = self.locate(names)
        if found is None:
            return MISSING
        variable, fields = found
        if variable.value is UNASSIGNED:
            raise SqlError("object_not_in_prerequisite_state", f'record "{names[0]}" is not assigned yet')
        value = variable.value
        for name in fields:
            if isinstance(value, Row):
                value = value.get_column(name)
            elif value is not None:
                return Unknown(value.reason if isinstance(value, Unknown) else f"field {name} of a composite value")
        return value

    def locate(self, names: tuple[str, ...]) -> tuple[Variable, tuple[str, ...]] | None:
        """Return the variable that a name means, and the fields of it that the rest of the name means."""
        for frame in reversed(self.frames):
            if names[0] in frame.variables and len(names) <= 3:  # noqa: PLR2004  # variable.field.field
                return frame.variables[names[0]], names[1:]
            if frame.label == names[0] and len(names) > 1 and names[1] in frame.variables:
                return frame.variables[names[1]], names[2:]
        return None

    def all(self) -> Iterator[Variable]:
        for frame in self.frames:
            yield from frame.variables.values()
