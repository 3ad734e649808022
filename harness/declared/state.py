"""What the statements read so far add up to: a mutable world of objects, cheap to copy, from which a `Schema` is made.

Dictionaries hold frozen records, and tables, which are copied before they are changed; a copy of the dictionaries is
therefore a savepoint.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from harness.declared.nodes import (
    Attribute,
    ConstraintDef,
    CreateFunction,
    CreatePolicy,
    CreateTrigger,
    IndexElement,
    Options,
)
from harness.declared.types import TypeRef
from harness.schema import Name, quoted

Place = tuple[str, int]
Address = tuple[str, Name, str | None]  # kind, name, and what stands within or makes it unique


def qualified(name: Name) -> str:
    """Return a name as PostgreSQL prints it where nothing is on the search_path."""
    return f"{quoted(name.namespace)}.{quoted(name.name)}" if name.namespace else quoted(name.name)


@dataclass(frozen=True, slots=True)
class Typed:
    """A type as the catalog knows it: `of` is the type's name where it is not PostgreSQL's own."""

    ref: TypeRef
    of: Name | None = None

    @property
    def text(self) -> str:
        """What `format_type` prints."""
        return self.ref.printed(qualified(self.of) if self.of else None)

    @property
    def key(self) -> str:
        """The same without modifiers: what a function's argument is known by."""
        name = self.ref.name
        if self.ref.own and name.name.startswith("interval "):
            name = replace(name, name="interval")  # its fields are a modifier
        return replace(self.ref, name=name, modifiers=()).printed(qualified(self.of) if self.of else None)


@dataclass(frozen=True, slots=True)
class ColumnState:
    name: str
    type: Typed
    place: Place
    not_null: bool = False
    default: str | None = None
    generated: tuple[str, Literal["stored", "virtual"]] | None = None
    identity: Literal["always", "by default"] | None = None
    collation: str | None = None
    storage: str | None = None
    compression: str | None = None
    statistics: int | None = None
    options: tuple[str, ...] = ()
    local: bool = True
    parents: int = 0  # from how many parents it is inherited


@dataclass(frozen=True, slots=True)
class ConstraintState:
    """A constraint with its names resolved: `said.name` and `said.columns` are always there."""

    said: ConstraintDef
    place: Place
    references: Name | None = None
    reads: tuple[str, ...] = ()
    local: bool = True
    parents: int = 0
    index: str | None = None

    @property
    def name(self) -> str:
        assert self.said.name is not None
        return self.said.name


@dataclass(frozen=True, slots=True)
class IndexState:
    name: str
    elements: tuple[IndexElement, ...]
    place: Place
    method: str = "btree"
    unique: bool = False
    include: tuple[str, ...] = ()
    where: str | None = None
    nulls_not_distinct: bool = False
    options: tuple[str, ...] = ()
    tablespace: str | None = None
    constraint: str | None = None
    clustered: bool = False
    replica_identity: bool = False
    parent: Name | None = None
    only: bool = False
    statistics: tuple[tuple[int, int], ...] = ()
    without_overlaps: bool = False
    valid: bool = True
    written: tuple[str, ...] = ()  # the options in the order in which the server keeps and prints them

    def reads(self, columns: tuple[str, ...]) -> set[str]:
        """Return the columns that the index cannot do without."""
        from harness.declared.expressions import columns_in  # noqa: PLC0415 - state is data; only this needs tokens

        texts = [element.expression.text for element in self.elements if element.expression]
        if self.where:
            texts.append(self.where)
        found = {element.column for element in self.elements if element.column} | set(self.include)
        return found | {name for text in texts for name in columns_in(text, columns)}


@dataclass(frozen=True, slots=True)
class TriggerState:
    said: CreateTrigger
    function: Name
    place: Place
    enabled: Literal["origin", "disabled", "replica", "always"] = "origin"
    references: Name | None = None


@dataclass(frozen=True, slots=True)
class PolicyState:
    said: CreatePolicy
    place: Place


@dataclass(frozen=True, slots=True)
class RuleState:
    definition: str
    place: Place
    enabled: str = "origin"


@dataclass
class TableState:
    """A table or view of any kind; copied before it is changed."""

    name: Name
    kind: Literal["table", "partitioned table", "foreign table", "view", "materialized view"]
    owner: str
    place: Place
    persistence: Literal["permanent", "unlogged", "temporary"] = "permanent"
    columns: dict[str, ColumnState] = field(default_factory=dict)
    constraints: dict[str, ConstraintState] = field(default_factory=dict)
    indexes: dict[str, IndexState] = field(default_factory=dict)
    triggers: dict[str, TriggerState] = field(default_factory=dict)
    policies: dict[str, PolicyState] = field(default_factory=dict)
    rules: dict[str, RuleState] = field(default_factory=dict)
    parents: tuple[Name, ...] = ()
    partition_by: tuple[str, tuple[IndexElement, ...]] | None = None
    bound: str | None = None
    row_security: bool = False
    force_row_security: bool = False
    replica_identity: str = "default"
    access_method: str | None = None
    tablespace: str | None = None
    of_type: Name | None = None
    server: str | None = None
    options: tuple[str, ...] = ()
    query: str = ""
    names: tuple[str, ...] = ()  # a view's own names for its columns
    populated: bool = True
    reads: frozenset[Name] = frozenset()
    uses: frozenset[tuple[Name, str]] | None = None  # the columns that a view reads; None: going by names
    path: tuple[str, ...] = ()  # the schemas that were searched when it was made
    followed: bool = False  # a rename moved what the query says: only the server can print it now

    @property
    def is_view(self) -> bool:
        return self.kind in {"view", "materialized view"}

    def copied(self) -> TableState:
        made = copy(self)
        for name in ("columns", "constraints", "indexes", "triggers", "policies", "rules"):
            setattr(made, name, dict(getattr(self, name)))
        return made


