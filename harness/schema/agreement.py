"""Where what SQL text declares and what a database holds disagree, with the server's word on what only it can print.

A declared part is first settled: what restating covers is taken from the restated part, what text tells for sure from
the declared one, and what neither can tell (an expression that was not restated) counts as agreed. Settled parts are
then compared with the live ones as two databases are, one `Difference` an object.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from harness.schema.difference import Difference, Parts, differences
from harness.schema.names import quoted
from harness.schema.objects import Domain, Extension, Function, Object
from harness.schema.part import Part
from harness.schema.relations import (
    Check,
    Column,
    Constraint,
    Exclusion,
    ForeignKey,
    Index,
    NotNull,
    Policy,
    PrimaryKey,
    Table,
    Trigger,
    Unique,
    View,
)
from harness.schema.schema import Schema

Facts = dict[str, Any]

_ELEMENTS = re.compile(r"\bUSING\s+\S+\s*\((?P<inside>[^()]*)\)", re.IGNORECASE)


def disagreements(declared: Schema, live: Schema, restated: Schema) -> Iterator[Difference]:
    """Yield how the live schema differs from the declared one: `missing` from the database, or `extra` in it.

    `restated` holds what the server made of declared parts (`live.restate`); what it refused is not in it, and is
    compared by structure alone. The parts of a difference carry the place that declared them.
    """
    theirs = dict(live.index)
    ours = dict(_settled(declared, theirs, restated.index))
    ours |= _columns_of_views(declared, theirs, restated)
    yield from differences(ours, theirs)


def is_structural(constraint: Constraint) -> bool:
    """Say whether the fields of a constraint tell all that its definition does."""
    return isinstance(constraint, ForeignKey) or (
        isinstance(constraint, PrimaryKey | Unique) and not constraint.without_overlaps
    )


def needs_a_server(index: Index) -> bool:
    """Say whether only a server can print the index as it prints it: all but those over plain columns."""
    return index.constraint is None and _foretold(index) is None


def _foretold(index: Index) -> str | None:
    """Return the definition that every server prints for an index over plain columns, or None for any other."""
    elements = _ELEMENTS.search(index.definition)
    names = [quoted(name) for name in index.columns if name is not None]
    if index.predicate or index.options or not elements or len(names) < len(index.columns):
        return None
    if [element.strip() for element in elements["inside"].split(",")] != names:
        return None
    only = "ONLY " if re.search(r"\bON\s+ONLY\b", index.definition, re.IGNORECASE) else ""
    table = f"{quoted(index.table.namespace)}.{quoted(index.table.name)}"
    include = f" INCLUDE ({', '.join(quoted(name) for name in index.include)})" if index.include else ""
    return (
        f"CREATE {'UNIQUE ' if index.unique else ''}INDEX {quoted(index.name.name)} ON {only}{table}"
        f" USING {index.method} ({', '.join(names)}){include}"
        f"{' NULLS NOT DISTINCT' if index.nulls_not_distinct else ''}"
    )


def _settled(declared: Schema, theirs: Parts, restated: Parts) -> Iterator[tuple[tuple[str, str], Part]]:
    named = any(isinstance(part, NotNull) for part in (*theirs.values(), *restated.values()))
    for key, part in declared.index.items():
        other, said = theirs.get(key), restated.get(key)
        if other is None:
            # Before PostgreSQL 18 a NOT NULL has no name: the column tells all of it.
            if named or not isinstance(part, NotNull):
                yield key, part
        elif type(part) is type(other):
            settle = _SETTLES.get(type(part), _as_declared)
            yield key, replace(part, **settle(part, other, said if type(said) is type(part) else None))
        else:
            yield key, part


def _columns_of_views(declared: Schema, theirs: Parts, restated: Schema) -> dict[tuple[str, str], Part]:
    """Return the columns of views, which text cannot tell: the server's, or the live ones where it was not asked."""
    asked = {view.key: view for view in restated.views}
    found: dict[tuple[str, str], Part] = {}
    for view in declared.views:
        other = asked.get(view.key, theirs.get(view.key))
        columns = other.columns if isinstance(other, View) else ()
        found |= {column.key: replace(column, path=view.path, line=view.line) for column in columns}
    return found


