"""The host's relations, with an index for each column that rows are looked up by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from harness.declared.block.values import Reg, Unknown

Rows = Sequence[Mapping[str, object]]


@dataclass(slots=True)
class _Index:
    by_value: dict[object, list[Mapping[str, object]]] = field(default_factory=dict)
    always: list[Mapping[str, object]] = field(default_factory=list)  # the value is not known
    kind: type | None = None  # of the values; None where there are several


class Catalogs:
    """Rows of relations by name; an index lives as long as the host returns the very same rows."""

    def __init__(self, rows: Callable[[str], Rows | None]) -> None:
        self._rows = rows
        self._indexes: dict[tuple[str, str], tuple[Rows, _Index | None]] = {}

    def rows(self, relation: str) -> Rows | None:
        return self._rows(relation)

    def lookup(self, relation: str, column: str, value: object) -> list[Mapping[str, object]] | Unknown:
        """Return the rows whose `column` is `value`, which is a str or an int; Unknown where the host cannot say."""
        rows = self._rows(relation)
        if rows is None:
            return Unknown(f"the rows of {relation}")
        found = self.candidates(relation, rows, column, value)
        return [row for row in found if row.get(column) == value]

    def candidates(self, relation: str, rows: Rows, column: str, value: object) -> Rows:
        """Return those of `rows` that may have `value` in `column`: all of them where no index serves."""
        if isinstance(value, Reg):
            value = value.oid
        cached = self._indexes.get((relation, column))
        if cached is None or cached[0] is not rows:
            cached = (rows, _indexed(rows, column))
            self._indexes[relation, column] = cached
        index = cached[1]
        if index is None or type(value) is not index.kind:
            return rows
        return [*index.by_value.get(value, ()), *index.always]


def _indexed(rows: Rows, column: str) -> _Index | None:
    """Return an index over `column`; None where its values are of several kinds, or of one that is not compared so."""
    index = _Index()
    for row in rows:
        value = row.get(column, index)  # the index itself: no such column
        if isinstance(value, Unknown) or value is index:
            index.always.append(row)
            continue
        if value is None:
            continue
        kind = type(value)
        if kind not in (str, int) or index.kind not in (None, kind):
            return None
        index.kind = kind
        index.by_value.setdefault(value, []).append(row)
    return index