@dataclass(frozen=True, slots=True)
class SequenceState:
    name: Name
    owner: str
    place: Place
    type: str = "bigint"
    start: int = 1
    minimum: int = 1
    maximum: int = 2**63 - 1
    increment: int = 1
    cycle: bool = False
    cache: int = 1
    owned_by: tuple[Name, str] | None = None
    identity: bool = False
    persistence: Literal["permanent", "unlogged", "temporary"] = "permanent"


@dataclass(frozen=True, slots=True)
class EnumState:
    name: Name
    owner: str
    place: Place
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DomainState:
    name: Name
    owner: str
    place: Place
    base: Typed
    not_null: bool = False
    default: str | None = None
    collation: str | None = None
    checks: dict[str, tuple[str, bool]] = field(default_factory=dict, hash=False)  # name → definition, validated


@dataclass(frozen=True, slots=True)
class CompositeState:
    name: Name
    owner: str
    place: Place
    attributes: tuple[tuple[Attribute, Typed], ...]


@dataclass(frozen=True, slots=True)
class OtherTypeState:
    """A range or base type: known by its name, defined by its source; a range has a multirange beside it."""

    name: Name
    owner: str
    place: Place
    definition: str
    multirange: Name | None = None


TypeState = EnumState | DomainState | CompositeState | OtherTypeState


@dataclass(frozen=True, slots=True)
class FunctionState:
    name: Name
    arguments: str  # the types that it is known by, as the catalog prints them
    types: tuple[Typed, ...]
    owner: str
    place: Place
    flavour: Literal["function", "procedure", "aggregate", "window"]
    said: CreateFunction | None  # None: an aggregate
    definition: str = ""
    result: Typed | None = None
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtensionState:
    name: str
    namespace: str
    version: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class OtherState:
    """Any other object: its kind and name as the catalog reader has them, and the text that made it."""

    kind: str
    name: str
    place: Place
    owner: str | None = None
    definition: str = ""
    table: Name | None = None
    namespace: str | None = None
    known: bool = False  # the definition is in the reader's own form


@dataclass(frozen=True, slots=True)
class CommentState:
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class GrantState:
    """What was given beyond the built-in default, and what of that was taken, by grantee."""

    given: dict[str, frozenset[str]] = field(default_factory=dict, hash=False)
    options: dict[str, frozenset[str]] = field(default_factory=dict, hash=False)
    taken: dict[str, frozenset[str]] = field(default_factory=dict, hash=False)
    places: dict[str, Place] = field(default_factory=dict, hash=False)


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


@dataclass
class State:
    """Everything in the database, by name."""

    namespaces: dict[str, tuple[str, Place | None]] = field(default_factory=dict)
    tables: dict[Name, TableState] = field(default_factory=dict)
    indexes: dict[Name, Name] = field(default_factory=dict)  # → the table
    sequences: dict[Name, SequenceState] = field(default_factory=dict)
    types: dict[Name, TypeState] = field(default_factory=dict)
    functions: dict[tuple[Name, str], FunctionState] = field(default_factory=dict)
    extensions: dict[str, ExtensionState] = field(default_factory=dict)
    others: dict[tuple[str, str], OtherState] = field(default_factory=dict)
    comments: dict[Address, CommentState] = field(default_factory=dict)
    grants: dict[Address, GrantState] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    depends: dict[tuple[str, Name, str], frozenset[str]] = field(default_factory=dict)  # on extensions, by hand
    temporary: frozenset[str] = frozenset()
    until_commit: frozenset[str] = frozenset()
    edited: set[Name] = field(default_factory=set)

    def copied(self) -> State:
        """Return a savepoint."""
        made = copy(self)
        for name in _MAPS:
            setattr(made, name, dict(getattr(self, name)))
        made.edited = set(self.edited)
        return made

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
        return any(name in table.constraints for key, table in self.tables.items() if key.namespace == namespace)

    def children(self, name: Name) -> list[Name]:
        """Return the tables that inherit from a table directly, partitions included."""
        return [key for key, table in self.tables.items() if name in table.parents]


def stored_options(options: Options, prefix: str = "") -> tuple[str, ...]:
    """Return storage parameters as the catalog keeps them: `name=value`, sorted by bytes."""
    return tuple(sorted(f"{prefix}{name}={value}" for name, value in options))
