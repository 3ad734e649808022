"""Two differences that one rename mends: what is missing stands there still, under another name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Sequence as Sequences
from typing import Any

from harness.schema import Column, Constraint, Difference, Index, Name, Part, Sequence, Table, quoted
from harness.static.mends import mend

Renames = dict[Part, tuple[Part, str]]


def mending(differences: Sequences[Difference]) -> Callable[[Difference], str]:
    """Return how to mend each of `differences`: by a rename where one does it, else by itself.

    The rename stands with what is missing; what is left over, and a default that follows its sequence, point to it.
    """
    moved = dict(_renames(differences))
    left_over = {new: old for old, (new, _) in moved.items()}

    def mended(difference: Difference) -> str:
        if difference.left in moved and difference.change == "missing":
            return moved[difference.left][1]
        if difference.right in left_over and difference.change == "extra":
            return f"-- renamed to {left_over[difference.right].name}, as proposed for that, it is left over no more"  # type: ignore[attr-defined]
        if _follows(difference, moved):
            return "-- the default names its sequence as it was once that is renamed, as proposed for it"
        return mend(difference)

    return mended


def renames(differences: Sequences[Difference]) -> dict[Part, str]:
    """Return, for what is left over only because a rename was not undone, the statement that undoes it."""
    return {new: statement for _, (new, statement) in _renames(differences)}


def _renames(differences: Sequences[Difference]) -> Iterator[tuple[Part, tuple[Part, str]]]:
    missing = [found.part for found in differences if found.change == "missing"]
    extra = [found.part for found in differences if found.change == "extra"]
    for old in missing:
        alike = [new for new in extra if _alike(old, new)]
        if len(alike) == 1 and sum(_alike(other, alike[0]) for other in missing) == 1:
            yield old, (alike[0], _rename(old, alike[0]))


def _alike(old: Part, new: Part) -> bool:
    """Say whether two parts differ in nothing but their names; a column renamed is one that kept its position."""
    if type(old) is not type(new) or not isinstance(old, Column | Constraint | Index | Sequence | Table):
        return False
    if getattr(old, "table", None) != getattr(new, "table", None):
        return False
    if isinstance(old, Column) and isinstance(new, Column) and old.position != new.position:
        return False
    return bool(_nameless(old) == _nameless(new))


def _nameless(part: Part) -> Any:
    facts = part.facts()
    if isinstance(part, Index):
        facts["definition"] = part.definition.replace(f" {quoted(part.name.name)} ", " ", 1)
    if isinstance(part, Table):
        facts["columns"] = [(column.name, column.type, column.not_null) for column in part.columns]
    name = part.name  # type: ignore[attr-defined]
    return facts, name.namespace if isinstance(name, Name) else ""


def _rename(old: Part, new: Part) -> str:
    name = old.name  # type: ignore[attr-defined]
    if isinstance(new, Column | Constraint):
        return f"alter table {new.table} rename {new.kind} {quoted(new.name)} to {quoted(name)};"
    return f"alter {new.kind} {new.identity} rename to {quoted(name.name)};"


def _follows(difference: Difference, renames: Renames) -> bool:
    """Say whether a column's default changed only in that it names a sequence that is to be renamed."""
    was, now = difference.left, difference.right
    if not isinstance(was, Column) or not isinstance(now, Column) or not was.default or not now.default:
        return False
    if {name for name, *_ in difference.changes} != {"default"}:
        return False
    return any(
        isinstance(new, Sequence) and str(now.default).replace(_qualified(new), _qualified(old)) == str(was.default)
        for old, (new, _) in renames.items()
    )


def _qualified(sequence: Part) -> str:
    name = sequence.name  # type: ignore[attr-defined]
    return f"'{quoted(name.namespace)}.{quoted(name.name)}'"
