"""Where in the files an object was last defined: by the transaction that wrote its catalog row.

Applied outside a transaction block, each statement has a transaction id of its own, so the row's `xmin` names the
statement exactly. Statements that commit together share one id; among them, the last that names the object is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from harness.chain.statement import Statement
from harness.live.apply import Outcome
from harness.schema import Comment, Grant, Name, Object, Part, Schema

_BEFORE_KIND = "(?:or|replace|unique|temp|temporary|unlogged|materialized|constraint|foreign|event|recursive)"
_AFTER_KIND = "(?:concurrently|only|if|not|exists)"

_WRAP = 2**32  # xmin is the low half of a 64-bit transaction id


class Places:
    """Transaction id ranges and the statements that ran in them, in order."""

    def __init__(self) -> None:
        self._lows: list[int] = []
        self._highs: list[int] = []
        self._groups: list[tuple[Statement, ...]] = []
        self._together: dict[tuple[str, int], tuple[Statement, ...]] = {}

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Take in what a tracked application recorded."""
        group: list[Statement] = []
        for outcome in outcomes:
            group.append(outcome.statement)
            if outcome.xids and outcome.xids[1] > outcome.xids[0]:
                self.add_range(*outcome.xids, group)
                group = []

    def add_range(self, low: int, high: int, statements: Sequence[Statement]) -> None:
        """Say that `statements` wrote with ids from `low` up to, and not including, `high`."""
        self._lows.append(low)
        self._highs.append(high)
        self._groups.append(tuple(statements))
        if len(statements) > 1:
            last = statements[-1]
            self._together[(last.path, last.line)] = tuple(statements)

    def at(self, xmin: int) -> tuple[str, int] | None:
        """Return the path and line for a row's xmin; None for what was written outside every range, as on a stage."""
        if not self._lows:
            return None
        full = xmin + (self._lows[-1] // _WRAP) * _WRAP
        if full > self._lows[-1] + _WRAP // 2:
            full -= _WRAP
        found = bisect_right(self._lows, full) - 1
        if found < 0 or full >= self._highs[found]:
            return None
        last = self._groups[found][-1]
        return last.path, last.line

    def refine(self, part: Part) -> Part:
        """Return `part` with the line, among statements that committed together, that names it."""
        group = self._together.get((part.path or "", part.line or 0))
        if group is None:
            return part
        found = naming(part, group) or group[0]
        return replace(part, path=found.path, line=found.line)

    def refine_schema(self, schema: Schema) -> Schema:
        """Return `schema` with every table's constraints refined; they are what rules point to without a difference."""
        if not self._together:
            return schema
        tables = tuple(
            replace(table, constraints=tuple(self.refine(item) for item in table.constraints))  # type: ignore[misc]
            for table in schema.tables
        )
        return replace(schema, tables=tables)


def naming(part: Part, statements: Sequence[Statement]) -> Statement | None:
    """Return the statement that most plainly speaks of `part`: its own name, else its table's; the last such one.

    One that says what `part` is together with its name (create table orders) goes before one that only names it.
    """
    defining = _defining(part)
    for words in _words(part):
        found = [statement for statement in statements if _mentions(statement.text, words)]
        if found:
            return [*found, *(statement for statement in found if defining.search(statement.text))][-1]
    return None


def _defining(part: Part) -> re.Pattern[str]:
    """Return what a statement that makes, alters or drops `part` itself says."""
    kind = {"function": "(?:function|procedure|aggregate|routine)"}.get(part.key[0], part.key[0].replace(" ", r"\s+"))
    return re.compile(
        rf"\b(?:create|alter|add|drop)\s+(?:{_BEFORE_KIND}\s+)*{kind}\s+(?:{_AFTER_KIND}\s+)*"
        rf'(?:[\w$"]+\s*\.\s*)?"?{re.escape(_own_name(part))}(?![\w$])',
        re.IGNORECASE,
    )


def _words(part: Part) -> list[tuple[str, ...]]:
    """Return sets of names to look for, the most telling first."""
    table = getattr(part, "table", None)
    holder = (table.name,) if isinstance(table, Name) else ()
    if isinstance(part, Grant | Comment):
        words = tuple(re.findall(r"\w+", part.on.partition(" ")[2]))
        return [words, words[:1]] if words else []
    name = _own_name(part)
    ways = [(name, *holder), (name,)]
    columns = tuple(column for column in getattr(part, "columns", ()) if isinstance(column, str))
    if holder and columns:
        ways.append((*holder, *columns))
    return [*ways, holder] if holder else ways


def _own_name(part: Part) -> str:
    own = getattr(part, "name", "")
    name = own.name if isinstance(own, Name) else str(own)
    return (re.findall(r"\w+", name) or [name])[-1] if isinstance(part, Object) else name


def _mentions(text: str, words: tuple[str, ...]) -> bool:
    return all(re.search(rf"(?<![\w$]){re.escape(word)}(?![\w$])", text, re.IGNORECASE) for word in words)
