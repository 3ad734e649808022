"""What a statement says, as data: one class for each verb and its object, names as written, expressions as source.

The grammar makes these, the fold reads them. Names are not resolved here: that needs a search_path.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from harness.declared.tokens import Named, Source
from harness.declared.types import TypeRef

Options = tuple[tuple[str, str], ...]  # storage parameters, foreign options: (name, value), in the order written


@dataclass(frozen=True, slots=True)
class Node:
    """One statement, or one part of one; `offset` is where it starts in the statement's text, for its line."""

    offset: int = field(default=0, kw_only=True, compare=False)


# --- What several statements share -----------------------------------------------------------------------------------


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
    match: str = "simple"
    on_delete: str = "no action"
    on_update: str = "no action"
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


# --- CREATE ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CreateTable(Node):
    """CREATE TABLE in all its forms, CREATE FOREIGN TABLE, CREATE TABLE AS and SELECT … INTO."""

    name: Named
    persistence: Literal["permanent", "unlogged", "temporary"] = "permanent"
    if_not_exists: bool = False
    elements: tuple[ColumnDef | ConstraintDef | Like, ...] = ()
    inherits: tuple[Named, ...] = ()
    of_type: Named | None = None
    partition_of: Named | None = None
    bound: Source | None = None
    partition_by: tuple[str, tuple[IndexElement, ...]] | None = None
    options: Options = ()
    access_method: str | None = None
    tablespace: str | None = None
    server: str | None = None
    query: Source | None = None
    names: tuple[str, ...] = ()  # of the columns that a query fills
    until_commit: bool = False


@dataclass(frozen=True, slots=True)
class CreateIndex(Node):
    name: str | None
    table: Named
    elements: tuple[IndexElement, ...]
    unique: bool = False
    if_not_exists: bool = False
    only: bool = False
    method: str = "btree"
    include: tuple[str, ...] = ()
    nulls_not_distinct: bool = False
    options: Options = ()
    tablespace: str | None = None
    where: Source | None = None


@dataclass(frozen=True, slots=True)
class CreateView(Node):
    name: Named
    query: Source
    materialized: bool = False
    temporary: bool = False
    recursive: bool = False
    or_replace: bool = False
    if_not_exists: bool = False
    columns: tuple[str, ...] = ()
    options: Options = ()
    access_method: str | None = None
    tablespace: str | None = None
    populated: bool = True


@dataclass(frozen=True, slots=True)
class CreateSequence(Node):
    name: Named
    options: SequenceOptions
    persistence: Literal["permanent", "unlogged", "temporary"] = "permanent"
    if_not_exists: bool = False


@dataclass(frozen=True, slots=True)
class CreateEnum(Node):
    name: Named
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attribute(Node):
    """An attribute of a composite type."""

    name: str
    type: TypeRef
    collation: Named | None = None


@dataclass(frozen=True, slots=True)
class CreateComposite(Node):
    name: Named
    attributes: tuple[Attribute, ...]


@dataclass(frozen=True, slots=True)
class CreateDomain(Node):
    name: Named
    base: TypeRef
    collation: Named | None = None
    default: Source | None = None
    not_null: bool = False
    constraints: tuple[ConstraintDef, ...] = ()


@dataclass(frozen=True, slots=True)
class CreateFunction(Node):
    """CREATE FUNCTION and CREATE PROCEDURE; `attributes` are clauses by what they decide, `body` is all that is run."""

    name: Named
    arguments: tuple[Argument, ...]
    returns: str | None
    procedure: bool = False
    or_replace: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    body: Source = Source("")
    code: str | None = None  # the text of a body that is a string
    language: str = "sql"
    result: TypeRef | None = None


@dataclass(frozen=True, slots=True)
class CreateAggregate(Node):
    name: Named
    arguments: tuple[Argument, ...] | None
    definition: Source
    or_replace: bool = False


@dataclass(frozen=True, slots=True)
class CreateTrigger(Node):
    name: str
    table: Named
    function: Named
    timing: str
    events: tuple[str, ...]
    arguments: tuple[str, ...] = ()  # as written
    columns: tuple[str, ...] = ()  # of UPDATE OF
    constraint: bool = False
    or_replace: bool = False
    references: Named | None = None
    deferrable: bool = False
    deferred: bool = False
    referencing: str = ""
    level: Literal["row", "statement"] = "statement"
    when: Source | None = None


