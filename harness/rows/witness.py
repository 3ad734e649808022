"""What a witness is: a statement made to show one thing about one object, and what the server should say to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from harness.schema import Check, Constraint, Exclusion, ForeignKey, Name, NotNull, PrimaryKey, Unique

Rule = Literal[
    "accepts",
    "examples",
    "rejects",
    "fk-actions",
    "enum-labels",
    "type-limits",
    "defaults",
    "generated",
    "touches-updated-at",
]


@dataclass(frozen=True, slots=True)
class Witness:
    """A statement, those that prepare it, and the verdict that what was declared asks for.

    `table` is the one that the row is put into, `about` the object that it is made for, of `kind`; `told` says in words
    what is special about it. Without `sqlstates` it must be accepted; else rejected with one of them, by the constraint
    `constraint` (or the column `column`, where the state names one). `instead` are constraints that may answer before
    it because no row breaks it alone. `deferred` says whether it must answer at the end of the transaction rather than
    of the statement; None where that is not asked.
    """

    rule: Rule
    table: Name
    about: str
    kind: str
    told: str
    asked: str
    given: tuple[str, ...] = ()
    sqlstates: tuple[str, ...] = ()
    constraint: str | None = None
    column: str | None = None
    instead: tuple[str, ...] = ()
    deferred: bool | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What no statement could be made for: why that is certain (`proven`), or that it is not (undecided).

    `reveals` is the rule that the certainty makes a finding of, if any.
    """

    table: Name
    about: str
    kind: str
    told: str
    proven: bool
    reveals: str | None = None


Made = Iterator[Witness | Note]
KINDS: Mapping[type[Constraint], str] = {
    PrimaryKey: "primary key",
    Unique: "unique",
    Check: "check",
    ForeignKey: "foreign key",
    Exclusion: "exclusion",
    NotNull: "not null",
}
