"""`harness show`: the declared schema after a version, whole or one object of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

from harness.chain.statement import Chain, Migration
from harness.commands.common import chain_for, folder_for, refuse_unwritable, settings_for, write, write_json
from harness.finding import UsageError
from harness.report.mermaid import er_diagram
from harness.report.schema_json import schema_json
from harness.schema import Domain, Enum, Function, Part, Schema, Table, View
from harness.schema.write import statements
from harness.static.named import find, near, words_of
from harness.static.reading import Reading

_WIDE = 160  # columns of a report that no terminal limits


def show(words: Sequence[str], at: str | None, form: str, output: str | None) -> None:
    """Show what the words mean, in one of the forms; raise `HarnessError` for what is not there."""
    called, path = words_of(words, path_first=True)
    settings = settings_for(path, {})
    folder = folder_for(path, settings)
    refuse_unwritable(output)
    chain = chain_for(Path(folder).resolve(), settings)
    reading = Reading(chain, settings)
    version = _version(chain, at)
    schema = reading.versions[version.up.path].after.schema if version else reading.schema
    parts = find(schema, called) if called else None
    if form == "json":
        write_json(schema_json(folder, str(version) if version else None, parts, schema), output)
    elif form == "text":
        write(_text(schema, parts, output), output)
    else:
        chosen = schema if parts is None else _only(schema, parts, form)
        write(er_diagram(chosen.tables) if form == "mermaid" else _sql(chosen), output)


def _version(chain: Chain, at: str | None) -> Migration | None:
    """Return the migration that is meant; the last one where none is named."""
    if at is None:
        return chain.migrations[-1] if chain.migrations else None
    for migration in chain.migrations:
        if at in (migration.version, migration.up.path, Path(migration.up.path).name):
            return migration
    for migration in chain.migrations:
        if _number(at) == _number(migration.version):
            return migration
    known = [migration.version for migration in chain.migrations]
    meant = near(at, known) or known[-1:]
    raise UsageError(
        f"there is no version {at}",
        want=f"one of {known[0]} to {known[-1]}" if known else "a chain with a version",
        mend=" or ".join(f"--at {version}" for version in meant),
    )


def _number(version: str) -> str:
    return version.lstrip("Vv").lstrip("0")


def _only(schema: Schema, parts: tuple[Part, ...], form: str) -> Schema:
    """Return the schema of some parts alone; raise `UsageError` for what does not stand by itself in this form."""
    groups = {Table: "tables", View: "views", Enum: "enums", Domain: "domains", Function: "functions"}
    group = groups.get(type(parts[0])) if form == "sql" else "tables" if isinstance(parts[0], Table) else None
    if group is None:
        raise UsageError(
            f"{parts[0]} cannot be shown as {form} by itself",
            want="a table" if form == "mermaid" else "a table, view, type, domain or function",
            mend="show its table, or --format text",
        )
    return replace(Schema(), **{group: tuple(part for part in getattr(schema, group) if part in parts)})


def _sql(schema: Schema) -> str:
    """Return the statements; what every database has from the start is not among them."""
    made = tuple(each for each in schema.objects if each.path)
    own = replace(
        schema,
        objects=made,
        extensions=tuple(each for each in schema.extensions if each.path),
        comments=tuple(each for each in schema.comments if each.path),
        grants=tuple(each for each in schema.grants if each.path),
    )
    return "".join(f"{statement.rstrip().rstrip(';')};\n\n" for statement in statements(own))


def _text(schema: Schema, parts: tuple[Part, ...] | None, output: str | None) -> str:
    from rich.console import Console  # noqa: PLC0415 - the other forms start without it

    from harness.report.schema_text import print_parts, print_schema  # noqa: PLC0415

    shown = output is None and sys.stdout.isatty()
    console = Console(width=None if shown else _WIDE, highlight=False, file=None if shown else StringIO())
    with console.capture() as taken:
        if parts is None:
            print_schema(console, schema)
        else:
            print_parts(console, parts)
    return taken.get()
