"""How two values that differ are shown to a person: short where they are short, cut down to what differs where not."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import islice

_LONG = 160  # characters that both sides of a change may take on one line before they are cut down
_CONTEXT = 24  # characters shown around what differs
_CHANGES = 3  # changed stretches of a text of many lines that are shown


def change(left: object, right: object) -> str:
    """Return `left → right` as a person reads it: only what differs, where the whole would be long."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        return _tuples(left, right)
    first, second = value(left), value(right)
    if "\n" in first or "\n" in second:
        return _lines(first, second)
    if len(first) + len(second) > _LONG:
        return _cut(first, second)
    return f"{first} → {second}"


def value(item: object) -> str:
    """Return one value in words: none, yes, no, a parenthesised list, or the value itself."""
    if item is None:
        return "none"
    if isinstance(item, bool):
        return "yes" if item else "no"
    if isinstance(item, tuple):
        return "(" + ", ".join(value(part) for part in item) + ")"
    return str(item) or "''"


def _tuples(left: tuple[object, ...], right: tuple[object, ...]) -> str:
    whole = f"{value(left)} → {value(right)}"
    lost = tuple(item for item in left if item not in right)
    gained = tuple(item for item in right if item not in left)
    if len(whole) <= _LONG or not (lost or gained):
        return whole
    return ", ".join(f"{word} {value(items)}" for word, items in (("without", lost), ("with", gained)) if items)


def _lines(left: str, right: str) -> str:
    """Name the lines that differ; a text of many lines says little when it is shown twice."""
    first, second = ([line.strip() for line in text.strip().splitlines()] for text in (left, right))
    changes = [
        code for code in SequenceMatcher(None, first, second, autojunk=False).get_opcodes() if code[0] != "equal"
    ]
    shown = []
    for _, start, end, from_, to in islice(changes, _CHANGES):
        old, new = " ".join(first[start:end]), " ".join(second[from_:to])
        both = f"{old or 'nothing'} → {new or 'nothing'}"
        shown.append(f"line {start + 1}: {both if len(both) <= _LONG else _cut(old, new)}")
    if not changes:
        return "other spaces or line ends"
    more = len(changes) - len(shown)
    return ", ".join([*shown, *([f"and {more} more"] if more else [])])


def _cut(left: str, right: str) -> str:
    """Leave out what both sides begin and end with, save a few characters around what differs."""
    start = next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    room = min(len(left), len(right)) - start
    tail = 0
    while tail < room and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    return " → ".join(_window(text, start, len(text) - tail) for text in (left, right))


def _window(text: str, start: int, end: int) -> str:
    low = text.rfind(" ", 0, start - _CONTEXT) + 1 if start > _CONTEXT else 0
    high = text.find(" ", min(end + _CONTEXT, low + 2 * _LONG))
    high = len(text) if high < 0 else high
    return f"{'…' if low else ''}{text[low:high]}{'…' if high < len(text) else ''}"
