"""Types, domains, functions, aggregates and views as statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.schema.names import quoted
from harness.schema.objects import Domain, Enum, Extension, Function
from harness.schema.relations import View
from harness.schema.schema import Schema
from harness.schema.write import constraints, tables
from harness.schema.write.quoting import literal, settings, whole
from harness.schema.write.step import Stage, Step

_TYPE_RANK, _DOMAIN_RANK, _FUNCTION_RANK, _VIEW_RANK = 1, 2, 5, 7
_BODY = re.compile(r"\bAS\s+(?:\$\w*\$|E?')", re.IGNORECASE)
_ARGUMENT = re.compile(r"(?:^|, )(arguments|result|kind|direct arguments|[ms]?[a-z]+func|[a-z_]+) = ")
_STATES = {"r": "read_only", "s": "shareable", "w": "read_write"}
_PARALLEL = {"s": "safe", "r": "restricted", "u": "unsafe"}
_CALLED = frozenset({"sfunc", "finalfunc", "combinefunc", "serialfunc", "deserialfunc", "msfunc", "minvfunc"})


def extension_steps(schema: Schema, extension: Extension) -> Iterator[Step]:
    """Yield the step that installs an extension, into its schema where the database has that before."""
    there = extension.namespace in ("public", "pg_catalog") or ("schema", quoted(extension.namespace)) in schema.index
    place = f" schema {quoted(extension.namespace)}" if there else ""
    made = f"create extension if not exists {quoted(extension.name)}{place} version {literal(extension.version)}"
    yield Step(Stage.EXTENSION, extension, (made,))


def enum_steps(enum: Enum) -> Iterator[Step]:
    """Yield the step that makes an enum type."""
    made = f"create type {whole(enum.name)} as enum ({', '.join(literal(label) for label in enum.labels)})"
    yield Step(Stage.MADE, enum, (made,), rank=_TYPE_RANK, makes=enum.name, text="")


def domain_steps(domain: Domain) -> Iterator[Step]:
    """Yield the step that makes a domain with its constraints."""
    words = [f"create domain {whole(domain.name)} as {domain.base}"]
    if domain.collation:
        words.append(f"collate {domain.collation}")
    if domain.default:
        words.append(f"default {domain.default}")
    if domain.not_null and not any(definition == "NOT NULL" for _, definition, _ in domain.checks):
        words.append("not null")
    words += [f"constraint {quoted(name)} {definition}" for name, definition, valid in domain.checks if valid]
    later = (
        f"alter domain {whole(domain.name)} add constraint {quoted(name)} {definition}"
        for name, definition, valid in domain.checks
        if not valid
    )
    yield Step(Stage.MADE, domain, (" ".join(words), *later), rank=_DOMAIN_RANK, makes=domain.name)


def function_steps(function: Function) -> Iterator[Step]:
    """Yield the step that makes a function or an aggregate; a body in quotes is not looked into."""
    made = function.definition
    if function.flavour == "aggregate" and not made.lower().startswith("create"):
        made = _aggregate(function)
    body = _BODY.search(made)
    text = made[: body.start()] if body else made
    yield Step(Stage.MADE, function, (made,), rank=_FUNCTION_RANK, makes=function.name, text=text)


def _aggregate(function: Function) -> str:
    """Return the statement for a definition that the catalog reader put together."""
    split = _ARGUMENT.split(function.definition)
    told = dict(zip(split[1::2], split[2::2], strict=True))
    given = [f"{name} = {_option(name, value)}" for name, value in told.items() if name not in _SIGNATURE]
    if told["kind"] == "hypothetical set":
        given.append("hypothetical")
    return f"create aggregate {whole(function.name)}({told['arguments'] or '*'}) ({', '.join(given)})"


_SIGNATURE = frozenset({"arguments", "result", "kind", "direct arguments"})


def _option(name: str, value: str) -> str:
    if name in _CALLED or name == "mfinalfunc":
        return value[: value.rindex("(")]  # regprocedure adds the types of the arguments
    if name == "sortop":
        return f"operator({value[: value.rindex('(')]})"
    if name.endswith("finalfunc_modify"):
        return _STATES[value]
    return _PARALLEL[value] if name == "parallel" else value


def view_steps(view: View) -> Iterator[Step]:
    """Yield the steps that make a view or materialised view, and what hangs on it."""
    options = f" with ({settings(view.options)})" if view.options else ""
    query = view.definition.rstrip().removesuffix(";")
    names = [quoted(column.name) for column in view.columns if not column.type]  # declared: the names that it gives
    named = f" ({', '.join(names)})" if names else ""
    if view.materialized:
        method = f" using {quoted(view.access_method)}" if view.access_method else ""
        place = f" tablespace {quoted(view.tablespace)}" if view.tablespace else ""
        filled = "" if view.populated else " with no data"
        made = f"create materialized view {whole(view.name)}{named}{method}{options}{place} as {query}{filled}"
    else:
        made = f"create view {whole(view.name)}{named}{options} as {query}"
    yield Step(Stage.MADE, view, (made, *_columns(view)), rank=_VIEW_RANK, makes=view.name)
    yield from constraints.indexes_of(view.indexes)
    yield from tables.triggers_of(iter(view.triggers))


def _columns(view: View) -> Iterator[str]:
    alter = f"alter {'materialized view' if view.materialized else 'view'} {whole(view.name)} alter column"
    for column in view.columns:
        if column.default:
            yield f"{alter} {quoted(column.name)} set default {column.default}"
        if view.materialized and column.storage:
            yield f"{alter} {quoted(column.name)} set storage {column.storage}"
        if view.materialized and column.compression:
            yield f"{alter} {quoted(column.name)} set compression {column.compression}"
        if view.materialized and column.statistics is not None:
            yield f"{alter} {quoted(column.name)} set statistics {column.statistics}"
        if view.materialized and column.options:
            yield f"{alter} {quoted(column.name)} set ({settings(column.options)})"
