"""The names that PostgreSQL makes for what a statement leaves unnamed: cut to size, and numbered where taken.

Source: makeObjectName, ChooseRelationName (src/backend/commands/indexcmds.c) and ChooseConstraintName
(src/backend/catalog/pg_constraint.c) of PostgreSQL 18.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

_MOST = 63  # NAMEDATALEN - 1


def object_name(first: str, second: str | None, label: str | None) -> str:
    """Return `first_second_label` in 63 bytes: the longer of the first two is cut, byte by byte, until it fits."""
    overhead = (1 if second is not None else 0) + (len(label.encode()) + 1 if label else 0)
    room = _MOST - overhead
    left, right = first.encode(), (second or "").encode()
    length, other = len(left), len(right)
    while length + other > room:
        if length > other:
            length -= 1
        else:
            other -= 1
    parts = [_clipped(left, length)]
    if second is not None:
        parts.append(_clipped(right, other))
    if label:
        parts.append(label)
    return "_".join(parts)


def _clipped(raw: bytes, length: int) -> str:
    return raw[:length].decode(errors="ignore")


def chosen(first: str, second: str | None, label: str, taken: Callable[[str], bool]) -> str:
    """Return the first of `first_second_label`, `…label1`, `…label2` that is not taken."""
    count = 0
    while True:
        name = object_name(first, second, f"{label}{count or ''}")
        if not taken(name):
            return name
        count += 1


def joined(columns: Sequence[str]) -> str:
    """Return the columns' part of an index's or foreign key's name: joined until it would be too long anyway."""
    text = ""
    for column in columns:
        text = f"{text}_{column}" if text else column
        if len(text.encode()) > _MOST:
            break
    return text


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of an index's columns: each made unique by a number, as ChooseIndexColumnNames does."""
    found: list[str] = []
    for name in names:
        candidate, count = name, 0
        while candidate in found:
            count += 1
            number = str(count)
            candidate = _clipped(name.encode(), _MOST - len(number)) + number
        found.append(candidate)
    return tuple(found)
