"""Where a name in SQL finds its value: in the rows at hand, in those around them, in the block's variables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from sqlglot import exp

from harness.declared.block.errors import SqlError
from harness.declared.block.values import Row, Unknown

MISSING = Unknown("a name that is not there")  # what `Variables.find` answers where there is no such variable


class Variables(Protocol):
    """The variables of a block."""

    def find(self, names: tuple[str, ...]) -> object:
        """Return the value of a variable or of a field of it; `MISSING`, the very object, where there is none."""
        ...

    def prefers_column(self) -> bool | None:
        """Say what wins where a column and a variable share a name; None: that is an error."""
        ...


@dataclass(slots=True)
class Scope:
    """The rows at hand by their aliases, the scope around them, and the queries of WITH by name."""

    variables: Variables
    items: dict[str, Row] = field(default_factory=dict)
    parent: Scope | None = None
    queries: dict[str, object] = field(default_factory=dict)
    group: list[dict[str, Row]] | None = None  # what an aggregate is over
    doubt: Unknown | None = None  # that group may hold other rows too

    def inner(self, items: dict[str, Row] | None = None) -> Scope:
        """Return a scope within this one."""
        return Scope(self.variables, items if items is not None else {}, self)

    def chain(self) -> Iterator[Scope]:
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent

    def query(self, name: str) -> object:
        """Return the result of the WITH query of that name; None where there is none."""
        return next((scope.queries[name] for scope in self.chain() if name in scope.queries), None)


def folded(identifier: exp.Expr | str | None) -> str:
    """Return the name that an identifier of sqlglot stands for."""
    if isinstance(identifier, exp.Identifier):
        return str(identifier.this) if identifier.args.get("quoted") else str(identifier.this).lower()
    if identifier is None or isinstance(identifier, str):
        return (identifier or "").lower()
    return identifier.name.lower()


def names_of(column: exp.Column) -> tuple[str, ...]:
    """Return a column reference as its names, outermost first."""
    parts = (column.args.get(key) for key in ("catalog", "db", "table", "this"))
    return tuple(folded(part) for part in parts if part)


def resolve(names: tuple[str, ...], scope: Scope) -> object:
    """Return the value of a name; raises `SqlError` where there is none, or more than one."""
    found = _column(names, scope)
    variable = scope.variables.find(names)
    if found is MISSING or found is _PARTIAL:
        if variable is not MISSING:
            return variable
        if found is _PARTIAL:
            return Unknown(f"column {names[-1]}, which is not modelled")
        raise SqlError("undefined_column", f'column "{".".join(names)}" does not exist')
    if variable is not MISSING:
        preferred = scope.variables.prefers_column()
        if preferred is None:
            raise SqlError("ambiguous_column", f'column reference "{".".join(names)}" is ambiguous')
        return found if preferred else variable
    return found


_PARTIAL = Unknown("a column that is not modelled")


def _column(names: tuple[str, ...], scope: Scope) -> object:
    partial = MISSING
    for level in scope.chain():
        if len(names) == 1:
            value = _bare(names[0], level)
        elif names[-2] in level.items:
            return level.items[names[-2]].get_column(names[-1])
        else:
            continue
        if value is _PARTIAL:
            partial = _PARTIAL
        elif value is not MISSING:
            return value
    return partial


def _bare(name: str, level: Scope) -> object:
    holders = [row for row in level.items.values() if name in row]
    if len(holders) > 1 and any(holders[0][name] != row[name] for row in holders[1:]):
        raise SqlError("ambiguous_column", f'column reference "{name}" is ambiguous')
    if holders:
        return holders[0][name]
    if name in level.items:  # the row itself
        return level.items[name]
    return MISSING if all(row.whole for row in level.items.values()) else _PARTIAL
