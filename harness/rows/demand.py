"""What a row must not make false: checks of the table, of its columns' domains, and of its partitions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from harness.declared.expressions import columns_in
from harness.declared.tokens import Cursor, Unreadable
from harness.rows.condition import Condition, Truth, condition
from harness.rows.kind import Kind, checked
from harness.schema import Check, Index, Schema, Table


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a demand: its text, the columns whose values it reads, and what it calls them, with their types."""

    text: str
    columns: tuple[str, ...]
    known_as: tuple[tuple[str, str], ...]
    relation: str


@dataclass(frozen=True, slots=True)
class Demand:
    """A condition that rejects a row where it is false; `name` is the constraint's, as an error names it."""

    source: Literal["check", "domain", "partition"]
    name: str
    about: str
    condition: Condition
    clauses: tuple[Clause, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the demand reads, each once."""
        return tuple(dict.fromkeys(column for clause in self.clauses for column in clause.columns))

    def value(self, truths: tuple[Truth, ...]) -> Truth:
        return self.condition.value(truths)


def demands(schema: Schema, table: Table, kinds: Mapping[str, Kind]) -> Iterator[Demand]:
    """Yield everything that a row of a table must not make false."""
    generated = generated_by(table)
    for constraint in table.constraints:
        if isinstance(constraint, Check) and constraint.enforced:
            text = str(constraint.expression) or checked(constraint.definition)
            yield _demand("check", constraint.name, str(constraint), condition(replaced(text, generated)), table, kinds)
    for column in table.columns:
        for check in kinds[column.name].checks if column.name in kinds else ():
            yield _of_domain(column.name, kinds[column.name], check.name, check.domain, check.condition, table)
    bounds = _partitioned(schema, table)
    if bounds is not None:
        yield _demand("partition", "", str(table), condition(bounds), table, kinds)


def predicate(table: Table, index: Index, kinds: Mapping[str, Kind]) -> Demand:
    """Return the condition under which a partial index holds a row, as if it were a demand."""
    return _demand("check", index.name.name, str(index), condition(str(index.predicate)), table, kinds)


def _demand(
    source: Literal["check", "partition"],
    name: str,
    about: str,
    found: Condition,
    table: Table,
    kinds: Mapping[str, Kind],
) -> Demand:
    names = [column.name for column in table.columns]
    clauses = []
    for text in found.clauses:
        columns = columns_in(text, names)
        known_as = tuple((column, kinds[column].type) for column in columns)
        clauses.append(Clause(text, columns, known_as, table.name.name))
    return Demand(source, name, about, found, tuple(clauses))


def _of_domain(column: str, kind: Kind, name: str, domain: str, found: Condition, table: Table) -> Demand:
    known_as = (("value", kind.type),)
    clauses = tuple(Clause(text, (column,), known_as, table.name.name) for text in found.clauses)
    return Demand("domain", name, f"domain {domain}", found, clauses)


def generated_by(table: Table) -> dict[str, str]:
    """Return what each generated column is made of."""
    return {column.name: str(column.default) for column in table.columns if column.generated and column.default}


def replaced(text: str, expressions: Mapping[str, str]) -> str:
    """Put the expression of a generated column in the place of its name: no row can choose it."""
    if not expressions or not columns_in(text, expressions.keys()):
        return text
    cursor, parts, at = Cursor(text), [], 0
    while not cursor.done:
        start, word = cursor.start(), cursor.mark()
        if not cursor.is_name():
            cursor.skip()
            continue
        name = cursor.name()
        if name in expressions and cursor.word not in {"(", "."}:
            parts.append(f"{text[at:start]}({expressions[name]})")
            at = start + len(cursor.since(word).text)
    return "".join(parts) + text[at:]


def _partitioned(schema: Schema, table: Table) -> str | None:
    """Return the condition under which some partition takes a row; None where every row has one, or none is needed."""
    if table.partition_key is None:
        return None
    method, _, inside = table.partition_key.partition(" ")
    parts = [each for each in schema.tables if table.name in each.parents and each.partition_bound]
    if method.lower() == "hash" or any(each.partition_bound == "DEFAULT" for each in parts):
        return None
    key = inside.strip()[1:-1]
    taken = []
    for part in parts:
        bound = _bound(key, part.partition_bound or "")
        inner = _partitioned(schema, part)
        if bound is None:
            return None
        taken.append(f"({bound} and ({inner}))" if inner else f"({bound})")
    return " or ".join(taken) or "false"


_RANGE = re.compile(r"FOR VALUES FROM \((?P<low>.*)\) TO \((?P<high>.*)\)", re.DOTALL)
_LIST = re.compile(r"FOR VALUES IN \((?P<values>.*)\)", re.DOTALL)


def _bound(key: str, bound: str) -> str | None:
    found = _LIST.fullmatch(bound)
    if found:
        members = _split(found["values"])
        tests = [f"({key}) = {value}" for value in members if value.upper() != "NULL"]
        tests += [f"({key}) is null" for value in members if value.upper() == "NULL"]
        return f"({' or '.join(tests)})"
    found = _RANGE.fullmatch(bound)
    if not found:
        return None
    keys = _split(key)
    return " and ".join(
        [
            *(f"({each}) is not null" for each in keys),
            *_compared(keys, _split(found["low"]), ">="),
            *_compared(keys, _split(found["high"]), "<"),
        ]
    )


def _compared(keys: list[str], bounds: list[str], sign: str) -> Iterator[str]:
    """Yield the comparison of a key with a range's bound; bounds from MINVALUE or MAXVALUE on do not count."""
    endless = ("MINVALUE", "MAXVALUE")
    some = next((at for at, each in enumerate(bounds) if each in endless), len(bounds))
    if some:
        reaches = some < len(bounds) and (bounds[some] == "MAXVALUE") == (sign == "<")
        loose = ("<=" if sign == "<" else ">=") if reaches else ("<" if sign == "<" else ">")
        used = loose if some < len(bounds) else sign
        yield f"({', '.join(keys[:some])}) {used} ({', '.join(bounds[:some])})"


def _split(text: str) -> list[str]:
    """Split a list at the commas that stand in no parentheses."""
    try:
        cursor = Cursor(text)
        found = []
        while not cursor.done:
            found.append(cursor.expression(frozenset({","})).text)
            cursor.take(",")
    except Unreadable:
        return [text]
    return found
