"""The statements of PL/pgSQL as a tree; every piece of SQL in it is text with its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL, an expression or a statement, and the offset in the body at which it begins."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Node:
    """A statement, and the offset in the body at which it begins."""

    offset: int


@dataclass(frozen=True, slots=True)
class Target:
    """What INTO, FOR and an assignment write to: a variable, a field of it, or an element of it."""

    names: tuple[str, ...]
    index: Sql | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """A variable: its type as written, its first value (of a cursor, its query); or another name of something."""

    name: str
    type: str
    value: Sql | None = None
    alias_of: str | None = None
    not_null: bool = False
    is_cursor: bool = False


@dataclass(frozen=True, slots=True)
class Handler:
    """WHEN conditions THEN statements."""

    conditions: tuple[str, ...]
    body: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Block(Node):
    """DECLARE … BEGIN … EXCEPTION … END."""

    label: str | None
    declarations: tuple[Declaration, ...]
    body: tuple[Node, ...]
    handlers: tuple[Handler, ...] = ()
    prefers_column: bool | None = None  # what #variable_conflict says


@dataclass(frozen=True, slots=True)
class If(Node):
    """IF … THEN … ELSIF … ELSE …; the last part has no condition where it is ELSE."""

    parts: tuple[tuple[Sql | None, tuple[Node, ...]], ...]


@dataclass(frozen=True, slots=True)
class Case(Node):
    """CASE as a statement; without ELSE, nothing that fits is an error."""

    subject: Sql | None
    parts: tuple[tuple[Sql, tuple[Node, ...]], ...]
    otherwise: tuple[Node, ...] | None


@dataclass(frozen=True, slots=True)
class Loop(Node):
    """LOOP and WHILE."""

    label: str | None
    condition: Sql | None
    body: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Count(Node):
    """FOR i IN a .. b."""

    label: str | None
    name: str
    first: Sql
    last: Sql
    step: Sql | None
    reverse: bool
    body: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Each(Node):
    """FOR … IN query, IN EXECUTE text, or over the cursor of that name."""

    label: str | None
    targets: tuple[Target, ...]
    query: Sql | Execute | str
    body: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Elements(Node):
    """FOREACH … IN ARRAY."""

    label: str | None
    target: Target
    slice: int
    array: Sql
    body: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Leave(Node):
    """EXIT and CONTINUE."""

    again: bool
    label: str | None
    condition: Sql | None


@dataclass(frozen=True, slots=True)
class Return(Node):
    """RETURN; for RETURN NEXT and RETURN QUERY, `goes_on`."""

    value: Sql | None
    goes_on: bool = False
    is_query: bool = False


@dataclass(frozen=True, slots=True)
class Raise(Node):
    """RAISE; without anything, the error in hand again."""

    level: str
    condition: str | None = None
    template: str | None = None
    arguments: tuple[Sql, ...] = ()
    options: tuple[tuple[str, Sql], ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Assert(Node):
    """ASSERT condition, message."""

    condition: Sql
    message: Sql | None


@dataclass(frozen=True, slots=True)
class Assign(Node):
    """A variable := an expression."""

    target: Target
    value: Sql


@dataclass(frozen=True, slots=True)
class Execute(Node):
    """EXECUTE text INTO … USING …."""

    text: Sql
    targets: tuple[Target, ...] = ()
    strict: bool = False
    using: tuple[Sql, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnostics(Node):
    """GET DIAGNOSTICS: targets with the items they take."""

    stacked: bool
    items: tuple[tuple[Target, str], ...]


@dataclass(frozen=True, slots=True)
class Statement(Node):
    """An SQL statement, PERFORM included; `sql` is without its INTO."""

    sql: Sql
    first: str
    targets: tuple[Target, ...] = ()
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Nothing(Node):
    """NULL."""


@dataclass(frozen=True, slots=True)
class Untold(Node):
    """A statement that is read, and whose effect the text cannot tell: cursors."""

    what: str
    targets: tuple[Target, ...] = ()
