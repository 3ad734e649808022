"""CREATE, one class for each kind of object."""

from __future__ import annotations

from typing import Literal

from harness.declared.nodes.shared import (
    Argument,
    Attribute,
    ColumnDef,
    ConstraintDef,
    IndexElement,
    Like,
    Node,
    Options,
    SequenceOptions,
)
from harness.declared.tokens import NOWHERE, Named, Source
from harness.declared.types import TypeRef


class CreateTable(Node, frozen=True):
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


class CreateIndex(Node, frozen=True):
    """CREATE INDEX; `name` is None where PostgreSQL makes one, `only` leaves out the partitions of `table`."""

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


class CreateView(Node, frozen=True):
    """CREATE VIEW and CREATE MATERIALIZED VIEW; `columns` are names that it gives, `populated` is WITH DATA."""

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


class CreateSequence(Node, frozen=True):
    """CREATE SEQUENCE."""

    name: Named
    options: SequenceOptions
    persistence: Literal["permanent", "unlogged", "temporary"] = "permanent"
    if_not_exists: bool = False


class CreateEnum(Node, frozen=True):
    """CREATE TYPE … AS ENUM, its labels in their order."""

    name: Named
    labels: tuple[str, ...]


class CreateComposite(Node, frozen=True):
    """CREATE TYPE … AS, with attributes as a table has columns."""

    name: Named
    attributes: tuple[Attribute, ...]


class CreateDomain(Node, frozen=True):
    """CREATE DOMAIN; a NOT NULL that has a name is among `constraints`, too."""

    name: Named
    base: TypeRef
    collation: Named | None = None
    default: Source | None = None
    not_null: bool = False
    constraints: tuple[ConstraintDef, ...] = ()


class CreateFunction(Node, frozen=True):
    """CREATE FUNCTION and CREATE PROCEDURE; `attributes` are clauses by what they decide, `body` is all that is run."""

    name: Named
    arguments: tuple[Argument, ...]
    returns: str | None
    procedure: bool = False
    or_replace: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    body: Source = NOWHERE
    code: str | None = None  # the text of a body that is a string
    language: str = "sql"
    result: TypeRef | None = None


class CreateAggregate(Node, frozen=True):
    """CREATE AGGREGATE; `arguments` is None in the old syntax, where `definition` holds a BASETYPE."""

    name: Named
    arguments: tuple[Argument, ...] | None
    definition: Source
    or_replace: bool = False


class CreateTrigger(Node, frozen=True):
    """CREATE TRIGGER; `timing` is before, after or instead of, `referencing` the whole clause as it was written."""

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


class CreatePolicy(Node, frozen=True):
    """CREATE POLICY; `command` is all, select, insert, update or delete."""

    name: str
    table: Named
    permissive: bool = True
    command: str = "all"
    roles: tuple[str, ...] = ("public",)
    using: Source | None = None
    check: Source | None = None


class CreateRule(Node, frozen=True):
    """CREATE RULE; `definition` is all that follows the name."""

    name: str
    table: Named
    definition: Source
    or_replace: bool = False


class CreateExtension(Node, frozen=True):
    """CREATE EXTENSION; `cascade` makes those that it needs, too."""

    name: str
    schema: str | None = None
    version: str | None = None
    if_not_exists: bool = False
    cascade: bool = False


class CreateSchema(Node, frozen=True):
    """CREATE SCHEMA; `elements` are the statements within it, in the order in which they are carried out there."""

    name: str
    owner: str | None = None
    if_not_exists: bool = False
    elements: tuple[Node, ...] = ()


class CreateOther(Node, frozen=True):
    """Any other CREATE: the kind as the catalog reader calls it, the name as it is matched, and the whole text."""

    kind: str
    name: Named
    detail: str = ""  # what the name needs to be unique: argument types, an access method
    if_not_exists: bool = False
    or_replace: bool = False
    table: Named | None = None
