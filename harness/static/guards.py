"""A statement that failed when it was run again, written so that it can be: the mend, where the text allows one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_FLAGS = re.IGNORECASE | re.DOTALL
_LEADING = r"(?:\s|--[^\n]*\n|/\*.*?\*/)*"
_SKIPPED = r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'"  # comments and strings hold no keyword
_NAME = r"(?:\"[^\"]+\"|[\w$]+)(?:\.(?:\"[^\"]+\"|[\w$]+))*"
_LONGEST = 300  # characters of a statement that is worth repeating
_MOST_LINES = 12
_MOST_PLACES = 3

# ADD and DROP without COLUMN speak of a column unless one of these words follows.
_ADDED = r"if|column|constraint|primary|unique|check|foreign|exclude|generated|value|attribute|tables?"
_DROPPED = r"if|column|constraint|not|default|expression|identity"
_LAST = rf"{_NAME}(?=\s*(?:cascade|restrict)?\s*(?:[,;]|\Z))"


@dataclass(frozen=True)
class _Guard:
    """The words `insert` go between `head` and what follows it, unless that is `unless`; `before` must follow."""

    head: str
    insert: str
    unless: str = "if"
    before: str = _NAME

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What matches a comment or a string, to be left alone, or a place where the words are lacking."""
        return re.compile(
            rf"(?P<skipped>{_SKIPPED})|\b(?P<head>{self.head})(?P<gap>\s+)(?!(?:{self.unless})\b)(?P<name>{self.before})",
            _FLAGS,
        )

    def write(self, found: re.Match[str]) -> str:
        """Return the text of a match with the words in it, in capitals where it is written so."""
        if found["skipped"]:
            return found[0]
        words = self.insert.upper() if found["head"].isupper() else self.insert
        return f"{found['head']} {words}{found['gap']}{found['name']}"


# What to put into a statement, by the SQLSTATE with which it failed.
_GUARDS = {
    "42P07": (
        _Guard(r"create\s+(?:unlogged\s+|temp(?:orary)?\s+)?table", "if not exists"),
        _Guard(r"create\s+(?:unique\s+)?index(?:\s+concurrently)?", "if not exists", unless="if|on|concurrently"),
        _Guard(r"create\s+(?:sequence|materialized\s+view)", "if not exists"),
        _Guard("create", "or replace", before=rf"view\s+{_NAME}"),
    ),
    "42701": (_Guard(r"add\s+column", "if not exists"), _Guard("add", "if not exists", unless=_ADDED)),
    "42703": (_Guard(r"drop\s+column", "if exists"), _Guard("drop", "if exists", unless=_DROPPED, before=_LAST)),
    "42704": (
        _Guard(r"drop\s+(?:constraint|type|trigger|policy|domain|extension)", "if exists"),
        _Guard(r"drop\s+index(?:\s+concurrently)?", "if exists", unless="if|concurrently"),
    ),
    "42P01": (
        _Guard(r"drop\s+(?:table|view|materialized\s+view|sequence|trigger|policy|rule)", "if exists"),
        _Guard(r"drop\s+index(?:\s+concurrently)?", "if exists", unless="if|concurrently"),
        _Guard(r"alter\s+(?:table|view|materialized\s+view|index|sequence)", "if exists"),
    ),
    "42P06": (_Guard(r"create\s+schema", "if not exists"),),
    "3F000": (_Guard(r"drop\s+schema", "if exists"),),
    "42710": (
        _Guard("create", "or replace", before=rf"trigger\s+{_NAME}"),
        _Guard(r"create\s+extension", "if not exists"),
        _Guard(r"add\s+value", "if not exists", before="'(?:[^']|'')*'"),
    ),
    "42723": (_Guard("create", "or replace", before=rf"(?:function|procedure|aggregate)\s+{_NAME}"),),
    "42883": (_Guard(r"drop\s+(?:function|procedure|aggregate|routine)", "if exists"),),
}

# What to advise where two words do not do it, by what the statement is; the first that fits.
_ADVICE = (
    (rf"{_LEADING}alter\b.*\brename\b", "rename it in a do block, only where the old name still stands"),
    (
        r"\badd\s+(?:constraint|primary|unique|foreign|check|exclude)\b",
        "add the constraint in a do block that looks in pg_catalog.pg_constraint first",
    ),
    (rf"{_LEADING}create\s+(?:type|domain)\b", "make it in a do block that looks in pg_catalog.pg_type first"),
    (rf"{_LEADING}create\s+(?:role|user)\b", "make it in a do block that looks in pg_catalog.pg_roles first"),
    (
        rf"{_LEADING}create\s+(?:constraint\s+trigger|policy|operator|cast|publication)\b",
        "drop it first, if it exists; there is no form of this statement that looks for itself",
    ),
)
_READS = re.compile(rf"{_LEADING}(?:with|insert|update|delete|merge|select)\b", _FLAGS)
_INSERT = re.compile(rf"{_LEADING}insert\b(?!.*\b(?:on\s+conflict|returning)\b)", _FLAGS)


def guarded(text: str, sqlstate: str, message: str) -> str:
    """Return the failed statement with its guard; advice in words where no guard of one or two words serves.

    `sqlstate` and `message` are what the server said, or would say, to a second run of it.
    """
    short = text.count("\n") < _MOST_LINES and len(text) <= _LONGEST
    if sqlstate == "23505":
        fits = short and _INSERT.match(text)
        return text.rstrip("; \n") + "\non conflict do nothing;" if fits else "insert … on conflict do nothing"
    for guard in _GUARDS.get(sqlstate, ()):
        places = [found for found in guard.pattern.finditer(text) if not found["skipped"]]
        if any(_is_meant(message, found) for found in places):
            if short:
                return guard.pattern.sub(guard.write, text).strip()
            return _pointed_out([guard.write(found) for found in places])
    return _advice(sqlstate, text)


def _pointed_out(written: list[str]) -> str:
    """Return the places where a long statement lacks its guard, without the rest of it."""
    places = [f"{' '.join(place.split())} …" for place in written[:_MOST_PLACES]]
    more = f" and {len(written) - _MOST_PLACES} more" if len(written) > _MOST_PLACES else ""
    return f"guard it: {', '.join(places)}{more}"


def _is_meant(message: str, found: re.Match[str]) -> bool:
    """Say whether the error is about what the guard is put before, as far as the message names anything."""
    named = re.search(r'"([^"]+)"', message)
    if named is None:
        return True
    name = named[1].rpartition(".")[2]
    behind = re.split(r"\(|\breferences\b", found.string[found.start("name") :], maxsplit=1, flags=re.IGNORECASE)[0]
    return re.search(rf"(?<![\w$]){re.escape(name)}(?![\w$])", behind, re.IGNORECASE) is not None


def _advice(sqlstate: str, text: str) -> str:
    for pattern, words in _ADVICE:
        if re.search(pattern, text, _FLAGS):
            return words
    if sqlstate == "2BP01":
        return "drop what depends on it first"
    if sqlstate.startswith("42") and _READS.match(text):
        return "guard it: run it in a do block, only where what it reads and writes still stands"
    return "guard it, so that it does nothing where its work is already done"
