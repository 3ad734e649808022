"""What several statements share."""

from __future__ import annotations

from typing import Literal

from harness.declared.record import Record
from harness.declared.tokens import Named, Source
from harness.declared.types import TypeRef

Options = tuple[tuple[str, str], ...]  # storage parameters, foreign options: (name, value), in the order written


class Node(Record, frozen=True, kw_only=True):
    """One statement, or one part of one; `offset` is where it starts in the statement's text, for its line."""

    offset: int = 0

    def __eq__(self, other: object) -> bool:
        """Compare what the statements say, wherever it stands."""
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__struct_fields__ if name != "offset")

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self.__struct_fields__ if name != "offset"))


class IndexElement(Node, frozen=True):
    """One element of an index, an exclusion constraint or a partition key: a column or an expression."""

    column: str | None
    expression: Source | None
    collation: Named | None = None
    operator_class: str | None = None  # as written, with its options
    descending: bool = False
    nulls: Literal["first", "last"] | None = None
    operator: str | None = None  # of an exclusion constraint, as written


class SequenceOptions(Node, frozen=True):
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


class ConstraintDef(Node, frozen=True):
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


class ColumnDef(Node, frozen=True):
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


class Like(Node, frozen=True):
    """LIKE table, with what is included."""

    table: Named
    including: frozenset[str]


class Argument(Node, frozen=True):
    """An argument of a function: `mode` is in, out, inout, variadic or table."""

    mode: str
    name: str | None
    type: TypeRef
    default: Source | None = None


class Routine(Node, frozen=True):
    """A function as DROP, ALTER and COMMENT name it; `arguments` is None where none were written, ["*"] is `(*)`."""

    name: Named
    arguments: tuple[Argument, ...] | None


class Attribute(Node, frozen=True):
    """An attribute of a composite type."""

    name: str
    type: TypeRef
    collation: Named | None = None
