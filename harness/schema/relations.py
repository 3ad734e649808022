"""Tables and views, and what lives and dies with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from harness.schema.names import Expression, Name, quoted
from harness.schema.part import Part

Action = Literal["no action", "restrict", "cascade", "set null", "set default"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Part):
    """A column, its type with modifiers as `format_type` prints it."""

    kind: ClassVar[str] = "column"
    table: Name
    name: str
    position: int = field(compare=False)
    type: str
    not_null: bool = False
    default: Expression | None = None
    identity_kind: Literal["always", "by default"] | None = None
    generated: Literal["stored", "virtual"] | None = None
    collation: str | None = None
    storage: str | None = None
    compression: str | None = None
    statistics: int | None = None
    options: tuple[str, ...] = ()
    inherited: bool = False

    @property
    def identity(self) -> str:
        return f"{self.table}.{quoted(self.name)}"

    @property
    def detail(self) -> str:
        return f"{self.type} not null" if self.not_null else self.type


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint(Part):
    """A constraint of a table; `definition` is exact (`pg_get_constraintdef`)."""

    kind: ClassVar[str] = "constraint"
    apart: ClassVar[frozenset[str]] = frozenset({"inherited"})
    table: Name
    name: str
    definition: str
    validated: bool = True
    enforced: bool = True
    deferrable: bool = False
    deferred: bool = False
    no_inherit: bool = False
    inherited: bool = False

    @property
    def identity(self) -> str:
        return f"{self.table}.{quoted(self.name)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryKey(Constraint):
    """PRIMARY KEY (columns)."""

    columns: tuple[str, ...]
    include: tuple[str, ...] = ()
    without_overlaps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unique(Constraint):
    """UNIQUE (columns), as a constraint; a bare unique index is an `Index`."""

    columns: tuple[str, ...]
    include: tuple[str, ...] = ()
    nulls_not_distinct: bool = False
    without_overlaps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey(Constraint):
    """FOREIGN KEY (columns) REFERENCES references (referenced)."""

    columns: tuple[str, ...]
    references: Name
    referenced: tuple[str, ...]
    on_update: Action = "no action"
    on_delete: Action = "no action"
    set_columns: tuple[str, ...] = ()
    match: Literal["simple", "full", "partial"] = "simple"
    period: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Constraint):
    """CHECK (expression); `columns` are those that the expression reads."""

    expression: Expression
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNull(Constraint):
    """A NOT NULL constraint that somebody named or that differs from a plain one (PostgreSQL 18 and later)."""

    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion(Constraint):
    """EXCLUDE USING method (elements WITH operators)."""

    columns: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Index(Part):
    """An index, those behind constraints included; `columns` has None where an element is an expression.

    `parent` is the index of a partitioned table that it belongs to; `statistics` are targets of its expressions.
    """

    kind: ClassVar[str] = "index"
    apart: ClassVar[frozenset[str]] = frozenset(
        {"valid", "clustered", "replica_identity", "parent", "statistics", "tablespace"}
    )
    table: Name
    name: Name
    definition: str
    method: str
    columns: tuple[str | None, ...]
    elements: tuple[str, ...]
    include: tuple[str, ...] = ()
    predicate: Expression | None = None
    unique: bool = False
    nulls_not_distinct: bool = False
    valid: bool = True
    constraint: str | None = None
    clustered: bool = False
    replica_identity: bool = False
    parent: str | None = None
    options: tuple[str, ...] = ()
    statistics: tuple[str, ...] = ()
    tablespace: str | None = None

    @property
    def identity(self) -> str:
        return str(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger(Part):
    """A trigger on a table or view, and whether it fires (`origin`, `disabled`, `replica`, `always`)."""

    kind: ClassVar[str] = "trigger"
    apart: ClassVar[frozenset[str]] = frozenset({"enabled"})
    table: Name
    name: str
    definition: str
    function: str
    enabled: Literal["origin", "disabled", "replica", "always"] = "origin"

    @property
    def identity(self) -> str:
        return f"{self.table}.{quoted(self.name)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Part):
    """A row-level security policy."""

    kind: ClassVar[str] = "policy"
    table: Name
    name: str
    command: str
    permissive: bool
    roles: tuple[str, ...]
    using: Expression | None = None
    check: Expression | None = None

    @property
    def identity(self) -> str:
        return f"{self.table}.{quoted(self.name)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Part):
    """A table (plain, partitioned, partition or foreign) with everything that lives and dies with it."""

    kind: ClassVar[str] = "table"
    children: ClassVar[tuple[str, ...]] = ("columns", "constraints", "indexes", "triggers", "policies")
    name: Name
    owner: str
    persistence: Literal["permanent", "unlogged", "temporary"] = "permanent"
    relkind: Literal["table", "partitioned table", "foreign table"] = "table"
    partition_key: str | None = None
    partition_bound: str | None = None
    parents: tuple[Name, ...] = ()
    row_security: bool = False
    force_row_security: bool = False
    replica_identity: str = "default"
    access_method: str | None = None
    tablespace: str | None = None
    of_type: str | None = None
    server: str | None = None
    options: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    indexes: tuple[Index, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    policies: tuple[Policy, ...] = ()

    @property
    def identity(self) -> str:
        return str(self.name)

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        return tuple(item for item in self.constraints if isinstance(item, ForeignKey))


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Part):
    """A view or materialised view, with its columns, and the triggers and indexes on it."""

    kind: ClassVar[str] = "view"
    apart: ClassVar[frozenset[str]] = frozenset(
        {"owner", "materialized", "populated", "options", "access_method", "tablespace"}
    )
    children: ClassVar[tuple[str, ...]] = ("columns", "indexes", "triggers")
    name: Name
    owner: str
    definition: str
    materialized: bool = False
    populated: bool = True
    options: tuple[str, ...] = ()
    access_method: str | None = None
    tablespace: str | None = None
    columns: tuple[Column, ...] = ()
    indexes: tuple[Index, ...] = ()
    triggers: tuple[Trigger, ...] = ()

    @property
    def identity(self) -> str:
        return str(self.name)
