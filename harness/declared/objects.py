"""What statements make, as the fold keeps it: one frozen record for each object, and tables, which are copied."""

from __future__ import annotations

from copy import copy
from typing import Literal

import msgspec

from harness.declared.expressions import columns_in
from harness.declared.nodes import (
    Attribute,
    ConstraintDef,
    CreateFunction,
    CreatePolicy,
    CreateTrigger,
    IndexElement,
    Options,
)
from harness.declared.record import Record, replace
from harness.declared.types import TypeRef
from harness.schema import Name, quoted

Place = tuple[str, int]  # the path of a file, and the 1-based line in it
Persistence = Literal["permanent", "unlogged", "temporary"]
Address = tuple[str, Name, str | None]  # kind, name, and what stands within or makes it unique


def qualified(name: Name) -> str:
    """Return a name as PostgreSQL prints it where nothing is on the search_path."""
    return f"{quoted(name.namespace)}.{quoted(name.name)}" if name.namespace else quoted(name.name)


class Typed(Record, frozen=True):
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


class ColumnState(Record, frozen=True):
    """A column as the catalog keeps it; None is what is usual for its type."""

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


class ConstraintState(Record, frozen=True):
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


class IndexState(Record, frozen=True):
    """An index; `name` is without the schema, which is that of its table."""

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
    statistics: tuple[tuple[int, int], ...] = ()
    without_overlaps: bool = False
    valid: bool = True
    written: tuple[str, ...] = ()  # the options in the order in which the server keeps and prints them

    def reads(self, columns: tuple[str, ...]) -> set[str]:
        """Return the columns that the index cannot do without."""
        texts = [element.expression.text for element in self.elements if element.expression]
        if self.where:
            texts.append(self.where)
        found = {element.column for element in self.elements if element.column} | set(self.include)
        return found | {name for text in texts for name in columns_in(text, columns)}


class TriggerState(Record, frozen=True):
    """A trigger with its names resolved; `references` is the table of FROM."""

    said: CreateTrigger
    function: Name
    place: Place
    enabled: Literal["origin", "disabled", "replica", "always"] = "origin"
    references: Name | None = None


class PolicyState(Record, frozen=True):
    """A row security policy."""

    said: CreatePolicy
    place: Place


class RuleState(Record, frozen=True):
    """A rewrite rule; `definition` is all that follows its name."""

    definition: str
    place: Place
    enabled: str = "origin"


class TableState(msgspec.Struct):
    """A table or view of any kind; copied before it is changed."""

    name: Name
    kind: Literal["table", "partitioned table", "foreign table", "view", "materialized view"]
    owner: str
    place: Place
    persistence: Persistence = "permanent"
    columns: dict[str, ColumnState] = msgspec.field(default_factory=dict)
    constraints: dict[str, ConstraintState] = msgspec.field(default_factory=dict)
    indexes: dict[str, IndexState] = msgspec.field(default_factory=dict)
    triggers: dict[str, TriggerState] = msgspec.field(default_factory=dict)
    policies: dict[str, PolicyState] = msgspec.field(default_factory=dict)
    rules: dict[str, RuleState] = msgspec.field(default_factory=dict)
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
    names: tuple[str, ...] = ()  # what CREATE VIEW calls a view's first columns; the rest follow from its query
    populated: bool = True
    reads: frozenset[Name] = frozenset()  # the tables and views that a view's query mentions
    uses: frozenset[tuple[Name, str]] | None = None  # what a view reads; None: it cannot be told
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


class SequenceState(Record, frozen=True):
    """A sequence; `owned_by` is a table and its column, `identity` says that it is that of an identity column."""

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
    persistence: Persistence = "permanent"


class EnumState(Record, frozen=True):
    """An enum, its labels in their order."""

    name: Name
    owner: str
    place: Place
    labels: tuple[str, ...]


class DomainState(Record, frozen=True):
    """A domain over a type that may be a domain itself."""

    name: Name
    owner: str
    place: Place
    base: Typed
    not_null: bool = False
    default: str | None = None
    collation: str | None = None
    checks: dict[str, tuple[str, bool]] = msgspec.field(default_factory=dict)  # name → definition, validated


class CompositeState(Record, frozen=True):
    """A composite type: its attributes as written, each with its type looked up."""

    name: Name
    owner: str
    place: Place
    attributes: tuple[tuple[Attribute, Typed], ...]


class OtherTypeState(Record, frozen=True):
    """A range or base type: known by its name, defined by its source; a range has a multirange beside it."""

    name: Name
    owner: str
    place: Place
    definition: str
    multirange: Name | None = None


TypeState = EnumState | DomainState | CompositeState | OtherTypeState


class FunctionState(Record, frozen=True):
    """A function, procedure or aggregate; `path` are the schemas that were searched when it was made."""

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


class ExtensionState(Record, frozen=True):
    """An extension; `version` is None where none was said."""

    name: str
    namespace: str
    version: str | None
    place: Place


class OtherState(Record, frozen=True):
    """Any other object: its kind and name as the catalog reader has them, and the text that made it."""

    kind: str
    name: str
    place: Place
    owner: str | None = None
    definition: str = ""
    table: Name | None = None
    namespace: str | None = None


class CommentState(Record, frozen=True):
    """A comment."""

    text: str
    place: Place


class GrantState(Record, frozen=True):
    """What was given beyond the built-in default, and what of that was taken, by grantee."""

    given: dict[str, frozenset[str]] = msgspec.field(default_factory=dict)
    options: dict[str, frozenset[str]] = msgspec.field(default_factory=dict)
    taken: dict[str, frozenset[str]] = msgspec.field(default_factory=dict)
    places: dict[str, Place] = msgspec.field(default_factory=dict)


def stored_options(options: Options, prefix: str = "") -> tuple[str, ...]:
    """Return storage parameters as the catalog keeps them: `name=value`, sorted by bytes."""
    return tuple(sorted(f"{prefix}{name}={value}" for name, value in options))
