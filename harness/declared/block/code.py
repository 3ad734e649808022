"""The statements of PL/pgSQL as a tree; every piece of SQL in it is text with its place."""

from __future__ import annotations

from harness.declared.record import Record


class Sql(Record, frozen=True):
    """A piece of SQL, an expression or a statement, and the offset in the body at which it begins."""

    text: str
    offset: int


class Node(Record, frozen=True):
    """A statement, and the offset in the body at which it begins."""

    offset: int


class Target(Record, frozen=True):
    """What INTO, FOR and an assignment write to: a variable, a field of it, or an element of it."""

    names: tuple[str, ...]
    index: Sql | None = None


class Declaration(Record, frozen=True):
    """A variable: its type as written, its first value (of a cursor, its query); or another name of something."""

    name: str
    type: str
    value: Sql | None = None
    alias_of: str | None = None
    not_null: bool = False
    is_cursor: bool = False


class Handler(Record, frozen=True):
    """WHEN conditions THEN statements."""

    conditions: tuple[str, ...]
    body: tuple[Node, ...]


class Block(Node, frozen=True):
    """DECLARE … BEGIN … EXCEPTION … END."""

    label: str | None
    declarations: tuple[Declaration, ...]
    body: tuple[Node, ...]
    handlers: tuple[Handler, ...] = ()
    prefers_column: bool | None = None  # what #variable_conflict says


class If(Node, frozen=True):
    """IF … THEN … ELSIF … ELSE …; the last part has no condition where it is ELSE."""

    parts: tuple[tuple[Sql | None, tuple[Node, ...]], ...]


class Case(Node, frozen=True):
    """CASE as a statement; without ELSE, nothing that fits is an error."""

    subject: Sql | None
    parts: tuple[tuple[Sql, tuple[Node, ...]], ...]
    otherwise: tuple[Node, ...] | None


class Loop(Node, frozen=True):
    """LOOP and WHILE."""

    label: str | None
    condition: Sql | None
    body: tuple[Node, ...]


class Count(Node, frozen=True):
    """FOR i IN a .. b."""

    label: str | None
    name: str
    first: Sql
    last: Sql
    step: Sql | None
    reverse: bool
    body: tuple[Node, ...]


class Each(Node, frozen=True):
    """FOR … IN query, IN EXECUTE text, or over the cursor of that name."""

    label: str | None
    targets: tuple[Target, ...]
    query: Sql | Execute | str
    body: tuple[Node, ...]


class Elements(Node, frozen=True):
    """FOREACH … IN ARRAY."""

    label: str | None
    target: Target
    slice: int
    array: Sql
    body: tuple[Node, ...]


class Leave(Node, frozen=True):
    """EXIT and CONTINUE."""

    again: bool
    label: str | None
    condition: Sql | None


class Return(Node, frozen=True):
    """RETURN; for RETURN NEXT and RETURN QUERY, `goes_on`."""

    value: Sql | None
    goes_on: bool = False
    is_query: bool = False


class Raise(Node, frozen=True):
    """RAISE; without anything, the error in hand again."""

    level: str
    condition: str | None = None
    template: str | None = None
    arguments: tuple[Sql, ...] = ()
    options: tuple[tuple[str, Sql], ...] = ()
    again: bool = False


class Assert(Node, frozen=True):
    """ASSERT condition, message."""

    condition: Sql
    message: Sql | None


class Assign(Node, frozen=True):
    """A variable := an expression."""

    target: Target
    value: Sql


class Execute(Node, frozen=True):
    """EXECUTE text INTO … USING …."""

    text: Sql
    targets: tuple[Target, ...] = ()
    strict: bool = False
    using: tuple[Sql, ...] = ()


class Diagnostics(Node, frozen=True):
    """GET DIAGNOSTICS: targets with the items they take."""

    stacked: bool
    items: tuple[tuple[Target, str], ...]


class Statement(Node, frozen=True):
    """An SQL statement, PERFORM included; `sql` is without its INTO."""

    sql: Sql
    first: str
    targets: tuple[Target, ...] = ()
    strict: bool = False


class Nothing(Node, frozen=True):
    """NULL."""


class Untold(Node, frozen=True):
    """A statement that is read, and whose effect the text cannot tell: cursors."""

    what: str
    targets: tuple[Target, ...] = ()