def _take(part: Part, names: tuple[str, ...]) -> Facts:
    return {name: getattr(part, name) for name in names}


def _as_declared(_: Part, __: Part, ___: Part | None) -> Facts:
    return {}


def _unless_absent(part: Part, other: Part, names: tuple[str, ...]) -> Facts:
    """Return the live side's expressions where both sides have one: what they say is not known."""
    return {name: getattr(other, name) for name in names if getattr(part, name) and getattr(other, name)}


def _from_server(*names: str, else_live: tuple[str, ...] = (), else_present: tuple[str, ...] = ()) -> Settle:
    """Take `names` and the rest as restated; where that was not done, agree on what text cannot tell."""
    every = (*names, *else_live, *else_present)

    def settle(part: Part, other: Part, said: Part | None) -> Facts:
        if said is not None:
            return _take(said, every)
        return _take(other, else_live) | _unless_absent(part, other, else_present)

    return settle


Settle = Callable[[Any, Any, Any], Facts]


def _table(part: Table, other: Table, said: Table | None) -> Facts:
    facts = _from_server("of_type", "server", "options", "access_method", "tablespace", else_present=("partition_key",))
    bound = {}
    if part.partition_bound and other.partition_bound:
        same = _is_default(part.partition_bound) == _is_default(other.partition_bound)
        bound = {"partition_bound": other.partition_bound} if same else {}
    return facts(part, other, said) | bound


def _is_default(bound: str) -> bool:
    return bound.strip().lower() == "default"


def _key(_: Constraint, other: Constraint, __: Constraint | None) -> Facts:
    """A key's fields tell all of it; its definition is only another way to say them."""
    return _take(other, ("definition",))


def _check(_: Check, other: Check, said: Check | None) -> Facts:
    facts = _take(said or other, ("definition", "expression", "columns"))
    return facts | (_take(said, ("validated", "enforced", "no_inherit")) if said else {})


def _index(part: Index, other: Index, said: Index | None) -> Facts:
    if said is not None:
        return _take(said, _INDEX)
    told = None if part.constraint else _foretold(part)
    # Which words PostgreSQL puts in quotes differs between its versions; the fields tell names apart.
    same = told is None or _unquoted(told) == _unquoted(other.definition)
    definition = other.definition if same else told
    return {"definition": definition, "elements": other.elements} | _unless_absent(part, other, ("predicate",))


def _unquoted(definition: str) -> str:
    return definition.replace('"', "")


_INDEX = (
    "definition",
    "method",
    "columns",
    "elements",
    "include",
    "predicate",
    "unique",
    "nulls_not_distinct",
    "options",
    "statistics",
    "tablespace",
)


def _domain(part: Domain, other: Domain, said: Domain | None) -> Facts:
    if said is not None:
        return _take(said, ("base", "default", "collation", "checks", "not_null"))
    definitions: Mapping[str, str] = {name: definition for name, definition, _ in other.checks}
    checks = tuple((name, definitions.get(name, text), valid) for name, text, valid in part.checks)
    return {"checks": checks} | _unless_absent(part, other, ("default",))


def _extension(part: Extension, other: Extension, _: Part | None) -> Facts:
    return {} if part.version else {"version": other.version}


def _object(part: Object, other: Object, _: Part | None) -> Facts:
    """The live side has a summary, the declared side its author's words: only that it is there can be compared."""
    return {"definition": other.definition} | ({} if part.owner else {"owner": other.owner})


_SETTLES: dict[type[Part], Settle] = {
    Table: _table,
    Column: _from_server(
        "type",
        "not_null",
        "generated",
        "collation",
        "storage",
        "compression",
        "statistics",
        "options",
        else_present=("default",),
    ),
    PrimaryKey: _key,
    Unique: _key,
    ForeignKey: _key,
    NotNull: _key,
    Check: _check,
    Exclusion: _from_server(else_live=("definition", "columns", "operators")),
    Index: _index,
    Trigger: _from_server("function", else_live=("definition",)),
    Policy: _from_server("command", "permissive", "roles", else_present=("using", "check")),
    View: _from_server("options", "access_method", "tablespace", else_live=("definition",)),
    Domain: _domain,
    Function: _from_server(else_live=("definition",)),
    Extension: _extension,
    Object: _object,
}
