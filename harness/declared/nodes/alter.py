"""ALTER, and the actions that it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from harness.declared.nodes.create import CreatePolicy
from harness.declared.nodes.shared import Attribute, ColumnDef, ConstraintDef, Node, Options, Routine, SequenceOptions
from harness.declared.tokens import Named, Source
from harness.declared.types import TypeRef


@dataclass(frozen=True, slots=True)
class AddColumn(Node):
    """ADD COLUMN."""

    column: ColumnDef
    if_not_exists: bool = False


@dataclass(frozen=True, slots=True)
class DropColumn(Node):
    """DROP COLUMN."""

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
    """ADD of a table constraint."""

    constraint: ConstraintDef


@dataclass(frozen=True, slots=True)
class DropConstraint(Node):
    """DROP CONSTRAINT."""

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
    """VALIDATE CONSTRAINT."""

    name: str


@dataclass(frozen=True, slots=True)
class RenamePart(Node):
    """RENAME of a part: a column, a constraint, an attribute of a type."""

    part: Literal["column", "constraint", "attribute"]
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Rename(Node):
    """RENAME TO, of whatever is altered."""

    new: str


@dataclass(frozen=True, slots=True)
class SetSchema(Node):
    """SET SCHEMA, of whatever is altered."""

    schema: str


@dataclass(frozen=True, slots=True)
class OwnerTo(Node):
    """OWNER TO, of whatever is altered."""

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
    """SET and RESET of options; a foreign option may be called `add x`, `set x` or `drop x`."""

    options: Options
    reset: bool = False


@dataclass(frozen=True, slots=True)
class Inherit(Node):
    """INHERIT and NO INHERIT."""

    parent: Named
    no: bool = False


@dataclass(frozen=True, slots=True)
class OfType(Node):
    """OF type and NOT OF."""

    type: Named | None  # None: NOT OF


@dataclass(frozen=True, slots=True)
class AttachPartition(Node):
    """ATTACH PARTITION, of a table or of an index."""

    partition: Named
    bound: Source | None  # None: of an index


@dataclass(frozen=True, slots=True)
class DetachPartition(Node):
    """DETACH PARTITION."""

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
    """ADD VALUE to an enum; `before` and `after` are the label's neighbour."""

    label: str
    if_not_exists: bool = False
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class RenameLabel(Node):
    """RENAME VALUE of an enum."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class AddAttribute(Node):
    """ADD ATTRIBUTE to a composite type."""

    attribute: Attribute


@dataclass(frozen=True, slots=True)
class DropAttribute(Node):
    """DROP ATTRIBUTE of a composite type."""

    name: str
    if_exists: bool = False


@dataclass(frozen=True, slots=True)
class AlterAttribute(Node):
    """ALTER ATTRIBUTE … TYPE: the attribute as it is from now on."""

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
    """ALTER of a function, procedure or aggregate; `attributes` are clauses by what they decide, as in CREATE."""

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
    """ALTER EXTENSION; a `version` of "" is UPDATE to the newest, None where SET SCHEMA is said."""

    name: str
    schema: str | None = None
    version: str | None = None
