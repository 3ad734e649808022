"""A `Schema` → the statements that make it on an empty database, in an order that works. Pure: no server here.

The layers allow no driver here, so that names and literals are quoted by `write.quoting` and nowhere else: the one
place where SQL is put together as text. What is printed by a server is qualified throughout and means the same under
any search_path; what an author wrote means what it meant to the author only under the author's. The caller sets
`check_function_bodies` off, so that functions may name what comes after them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from harness.schema.schema import Schema
from harness.schema.write import access, code, others, sequences, tables
from harness.schema.write.others import is_writable
from harness.schema.write.step import Stage, Step, Unwritable, ordered, unwritable

__all__ = ["Stage", "Step", "Unwritable", "is_writable", "statements", "steps"]


def statements(schema: Schema) -> tuple[str, ...]:
    """Return the statements that make the whole schema; raise `Unwritable` naming every object that has no writer."""
    missing = [thing for thing in schema.objects if not is_writable(thing)]
    if missing:
        raise unwritable(missing)
    return tuple(statement for step in steps(schema) for statement in step.statements)


def steps(schema: Schema) -> tuple[Step, ...]:
    """Return the same part by part."""
    return ordered(_steps(schema))


def _steps(schema: Schema) -> Iterator[Step]:
    for parts, write in _writers(schema):
        for part in parts:
            yield from write(part)
    for part in (*schema.tables, *schema.views, *schema.enums, *schema.domains):
        yield from access.owner_steps(schema, part)
    for part in (*schema.sequences, *schema.functions, *schema.objects):
        yield from access.owner_steps(schema, part)


def _writers(schema: Schema) -> tuple[tuple[Iterable[Any], Callable[[Any], Iterator[Step]]], ...]:
    return (
        (schema.extensions, partial(code.extension_steps, schema)),
        (schema.enums, code.enum_steps),
        (schema.domains, code.domain_steps),
        (schema.sequences, sequences.sequence_steps),
        (schema.functions, code.function_steps),
        (schema.tables, partial(tables.table_steps, schema)),
        (schema.views, code.view_steps),
        (schema.objects, others.object_steps),
        (schema.grants, access.grant_steps),
        (schema.comments, partial(access.comment_steps, schema)),
    )
