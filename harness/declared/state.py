"""What the statements read so far add up to: a mutable world of objects, cheap to copy, from which a `Schema` is made.

Dictionaries hold frozen records, and tables, which are copied before they are changed; a copy of the dictionaries is
therefore a savepoint.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from harness.declared.kept import Kept
from harness.declared.objects import (
    Address,
    CommentState,
    CompositeState,
    ExtensionState,
    FunctionState,
    GrantState,
    OtherState,
    Place,
    SequenceState,
    TableState,
    TypeState,
)
from harness.declared.record import Record
from harness.schema import Name

_MAPS = (
    "namespaces",
    "tables",
    "indexes",
    "sequences",
    "types",
    "functions",
    "extensions",
    "others",
    "comments",
    "grants",
    "settings",
    "depends",
)


class Touched(Record, frozen=True):
    """What one statement touched of what has a history, as it was before or as it is after."""

    tables: dict[Name, TableState]
    sequences: dict[Name, SequenceState]
    types: dict[Name, TypeState]
    functions: dict[tuple[Name, str], FunctionState]
    edited: set[Name]


@dataclass
class State:
    """Everything in the database, by name."""

    namespaces: Kept[str, tuple[str, Place | None]] = field(default_factory=Kept)
    tables: Kept[Name, TableState] = field(default_factory=Kept)
    indexes: Kept[Name, Name] = field(default_factory=Kept)  # → the table
    sequences: Kept[Name, SequenceState] = field(default_factory=Kept)
    types: Kept[Name, TypeState] = field(default_factory=Kept)
    functions: Kept[tuple[Name, str], FunctionState] = field(default_factory=Kept)
    extensions: Kept[str, ExtensionState] = field(default_factory=Kept)
    others: Kept[tuple[str, str], OtherState] = field(default_factory=Kept)
    comments: Kept[Address, CommentState] = field(default_factory=Kept)
    grants: Kept[Address, GrantState] = field(default_factory=Kept)
    settings: Kept[str, Any] = field(default_factory=Kept)
    depends: Kept[tuple[str, Name, str], frozenset[str]] = field(default_factory=Kept)  # on extensions, by hand
    temporary: frozenset[str] = frozenset()
    until_commit: frozenset[str] = frozenset()
    edited: set[Name] = field(default_factory=set)  # the tables that the statement has touched
    # Names that have ever been told: looked through before all tables are, so that a statement costs what it changes.
    heirs: dict[Name, None] = field(default_factory=dict)
    readers: dict[Name, None] = field(default_factory=dict)
    constraint_names: set[tuple[str, str]] = field(default_factory=set)

    def copied(self) -> State:
        """Return a savepoint."""
        made = copy(self)
        for name in _MAPS:
            setattr(made, name, Kept(getattr(self, name)))
        made.edited = set(self.edited)
        return made

    def begin(self) -> None:
        """Begin a statement, which can be taken back."""
        for name in _MAPS:
            getattr(self, name).begin()
        self.edited = set()
        self._session = self.temporary, self.until_commit

    def revert(self) -> None:
        """Take the statement back."""
        for name in _MAPS:
            getattr(self, name).revert()
        self.edited = set()
        self.temporary, self.until_commit = self._session

    def end(self) -> None:
        """Remember the names that the statement has told."""
        for name in self.edited:
            table = self.tables.get(name)
            if table is None:
                continue
            if table.parents:
                self.heirs[name] = None
            if table.reads:
                self.readers[name] = None
            self.constraint_names.update((name.namespace, constraint) for constraint in table.constraints)

    def touched(self) -> tuple[Touched, Touched]:
        """Return what the statement has touched, as it was before and as it is now."""
        tables, sequences, types, functions = self.tables, self.sequences, self.types, self.functions
        was = Touched(tables.before(), sequences.before(), types.before(), functions.before(), self.edited)
        return was, Touched(tables.after(), sequences.after(), types.after(), functions.after(), self.edited)

    def edit(self, name: Name) -> TableState:
        """Return the table of that name, safe to change."""
        table = self.tables[name] = self.tables[name].copied()
        self.edited.add(name)
        return table

    def relation_taken(self, name: Name) -> bool:
        """Say whether pg_class has the name: tables, views, indexes, sequences and composite types share one space."""
        return (
            name in self.tables
            or name in self.indexes
            or name in self.sequences
            or isinstance(self.types.get(name), CompositeState)
        )

    def constraint_taken(self, namespace: str, name: str) -> bool:
        """Say whether a constraint of a table in the namespace has the name."""
        told = (namespace, name) in self.constraint_names
        tables = self.tables if told else [each for each in self.edited if each in self.tables]
        return any(name in self.tables[each].constraints for each in tables if each.namespace == namespace)

    def children(self, name: Name) -> list[Name]:
        """Return the tables that inherit from a table directly, partitions included."""
        return [each for each in self._told(self.heirs) if name in self.tables[each].parents]

    def reading(self, name: Name) -> list[Name]:
        """Return the views that read a table or view directly."""
        return [each for each in self._told(self.readers) if name in self.tables[each].reads]

    def _told(self, names: dict[Name, None]) -> Iterator[Name]:
        """Yield the names among these, and among what the statement has touched, that stand."""
        for name in (*names, *sorted(self.edited - names.keys())):
            if name in self.tables:
                yield name
