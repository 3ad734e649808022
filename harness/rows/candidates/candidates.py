"""What is mined of conditions: candidates for each column, and what a server is asked for to have more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """An expression whose value a server is asked for, to be a candidate of `column`, over values of what it reads."""

    column: str
    expression: str
    reads: tuple[str, ...]


@dataclass
class Candidates:
    """The candidates of one table's columns, mined ones before usual ones; `edges` lie next to a boundary."""

    values: dict[str, dict[str, None]] = field(default_factory=dict)
    edges: dict[str, set[str]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def add(self, column: str, found: Iterable[str], *, edge: bool = False) -> None:
        """Add candidates of a column; `edge`: a condition changes its mind there."""
        known = self.values.setdefault(column, {})
        for each in found:
            known.setdefault(each)
            if edge:
                self.edges.setdefault(column, set()).add(each)
