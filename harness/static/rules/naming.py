"""`naming`: constraints, indexes, triggers and policies are called as the settings have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from harness.finding import Finding, Severity
from harness.schema import (
    Check,
    Constraint,
    Exclusion,
    ForeignKey,
    Index,
    Part,
    Policy,
    PrimaryKey,
    Schema,
    Table,
    Trigger,
    Unique,
    quoted,
)
from harness.static.options import is_told, naming
from harness.static.rule import Asked, rule

_MOST = 63  # bytes of a name
_CONSTRAINTS: dict[type[Constraint], str] = {
    PrimaryKey: "pk",
    ForeignKey: "fk",
    Unique: "uq",
    Check: "ck",
    Exclusion: "ex",
}


@dataclass(frozen=True, slots=True)
class _Named:
    """One part whose name is asked about: the kinds whose pattern it may follow, and what the pattern can speak of."""

    part: Part
    name: str
    table: Table
    kinds: tuple[str, ...]
    columns: tuple[str, ...] | None = None
    references: str = ""

    def rename(self, new: str) -> str:
        """Return the statement that gives the part another name."""
        old, new = quoted(self.name), quoted(new)
        if isinstance(self.part, Index):
            return f"alter index {self.part.name} rename to {new};"
        if isinstance(self.part, Constraint):
            return f"alter table {self.table.name} rename constraint {old} to {new};"
        return f"alter {self.part.kind} {old} on {self.table.name} rename to {new};"


@rule(
    "naming",
    on="up",
    severity=Severity.INFO,
    wanted=lambda settings: is_told(settings, "naming"),
    asks="Follow the names of constraints, indexes, triggers and policies `[tool.harness.rules.naming]`?",
    matters="A name that follows a pattern says in an error message what was violated, and a later migration can drop"
    " or change the object without looking its name up.",
    mend="Name it in its statement, or rename it.",
)
def names_follow(asked: Asked) -> Iterator[Finding]:
    patterns = naming(asked.reading.settings)
    for each in _named(asked.reading.schema):
        wanted = [_expected(patterns[kind], each) for kind in each.kinds if kind in patterns]
        if each.part.path != asked.script.path or not wanted or any(_follows(each.name, name) for name in wanted):
            continue
        yield asked.finding(
            each.part.line,
            each.part,
            have=f"{each.part.kind} {quoted(each.name)}",
            want=f"a name like {' or '.join(wanted)}",
            mend="name it so in its statement, or rename it" if "*" in wanted[0] else each.rename(wanted[0]),
        )


def _named(schema: Schema) -> Iterator[_Named]:
    for table in schema.tables:
        for constraint in table.constraints:
            kind = _CONSTRAINTS.get(type(constraint))
            if kind and not constraint.inherited:
                columns = getattr(constraint, "columns", ())
                references = constraint.references.name if isinstance(constraint, ForeignKey) else ""
                yield _Named(constraint, constraint.name, table, (kind,), columns, references)
        for index in table.indexes:
            if index.constraint is None and index.parent is None:
                plain = tuple(column for column in index.columns if column)
                columns = plain if len(plain) == len(index.columns) else None
                kinds = ("idx", "uq") if index.unique else ("idx",)
                yield _Named(index, index.name.name, table, kinds, columns)
        for part, kind in (*((each, "trg") for each in table.triggers), *((each, "pol") for each in table.policies)):
            assert isinstance(part, Trigger | Policy)
            yield _Named(part, part.name, table, (kind,))


def _expected(pattern: str, each: _Named) -> str:
    """Return the name that a part should have; `*` stands for any text."""
    columns = "*" if each.columns is None else "_".join(each.columns)
    values = {"table": each.table.name.name, "columns": columns, "references": each.references}
    name = re.sub(r"\{(\w+)\}", lambda found: values[found[1]], pattern)
    if len(name.encode()) > _MOST:  # nobody can follow it to the letter: what is cut, and how, is the author's choice
        values["columns"] = values["references"] = "*"
        name = re.sub(r"\{(\w+)\}", lambda found: values[found[1]], pattern)
    return name


def _follows(name: str, expected: str) -> bool:
    pattern = ".+".join(re.escape(piece) for piece in expected.split("*"))
    return re.fullmatch(pattern, name) is not None
