"""CREATE VIEW, MATERIALIZED VIEW and SEQUENCE."""

from __future__ import annotations

from typing import Any

from harness.declared.grammar.clauses import if_not_exists, options, sequence_options
from harness.declared.nodes import CreateSequence, CreateView
from harness.declared.tokens import Cursor, Source


def create_view(cursor: Cursor, start: int, *, or_replace: bool, temporary: bool) -> CreateView:
    """Take what follows CREATE [OR REPLACE] [TEMP] up to VIEW or RECURSIVE VIEW."""
    recursive = cursor.take("recursive")
    cursor.expect("view")
    name = cursor.qualified()
    columns = cursor.names() if cursor.sees("(") else ()
    stored = options(cursor) if cursor.take("with") else ()
    cursor.expect("as")
    query = cursor.rest()
    query, check = _check_option(query)
    stored = (*stored, ("check_option", check)) if check else stored
    return CreateView(
        name,
        query,
        temporary=temporary,
        recursive=recursive,
        or_replace=or_replace,
        columns=columns,
        options=stored,
        offset=start,
    )


def _check_option(query: Source) -> tuple[Source, str]:
    """Part the query from WITH [CASCADED | LOCAL] CHECK OPTION behind it."""
    cursor = Cursor(query.text)
    ends = {
        ("with", "check", "option"): "cascaded",
        ("with", "cascaded", "check", "option"): "cascaded",
        ("with", "local", "check", "option"): "local",
    }
    for words, check in ends.items():
        at = len(cursor.words) - 1 - len(words)
        if at > 0 and tuple(cursor.words[at:-1]) == words:
            return Source(query.text[: cursor.start(at)].rstrip(), query.offset), check
    return query, ""


def create_materialized_view(cursor: Cursor, start: int) -> CreateView:
    """Take what follows CREATE MATERIALIZED VIEW."""
    guarded = if_not_exists(cursor)
    name = cursor.qualified()
    said: dict[str, Any] = {"columns": cursor.names() if cursor.sees("(") else ()}
    if cursor.take("using"):
        said["access_method"] = cursor.name()
    if cursor.take("with"):
        said["options"] = options(cursor)
    if cursor.take("tablespace"):
        said["tablespace"] = cursor.name()
    cursor.expect("as")
    query = cursor.rest()
    inner = Cursor(query.text)
    for words, populated in ((["with", "no", "data"], False), (["with", "data"], True)):
        at = len(inner.words) - 1 - len(words)
        if inner.words[at:-1] == words:
            query = Source(query.text[: inner.start(at)].rstrip(), query.offset)
            said["populated"] = populated
            break
    return CreateView(name, query, materialized=True, if_not_exists=guarded, offset=start, **said)


def create_sequence(cursor: Cursor, kept: Any, start: int) -> CreateSequence:
    """Take what follows CREATE [kept] SEQUENCE."""
    guarded = if_not_exists(cursor)
    name = cursor.qualified()
    return CreateSequence(name, sequence_options(cursor), persistence=kept, if_not_exists=guarded, offset=start)
