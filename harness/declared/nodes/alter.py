"""ALTER, and the actions that it is made of."""

from __future__ import annotations

from typing import Any, Literal

from harness.declared.nodes.create import CreatePolicy
from harness.declared.nodes.shared import Attribute, ColumnDef, ConstraintDef, Node, Options, Routine, SequenceOptions
from harness.declared.tokens import Named, Source
from harness.declared.types import TypeRef


class AddColumn(Node, frozen=True):
    """ADD COLUMN."""

    column: ColumnDef
    if_not_exists: bool = False


class DropColumn(Node, frozen=True):
    """DROP COLUMN."""

    name: str
    if_exists: bool = False
    cascade: bool = False


class AlterColumn(Node, frozen=True):
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


class AddConstraint(Node, frozen=True):
    """ADD of a table constraint."""

    constraint: ConstraintDef


class DropConstraint(Node, frozen=True):
    """DROP CONSTRAINT."""

    name: str
    if_exists: bool = False
    cascade: bool = False


class AlterConstraint(Node, frozen=True):
    """ALTER CONSTRAINT; None where nothing was said."""

    name: str
    deferrable: bool | None = None
    deferred: bool | None = None
    enforced: bool | None = None
    no_inherit: bool | None = None


class ValidateConstraint(Node, frozen=True):
    """VALIDATE CONSTRAINT."""

    name: str


class RenamePart(Node, frozen=True):
    """RENAME of a part: a column, a constraint, an attribute of a type."""

    part: Literal["column", "constraint", "attribute"]
    old: str
    new: str


class Rename(Node, frozen=True):
    """RENAME TO, of whatever is altered."""

    new: str


class SetSchema(Node, frozen=True):
    """SET SCHEMA, of whatever is altered."""

    schema: str


class OwnerTo(Node, frozen=True):
    """OWNER TO, of whatever is altered."""

    role: str


class Fires(Node, frozen=True):
    """ENABLE and DISABLE of a trigger or a rule: `state` as the schema has it."""

    part: Literal["trigger", "rule", "event trigger"]
    name: str | None  # None: all triggers, those of constraints too
    state: Literal["origin", "disabled", "replica", "always"]
    user: bool = False  # all but those of constraints


class SetFact(Node, frozen=True):
    """A fact of a relation set outright: row security, persistence, access method, tablespace, replica identity."""

    fact: str
    value: Any


class SetOptions(Node, frozen=True):
    """SET and RESET of options; a foreign option may be called `add x`, `set x` or `drop x`."""

    options: Options
    reset: bool = False


class Inherit(Node, frozen=True):
    """INHERIT and NO INHERIT."""

    parent: Named
    no: bool = False


class OfType(Node, frozen=True):
    """OF type and NOT OF."""

    type: Named | None  # None: NOT OF


class AttachPartition(Node, frozen=True):
    """ATTACH PARTITION, of a table or of an index."""

    partition: Named
    bound: Source | None  # None: of an index


class DetachPartition(Node, frozen=True):
    """DETACH PARTITION."""

    partition: Named
    concurrently: bool = False


class DependsOn(Node, frozen=True):
    """[NO] DEPENDS ON EXTENSION."""

    extension: str
    no: bool = False


class AlterRelation(Node, frozen=True):
    """ALTER TABLE, INDEX, VIEW, MATERIALIZED VIEW, FOREIGN TABLE and SEQUENCE."""

    kind: str
    name: Named
    actions: tuple[Node, ...]
    if_exists: bool = False
    only: bool = False


class AlterSequence(Node, frozen=True):
    """The options of ALTER SEQUENCE, as one action."""

    options: SequenceOptions


class AddLabel(Node, frozen=True):
    """ADD VALUE to an enum; `before` and `after` are the label's neighbour."""

    label: str
    if_not_exists: bool = False
    before: str | None = None
    after: str | None = None


class RenameLabel(Node, frozen=True):
    """RENAME VALUE of an enum."""

    old: str
    new: str


class AddAttribute(Node, frozen=True):
    """ADD ATTRIBUTE to a composite type."""

    attribute: Attribute


class DropAttribute(Node, frozen=True):
    """DROP ATTRIBUTE of a composite type."""

    name: str
    if_exists: bool = False


class AlterAttribute(Node, frozen=True):
    """ALTER ATTRIBUTE … TYPE: the attribute as it is from now on."""

    attribute: Attribute


class AlterType(Node, frozen=True):
    """ALTER TYPE and ALTER DOMAIN."""

    domain: bool
    name: Named
    actions: tuple[Node, ...]


class AlterDomain(Node, frozen=True):
    """One change of a domain: default, not null, constraints."""

    what: str
    expression: Source | None = None
    constraint: ConstraintDef | None = None
    name: str = ""
    new: str = ""
    if_exists: bool = False


class AlterRoutine(Node, frozen=True):
    """ALTER of a function, procedure or aggregate; `attributes` are clauses by what they decide, as in CREATE."""

    kind: str
    routine: Routine
    actions: tuple[Node, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


class AlterPart(Node, frozen=True):
    """ALTER TRIGGER, POLICY and RULE: what hangs on a table."""

    kind: Literal["trigger", "policy", "rule"]
    name: str
    table: Named
    new: str | None = None
    policy: CreatePolicy | None = None  # what it says anew; None in a field keeps what was
    said: frozenset[str] = frozenset()
    depends: DependsOn | None = None


class AlterOther(Node, frozen=True):
    """ALTER of any other object."""

    kind: str
    name: Named
    detail: str = ""
    actions: tuple[Node, ...] = ()
    if_exists: bool = False


class AlterExtension(Node, frozen=True):
    """ALTER EXTENSION; a `version` of "" is UPDATE to the newest, None where SET SCHEMA is said."""

    name: str
    schema: str | None = None
    version: str | None = None
