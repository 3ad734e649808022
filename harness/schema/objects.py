"""Types, sequences, functions and whatever else stands by itself in a database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from harness.schema.names import Expression, Name, quoted
from harness.schema.part import SHORT, Part
from harness.schema.wording import value


@dataclass(frozen=True, slots=True, kw_only=True)
class Enum(Part):
    """An enum type; labels in sort order."""

    kind: ClassVar[str] = "type"
    name: Name
    owner: str
    labels: tuple[str, ...]

    @property
    def identity(self) -> str:
        return str(self.name)

    @property
    def detail(self) -> str:
        return f"enum {value(self.labels)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain(Part):
    """A domain over `base`, its checks as (name, definition, validated)."""

    kind: ClassVar[str] = "domain"
    name: Name
    owner: str
    base: str
    not_null: bool = False
    default: Expression | None = None
    collation: str | None = None
    checks: tuple[tuple[str, str, bool], ...] = ()

    @property
    def identity(self) -> str:
        return str(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence(Part):
    """A sequence; `owned_by` is `table.column` where it lives and dies with one."""

    kind: ClassVar[str] = "sequence"
    name: Name
    owner: str
    type: str
    start: int
    minimum: int
    maximum: int
    increment: int
    cycle: bool
    cache: int
    owned_by: str | None = None
    identity_of: str | None = None
    persistence: str = "permanent"

    @property
    def identity(self) -> str:
        return str(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Function(Part):
    """A function, procedure, aggregate or window function; `arguments` are the types that it is known by."""

    kind: ClassVar[str] = "function"
    apart: ClassVar[frozenset[str]] = frozenset({"owner"})
    name: Name
    arguments: str
    owner: str
    flavour: Literal["function", "procedure", "aggregate", "window"]
    definition: str

    @property
    def identity(self) -> str:
        return f"{self.name}({self.arguments})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(Part):
    """An installed extension; its members are left out of the schema."""

    kind: ClassVar[str] = "extension"
    name: str
    namespace: str
    version: str

    @property
    def identity(self) -> str:
        return quoted(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant(Part):
    """What one grantee may do with one object; `on` is `table orders`, `column orders.id` and so on.

    Only what differs from PostgreSQL's built-in default: `privileges` beyond it, and what was `revoked` of it.
    """

    kind: ClassVar[str] = "grant"
    on: str
    grantee: str
    privileges: tuple[str, ...]
    revoked: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        return f"on {self.on} to {quoted(self.grantee)}"

    @property
    def detail(self) -> str:
        told = [", ".join(self.privileges)] if self.privileges else []
        return " and ".join([*told, *([f"revoked {', '.join(self.revoked)}"] if self.revoked else [])])


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Part):
    """A COMMENT; `on` names the object as `Grant.on` does."""

    kind: ClassVar[str] = "comment"
    on: str
    text: str

    @property
    def identity(self) -> str:
        return f"on {self.on}"

    @property
    def detail(self) -> str:
        return self.text if len(self.text) <= SHORT else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Object(Part):
    """Any other kind of object: what it is, what it is called, how it is defined; `table` is what it hangs on."""

    kind: ClassVar[str] = "object"
    apart: ClassVar[frozenset[str]] = frozenset({"owner"})
    of: str
    name: str
    definition: str
    owner: str | None = None
    table: Name | None = None

    @property
    def identity(self) -> str:
        return self.name

    @property
    def key(self) -> tuple[str, str]:
        return (self.of, self.name)

    def __str__(self) -> str:
        return f"{self.of} {self.name}"