@dataclass(frozen=True, slots=True)
class CreatePolicy(Node):
    name: str
    table: Named
    permissive: bool = True
    command: str = "all"
    roles: tuple[str, ...] = ("public",)
    using: Source | None = None
    check: Source | None = None


@dataclass(frozen=True, slots=True)
class CreateRule(Node):
    name: str
    table: Named
    definition: Source
    or_replace: bool = False


@dataclass(frozen=True, slots=True)
class CreateExtension(Node):
    name: str
    schema: str | None = None
    version: str | None = None
    if_not_exists: bool = False
    cascade: bool = False


@dataclass(frozen=True, slots=True)
class CreateSchema(Node):
    name: str
    owner: str | None = None
    if_not_exists: bool = False
    elements: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class CreateOther(Node):
    """Any other CREATE: the kind as the catalog reader calls it, the name as it is matched, and the whole text."""

    kind: str
    name: Named
    detail: str = ""  # what the name needs to be unique: argument types, an access method
    if_not_exists: bool = False
    or_replace: bool = False
    table: Named | None = None


# --- ALTER -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AddColumn(Node):
    column: ColumnDef
    if_not_exists: bool = False


@dataclass(frozen=True, slots=True)
class DropColumn(Node):
    name: str
    if_exists: bool = False
    cascade: bool = False


@dataclass(frozen=True, slots=True)
class AlterColumn(Node):
    """One change of a column; which of the fields count depends on `what`."""

    name: str
    what: str
    type: TypeRef | None = None
    collation: Named | None = None
    expression: Source | None = None
    identity: str | None = None
    sequence: SequenceOptions | None = None
    value: Any = None
    options: Options = ()
    if_exists: bool = False


@dataclass(frozen=True, slots=True)
class AddConstraint(Node):
    constraint: ConstraintDef


@dataclass(frozen=True, slots=True)
class DropConstraint(Node):
    name: str
    if_exists: bool = False
    cascade: bool = False


@dataclass(frozen=True, slots=True)
class AlterConstraint(Node):
    """ALTER CONSTRAINT; None where nothing was said."""

    name: str
    deferrable: bool | None = None
    deferred: bool | None = None
    enforced: bool | None = None
    no_inherit: bool | None = None


@dataclass(frozen=True, slots=True)
class ValidateConstraint(Node):
    name: str


@dataclass(frozen=True, slots=True)
class RenamePart(Node):
    """RENAME of a part: a column, a constraint, an attribute of a type."""

    part: Literal["column", "constraint", "attribute"]
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Rename(Node):
    new: str


@dataclass(frozen=True, slots=True)
class SetSchema(Node):
    schema: str


@dataclass(frozen=True, slots=True)
class OwnerTo(Node):
    role: str


@dataclass(frozen=True, slots=True)
class Fires(Node):
    """ENABLE and DISABLE of a trigger or a rule: `state` as the schema has it."""

    part: Literal["trigger", "rule", "event trigger"]
    name: str | None  # None: all triggers, those of constraints too
    state: Literal["origin", "disabled", "replica", "always"]
    user: bool = False  # all but those of constraints


@dataclass(frozen=True, slots=True)
class SetFact(Node):
    """A fact of a relation set outright: row security, persistence, access method, tablespace, replica identity."""

    fact: str
    value: Any


@dataclass(frozen=True, slots=True)
class SetOptions(Node):
    options: Options
    reset: bool = False


@dataclass(frozen=True, slots=True)
class Inherit(Node):
    parent: Named
    no: bool = False


@dataclass(frozen=True, slots=True)
class OfType(Node):
    type: Named | None  # None: NOT OF


@dataclass(frozen=True, slots=True)
class AttachPartition(Node):
    partition: Named
    bound: Source | None  # None: of an index


@dataclass(frozen=True, slots=True)
class DetachPartition(Node):
    partition: Named
    concurrently: bool = False


@dataclass(frozen=True, slots=True)
class DependsOn(Node):
    """[NO] DEPENDS ON EXTENSION."""

    extension: str
    no: bool = False


@dataclass(frozen=True, slots=True)
class AlterRelation(Node):
    """ALTER TABLE, INDEX, VIEW, MATERIALIZED VIEW, FOREIGN TABLE and SEQUENCE."""

    kind: str
    name: Named
    actions: tuple[Node, ...]
    if_exists: bool = False
    only: bool = False


