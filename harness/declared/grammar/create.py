"""CREATE: the kind of object decides what reads the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from harness.declared.grammar.clauses import if_not_exists, operator
from harness.declared.grammar.kinds import OUTSIDE, read_kind, read_target, type_key
from harness.declared.grammar.relations import create_materialized_view, create_sequence, create_view
from harness.declared.grammar.routines import (
    create_aggregate,
    create_function,
    create_policy,
    create_rule,
    create_trigger,
)
from harness.declared.grammar.tables import create_index, create_table, persistence
from harness.declared.grammar.types import create_domain, create_type
from harness.declared.nodes import (
    CreateExtension,
    CreateOther,
    Node,
    Nothing,
)
from harness.declared.tokens import Cursor, Named
from harness.declared.types import read_type


def create(cursor: Cursor, start: int) -> Node:
    """Take what follows CREATE, but for SCHEMA, which may hold whole statements."""
    or_replace = cursor.take("or", "replace")
    if cursor.take("unique"):
        cursor.expect("index")
        return create_index(cursor, start, unique=True)
    if cursor.take("constraint", "trigger"):
        return create_trigger(cursor, start, or_replace=or_replace, constraint=True)
    kept = persistence(cursor)
    if cursor.sees_any({"view", "recursive"}):
        return create_view(cursor, start, or_replace=or_replace, temporary=kept == "temporary")
    if cursor.sees("schema"):
        raise cursor.fail("a kind of object that can be temporary or replaced")
    return _by_kind(cursor, start, kept, or_replace=or_replace)


def _by_kind(cursor: Cursor, start: int, kept: str, *, or_replace: bool) -> Node:
    kind = read_kind(cursor)
    if kind in _PLAIN:
        return _PLAIN[kind](cursor, start)
    if kind in _KEPT:
        return _KEPT[kind](cursor, kept, start)
    if kind in _REPLACING:
        return _REPLACING[kind](cursor, start, or_replace=or_replace)
    if kind in OUTSIDE:
        cursor.rest()
        return Nothing(f"create {kind}", offset=start)
    return _create_other(cursor, kind, start, or_replace=or_replace)


def _create_other(cursor: Cursor, kind: str, start: int, *, or_replace: bool) -> Node:
    guarded = if_not_exists(cursor)
    detail = ""
    table = None
    if kind in {"operator class", "operator family"}:
        name = cursor.qualified()
        detail = _method(cursor)
    elif kind == "operator":
        name, detail = _new_operator(cursor)
    elif kind == "statistics" and cursor.sees_any({"(", "on"}):
        name = Named(None, "")
    elif kind in {"cast", "transform", "user mapping"}:
        target, detail = read_target(cursor, kind)
        assert isinstance(target, Named)
        name = target
    else:
        name = cursor.qualified()
    if kind == "statistics":
        table = _from_table(cursor)
    cursor.rest()
    return CreateOther(kind, name, detail, if_not_exists=guarded, or_replace=or_replace, table=table, offset=start)


def _method(cursor: Cursor) -> str:
    while not cursor.take("using"):
        cursor.skip()
    return cursor.name()


def _new_operator(cursor: Cursor) -> tuple[Named, str]:
    schema = None
    while cursor.is_name() and cursor.ahead() == ".":
        schema = cursor.name()
        cursor.expect(".")
    name = operator(cursor)
    sides = {"leftarg": "none", "rightarg": "none"}
    inner = Cursor(cursor.parenthesised().text)
    while not inner.done:
        key = inner.name()
        if inner.take("=") and key in sides:
            sides[key] = type_key(read_type(inner))
        while not inner.done and not inner.take(","):
            inner.skip()
    return Named(schema, name), f"{sides['leftarg']}, {sides['rightarg']}"


def _from_table(cursor: Cursor) -> Named:
    while not cursor.take("from"):
        cursor.skip()
    return cursor.qualified()


def _create_extension(cursor: Cursor, start: int) -> Node:
    guarded = if_not_exists(cursor)
    name = cursor.name()
    cursor.take("with")
    said: dict[str, Any] = {}
    while not cursor.done:
        if cursor.take("schema"):
            said["schema"] = cursor.name()
        elif cursor.take("version"):
            said["version"] = cursor.string() if cursor.is_string() else cursor.name()
        else:
            cursor.expect("cascade")
            said["cascade"] = True
    return CreateExtension(name, if_not_exists=guarded, offset=start, **said)


class _Replacing(Protocol):
    def __call__(self, cursor: Cursor, start: int, *, or_replace: bool) -> Node: ...


# By what a reader has to know of the words before the kind: nothing, how long a relation is kept, whether it replaces.
_PLAIN: dict[str, Callable[[Cursor, int], Node]] = {
    "index": partial(create_index, unique=False),
    "materialized view": create_materialized_view,
    "type": create_type,
    "domain": create_domain,
    "policy": create_policy,
    "extension": _create_extension,
}
_KEPT: dict[str, Callable[[Cursor, Any, int], Node]] = {
    "table": create_table,
    "foreign table": create_table,
    "sequence": create_sequence,
}
_REPLACING: dict[str, _Replacing] = {
    "function": partial(create_function, procedure=False),
    "procedure": partial(create_function, procedure=True),
    "aggregate": create_aggregate,
    "trigger": partial(create_trigger, constraint=False),
    "rule": create_rule,
}
