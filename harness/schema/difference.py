"""How two schemas differ, object by object, in words that a person reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from harness.schema.names import Name, quoted
from harness.schema.objects import Comment, Grant, Sequence
from harness.schema.part import Part
from harness.schema.relations import Column, Index, Table
from harness.schema.wording import change

Change = Literal["missing", "extra", "changed", "reordered"]
Parts = Mapping[tuple[str, str], Part]


@dataclass(frozen=True, slots=True)
class Difference:
    """One object on which two schemas disagree: `missing` from the second, `extra` in it, `changed`, or `reordered`.

    `reordered` is a table whose columns are the same and stand in another order, and nothing else.
    """

    change: Change
    left: Part | None
    right: Part | None

    @property
    def part(self) -> Part:
        """The part itself, from the side that has it (the first where both do)."""
        part = self.left or self.right
        assert part is not None
        return part

    @property
    def changes(self) -> tuple[tuple[str, Any, Any], ...]:
        """The facts that changed, each with both sides; those that a changed definition tells anyway are left out."""
        if self.change != "changed" or type(self.left) is not type(self.right):
            return ()
        assert self.left is not None
        assert self.right is not None
        left, right = self.left.facts(), self.right.facts()
        names = [name for name in left if left[name] != right[name]]
        if "definition" in names:
            names = ["definition", *(name for name in names if name in self.left.apart)]
        return tuple((name, left[name], right[name]) for name in names)

    def __str__(self) -> str:
        return f"{self.part} {_CHANGE_WORDS[self.change](self)}"


def _one_sided(words: str) -> Callable[[Difference], str]:
    def tell(difference: Difference) -> str:
        detail = difference.part.detail
        return f"{words}: {detail}" if detail else words

    return tell


def _changed(difference: Difference) -> str:
    if not difference.changes:  # a part of another class under the same name: an enum became a composite type
        assert difference.left is not None
        assert difference.right is not None
        return f"changed: {change(_nature(difference.left), _nature(difference.right))}"
    told = (f"{name.replace('_', ' ')}: {change(left, right)}" for name, left, right in difference.changes)
    return f"changed: {'; '.join(told)}"


def _nature(part: Part) -> str:
    return part.detail or type(part).__name__.lower()


def _orders(difference: Difference) -> str:
    assert isinstance(difference.left, Table)
    assert isinstance(difference.right, Table)
    left, right = (", ".join(table.column_names) for table in (difference.left, difference.right))
    return f"has its columns in another order: ({left}) → ({right})"


_CHANGE_WORDS: dict[Change, Callable[[Difference], str]] = {
    "missing": _one_sided("is missing"),
    "extra": _one_sided("is left over"),
    "changed": _changed,
    "reordered": _orders,
}


def differences(ours: Parts, theirs: Parts) -> Iterator[Difference]:
    """Yield how two schemas, each given as its parts by key, differ; what goes with an absent holder is not told."""
    gone, new = set(_absent(ours, theirs)), set(_absent(theirs, ours))
    for key, part in ours.items():
        if key in theirs:
            if not _told_by_constraint(part, ours, theirs):
                yield from _between(part, theirs[key])
        elif not _goes_with(part, gone):
            yield Difference("missing", part, None)
    for key, part in theirs.items():
        if key not in ours and not _goes_with(part, new):
            yield Difference("extra", None, part)


def _between(left: Part, right: Part) -> Iterator[Difference]:
    if type(left) is not type(right) or left.facts() != right.facts():
        yield Difference("changed", left, right)
    if isinstance(left, Table) and isinstance(right, Table) and _reordered(left, right):
        yield Difference("reordered", left, right)


def _told_by_constraint(part: Part, ours: Parts, theirs: Parts) -> bool:
    """Say whether `part` is the index behind a constraint that itself changed, and differs in nothing else."""
    if not isinstance(part, Index) or part.constraint is None:
        return False
    key = ("constraint", f"{part.table}.{quoted(part.constraint)}")
    other = theirs[part.key]
    told = {name for name, *_ in Difference("changed", part, other).changes} <= {"definition"}
    return told and key in ours and key in theirs and ours[key] != theirs[key]


def _reordered(left: Table, right: Table) -> bool:
    common = set(left.column_names) & set(right.column_names)
    first, second = ([name for name in table.column_names if name in common] for table in (left, right))
    return first != second


def _absent(parts: Parts, others: Parts) -> Iterator[str]:
    """Yield what `others` lack, as what lives in it names it; a column's identity is lost without the column too."""
    for key, part in parts.items():
        other = others.get(key)
        if other is None:
            yield _title(key)
        elif isinstance(part, Column) and part.identity_kind and not getattr(other, "identity_kind", None):
            yield f"identity {part.identity}"


def _title(key: tuple[str, str]) -> str:
    return " ".join(key)


def _goes_with(part: Part, absent: set[str]) -> bool:
    """Say whether what holds `part` is itself absent, so that naming the holder says enough."""
    return any(holder in absent for holder in _holders(part))


def _holders(part: Part) -> Iterator[str]:
    table = getattr(part, "table", None)
    if isinstance(table, Name):
        yield f"table {table}"
        yield f"view {table}"
    if isinstance(part, Index) and part.constraint:
        yield f"constraint {part.table}.{quoted(part.constraint)}"
    if isinstance(part, Sequence):
        yield f"column {part.owned_by or part.identity_of}"
        yield f"identity {part.identity_of}"
    if isinstance(part, Grant | Comment):
        yield part.on
