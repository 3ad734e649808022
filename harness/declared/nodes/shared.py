"""What several statements share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from harness.declared.tokens import Named, Source
from harness.declared.types import TypeRef

Options = tuple[tuple[str, str], ...]  # storage parameters, foreign options: (name, value), in the order written


@dataclass(frozen=True, slots=True)
class Node:
    """One statement, or one part of one; `offset` is where it starts in the statement's text, for its line."""

    offset: int = field(default=0, kw_only=True, compare=False)


@dataclass(frozen=True, slots=True)
class IndexElement(Node):
    """One element of an index, an exclusion constraint or a partition key: a column or an expression."""

    column: str | None
    expression: Source | None
    collation: Named | None = None
    operator_class: str | None = None  # as written, with its options
    descending: bool = False
    nulls: Literal["first", "last"] | None = None
    operator: str | None = None  # of an exclusion constraint, as written


@dataclass(frozen=True, slots=True)
class SequenceOptions(Node):
    """The options of a sequence; None where nothing was said."""

    type: TypeRef | None = None
    increment: int | None = None
    minimum: int | Literal["none"] | None = None
    maximum: int | Literal["none"] | None = None
    start: int | None = None
    cache: int | None = None
    cycle: bool | None = None
    owned_by: tuple[str, ...] | None = None  # the parts of the name; ("none",) is OWNED BY NONE
    name: Named | None = None
    persistence: str | None = None


ForeignAction = Literal["no action", "restrict", "cascade", "set null", "set default"]
ConstraintKind = Literal["primary key", "unique", "check", "foreign key", "exclude", "not null"]


@dataclass(frozen=True, slots=True)
class ConstraintDef(Node):
    """A constraint of a table, a column or a domain."""

    kind: ConstraintKind
    name: str | None = None
    columns: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    expression: Source | None = None
    references: Named | None = None
    referenced: tuple[str, ...] = ()
    match: Literal["simple", "full", "partial"] = "simple"
    on_delete: ForeignAction = "no action"
    on_update: ForeignAction = "no action"
    set_columns: tuple[str, ...] = ()
    deferrable: bool = False
    deferred: bool = False
    validated: bool = True
    enforced: bool = True
    no_inherit: bool = False
    nulls_not_distinct: bool = False
    without_overlaps: bool = False
    period: bool = False
    using_index: str | None = None
    method: str = "gist"
    elements: tuple[IndexElement, ...] = ()
    where: Source | None = None
    options: Options = ()
    tablespace: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnDef(Node):
    """A column as CREATE TABLE and ADD COLUMN say it; `type` is None in a typed table or a partition."""

    name: str
    type: TypeRef | None
    collation: Named | None = None
    default: Source | None = None
    not_null: bool | None = None
    generated: tuple[Source, Literal["stored", "virtual"]] | None = None
    identity: tuple[Literal["always", "by default"], SequenceOptions] | None = None
    storage: str | None = None
    compression: str | None = None
    options: Options = ()
    constraints: tuple[ConstraintDef, ...] = ()


@dataclass(frozen=True, slots=True)
class Like(Node):
    """LIKE table, with what is included."""

    table: Named
    including: frozenset[str]


@dataclass(frozen=True, slots=True)
class Argument(Node):
    """An argument of a function: `mode` is in, out, inout, variadic or table."""

    mode: str
    name: str | None
    type: TypeRef
    default: Source | None = None


@dataclass(frozen=True, slots=True)
class Routine(Node):
    """A function as DROP, ALTER and COMMENT name it; `arguments` is None where none were written, ["*"] is `(*)`."""

    name: Named
    arguments: tuple[Argument, ...] | None


@dataclass(frozen=True, slots=True)
class Attribute(Node):
    """An attribute of a composite type."""

    name: str
    type: TypeRef
    collation: Named | None = None
