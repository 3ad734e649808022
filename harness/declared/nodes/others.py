"""DROP, COMMENT, GRANT, and what is no DDL and yet counts."""

from __future__ import annotations

from typing import Literal

from harness.declared.nodes.shared import Node, Routine
from harness.declared.tokens import Named, Source


class Drop(Node, frozen=True):
    """DROP of anything that a name (and what makes it unique) tells; `table` for triggers, policies and rules."""

    kind: str
    targets: tuple[tuple[Named | Routine, str], ...]
    if_exists: bool = False
    cascade: bool = False
    table: Named | None = None


class CommentOn(Node, frozen=True):
    """COMMENT; `sub` is the column, constraint, trigger, policy or rule within `name`."""

    kind: str
    name: Named | Routine | None
    text: str | None
    sub: str | None = None
    detail: str = ""
    on_domain: bool = False


class Grant(Node, frozen=True):
    """GRANT and REVOKE of privileges; `privileges` as (privilege, columns), ALL is ("all", columns)."""

    privileges: tuple[tuple[str, tuple[str, ...]], ...]
    kind: str
    targets: tuple[Named | Routine, ...]
    all_in: tuple[str, ...]  # the schemas of ALL … IN SCHEMA
    grantees: tuple[str, ...]
    revoke: bool = False
    option: bool = False  # WITH GRANT OPTION, GRANT OPTION FOR


class DefaultPrivileges(Node, frozen=True):
    """ALTER DEFAULT PRIVILEGES; without `roles` it is for who says it, without `schemas` for all of them."""

    roles: tuple[str, ...]
    schemas: tuple[str, ...]
    grant: Grant


class Do(Node, frozen=True):
    """A DO block: its body, and where that starts."""

    body: str
    language: str
    start: int


class SetVariable(Node, frozen=True):
    """SET and RESET; `value` is None for DEFAULT, the list as written otherwise."""

    name: str
    value: tuple[str, ...] | None
    local: bool = False


class Transaction(Node, frozen=True):
    """BEGIN, COMMIT, ROLLBACK and savepoints; `name` is the savepoint, or "chain" for AND CHAIN."""

    what: Literal["begin", "commit", "rollback", "savepoint", "rollback to", "release"]
    name: str = ""


class Query(Node, frozen=True):
    """A statement of data: it makes no object, unless a function that it calls does."""

    verb: str
    text: Source


class DropOwned(Node, frozen=True):
    """DROP OWNED BY."""

    roles: tuple[str, ...]


class ReassignOwned(Node, frozen=True):
    """REASSIGN OWNED BY."""

    roles: tuple[str, ...]
    to: str


class Refresh(Node, frozen=True):
    """REFRESH MATERIALIZED VIEW."""

    name: Named
    populated: bool = True


class Nothing(Node, frozen=True):
    """A statement that shapes no object of the schema: ANALYZE, LOCK, LISTEN and their like."""

    verb: str
