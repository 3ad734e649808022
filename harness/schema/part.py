"""What every part of a schema has in common."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any, ClassVar

SHORT = 160  # characters of a definition that is shown whole
SELF_EVIDENT = frozenset({"table", "column", "constraint", "trigger"})  # kinds that need not be said with the name


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What every part of a schema has: a kind, an identity, and the place that last defined it.

    `apart` names the facts that a definition, where the part has one, does not tell.
    """

    kind: ClassVar[str] = "part"
    children: ClassVar[tuple[str, ...]] = ()
    apart: ClassVar[frozenset[str]] = frozenset()
    path: str | None = field(default=None, compare=False, repr=False)
    line: int | None = field(default=None, compare=False, repr=False)

    @property
    def identity(self) -> str:
        """The name within its kind, as PostgreSQL writes it: `orders.customer_id`, `public.f(integer)`."""
        raise NotImplementedError

    @property
    def key(self) -> tuple[str, str]:
        """What two schemas are matched by."""
        return (self.kind, self.identity)

    def __str__(self) -> str:
        return self.identity if self.kind in SELF_EVIDENT else f"{self.kind} {self.identity}"

    @property
    def detail(self) -> str:
        """What a person wants to know of a part that the other side lacks; empty where its name says enough."""
        definition = getattr(self, "definition", "")
        return definition if len(definition) <= SHORT and "\n" not in definition else ""

    def facts(self) -> dict[str, Any]:
        """Return what is compared and shown of the part itself, its children left out."""
        hidden = {"name", "table", *self.children}
        shown = (item.name for item in fields(self) if item.compare and item.name not in hidden)
        return {name: getattr(self, name) for name in shown}


def located(part: Part, path: str | None, line: int | None) -> Part:
    """Return the same part, pointing to `path:line`."""
    return replace(part, path=path, line=line)
