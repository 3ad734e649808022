"""Names and literals as they stand in statements that are sent, made without a driver: this package imports none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.schema.names import Name, quoted

WORD = r'"(?:[^"]|"")+"|[^\W\d][\w$]*'
_PIECE = re.compile(r'"(?:[^"]|"")*"|[^."]+')


def literal(text: str) -> str:
    """Return `text` as a string constant, whatever `standard_conforming_strings` says."""
    doubled = text.replace("'", "''")
    return "E'" + doubled.replace("\\", "\\\\") + "'" if "\\" in text else f"'{doubled}'"


def whole(name: Name) -> str:
    """Return a name with its namespace, so that no search_path decides what it means."""
    return f"{quoted(name.namespace)}.{quoted(name.name)}"


def pieces(identity: str) -> list[str]:
    """Return the identifiers of a dotted name, each quoted where it was: `shop."a.b"` → `shop`, `"a.b"`."""
    return _PIECE.findall(identity)


def qualified(identity: str, depth: int = 2) -> str:
    """Return a printed name of `depth` identifiers with the default namespace put in front where it was left out."""
    found = pieces(identity)
    return ".".join(found if len(found) >= depth else ["public", *found])


def listed(names: Iterable[str]) -> str:
    """Return column names as they stand between parentheses."""
    return ", ".join(quoted(name) for name in names)


def settings(options: Iterable[str]) -> str:
    """Return storage parameters, given as `key=value`, as they stand in WITH (…) or SET (…)."""
    return ", ".join(f"{key} = {literal(value)}" for key, _, value in (option.partition("=") for option in options))


def foreign_options(options: Iterable[str]) -> str:
    """Return the options of something foreign, given as `key=value`, as they stand in OPTIONS (…)."""
    return ", ".join(f"{quoted(key)} {literal(value)}" for key, _, value in (item.partition("=") for item in options))


def role(name: str) -> str:
    """Return a role, or the word for everyone."""
    return "public" if name == "public" else quoted(name)