@dataclass(frozen=True, slots=True)
class AlterSequence(Node):
    """The options of ALTER SEQUENCE, as one action."""

    options: SequenceOptions


@dataclass(frozen=True, slots=True)
class AddLabel(Node):
    label: str
    if_not_exists: bool = False
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class RenameLabel(Node):
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class AddAttribute(Node):
    attribute: Attribute


@dataclass(frozen=True, slots=True)
class DropAttribute(Node):
    name: str
    if_exists: bool = False


@dataclass(frozen=True, slots=True)
class AlterAttribute(Node):
    attribute: Attribute


@dataclass(frozen=True, slots=True)
class AlterType(Node):
    """ALTER TYPE and ALTER DOMAIN."""

    domain: bool
    name: Named
    actions: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AlterDomain(Node):
    """One change of a domain: default, not null, constraints."""

    what: str
    expression: Source | None = None
    constraint: ConstraintDef | None = None
    name: str = ""
    new: str = ""
    if_exists: bool = False


@dataclass(frozen=True, slots=True)
class AlterRoutine(Node):
    kind: str
    routine: Routine
    actions: tuple[Node, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AlterPart(Node):
    """ALTER TRIGGER, POLICY and RULE: what hangs on a table."""

    kind: Literal["trigger", "policy", "rule"]
    name: str
    table: Named
    new: str | None = None
    policy: CreatePolicy | None = None  # what it says anew; None in a field keeps what was
    said: frozenset[str] = frozenset()
    depends: DependsOn | None = None


@dataclass(frozen=True, slots=True)
class AlterOther(Node):
    """ALTER of any other object."""

    kind: str
    name: Named
    detail: str = ""
    actions: tuple[Node, ...] = ()
    if_exists: bool = False


@dataclass(frozen=True, slots=True)
class AlterExtension(Node):
    name: str
    schema: str | None = None
    version: str | None = None


# --- DROP, COMMENT, GRANT --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drop(Node):
    """DROP of anything that a name (and what makes it unique) tells; `table` for triggers, policies and rules."""

    kind: str
    targets: tuple[tuple[Named | Routine, str], ...]
    if_exists: bool = False
    cascade: bool = False
    table: Named | None = None


@dataclass(frozen=True, slots=True)
class CommentOn(Node):
    """COMMENT; `sub` is the column, constraint, trigger, policy or rule within `name`."""

    kind: str
    name: Named | Routine | None
    text: str | None
    sub: str | None = None
    detail: str = ""
    on_domain: bool = False


@dataclass(frozen=True, slots=True)
class Grant(Node):
    """GRANT and REVOKE of privileges; `privileges` as (privilege, columns), ALL is ("all", columns)."""

    privileges: tuple[tuple[str, tuple[str, ...]], ...]
    kind: str
    targets: tuple[Named | Routine, ...]
    all_in: tuple[str, ...]  # the schemas of ALL … IN SCHEMA
    grantees: tuple[str, ...]
    revoke: bool = False
    option: bool = False  # WITH GRANT OPTION, GRANT OPTION FOR
    cascade: bool = False


@dataclass(frozen=True, slots=True)
class DefaultPrivileges(Node):
    roles: tuple[str, ...]
    schemas: tuple[str, ...]
    grant: Grant


# --- What is no DDL, and yet counts ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Do(Node):
    """A DO block: its body, and where that starts."""

    body: str
    language: str
    start: int


@dataclass(frozen=True, slots=True)
class SetVariable(Node):
    """SET and RESET; `value` is None for DEFAULT, the list as written otherwise."""

    name: str
    value: tuple[str, ...] | None
    local: bool = False


@dataclass(frozen=True, slots=True)
class Transaction(Node):
    what: Literal["begin", "commit", "rollback", "savepoint", "rollback to", "release"]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Query(Node):
    """A statement of data: it makes no object, unless a function that it calls does."""

    verb: str
    text: Source


@dataclass(frozen=True, slots=True)
class DropOwned(Node):
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReassignOwned(Node):
    roles: tuple[str, ...]
    to: str


@dataclass(frozen=True, slots=True)
class Refresh(Node):
    """REFRESH MATERIALIZED VIEW."""

    name: Named
    populated: bool = True


@dataclass(frozen=True, slots=True)
class Nothing(Node):
    """A statement that shapes no object of the schema: ANALYZE, LOCK, LISTEN, …"""

    verb: str
