"""ALTER: the kind of object decides what reads the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from harness.declared.grammar.alter_table import alter_relation, owner
from harness.declared.grammar.clauses import if_exists
from harness.declared.grammar.grants import default_privileges
from harness.declared.grammar.kinds import ROUTINES, read_kind, read_target
from harness.declared.grammar.routines import (
    alter_part,
    alter_routine,
)
from harness.declared.grammar.session import reset_variable, set_variable
from harness.declared.grammar.types import alter_domain, alter_type
from harness.declared.nodes import (
    AlterExtension,
    AlterOther,
    Fires,
    Node,
    Nothing,
    Rename,
    SetFact,
    SetSchema,
    SetVariable,
)
from harness.declared.tokens import Cursor, Named, Source

_RELATIONS = {"table", "foreign table", "index", "view", "materialized view", "sequence"}


def alter(cursor: Cursor, start: int) -> Node:
    """Take what follows ALTER."""
    if cursor.take("default", "privileges"):
        return default_privileges(cursor, start)
    if cursor.take("system"):
        cursor.rest()
        return Nothing("alter system", offset=start)
    kind = read_kind(cursor)
    if kind in _BY_KIND:
        return _BY_KIND[kind](cursor, start)
    read = next((read for kinds, read in _BY_GROUP if kind in kinds), _alter_other)
    return read(cursor, kind, start)


def _alter_extension(cursor: Cursor, start: int) -> Node:
    name = cursor.name()
    if cursor.take("set", "schema"):
        return AlterExtension(name, schema=cursor.name(), offset=start)
    if cursor.take("update"):
        version = None
        if cursor.take("to"):
            version = cursor.string() if cursor.is_string() else cursor.name()
        return AlterExtension(name, version=version or "", offset=start)
    raise cursor.fail("SET SCHEMA or UPDATE: what belongs to an extension is not followed")


def _alter_other(cursor: Cursor, kind: str, start: int) -> Node:
    guarded = if_exists(cursor)
    target, detail = read_target(cursor, kind)
    assert isinstance(target, Named)
    actions: tuple[Node, ...] = ()
    if cursor.take("rename", "to"):
        actions = (Rename(cursor.name()),)
    elif cursor.take("set", "schema"):
        actions = (SetSchema(cursor.name()),)
    elif cursor.sees("owner", "to"):
        cursor.skip()
        actions = (owner(cursor, start),)
    elif kind == "event trigger":
        state: Any = "origin" if cursor.take("enable") else "disabled"
        state = cursor.take_any("replica", "always") or state
        actions = (Fires("event trigger", target.name, state),)
    at = cursor.mark()
    rest = cursor.rest() if not cursor.done else Source("")
    if kind in {"database", "role", "user"} and rest.text:
        return _default_setting(Cursor(rest.text), kind, target, start)
    if cursor.mark() > at and kind in {"operator family", "text search configuration", "text search dictionary"}:
        actions = (Nothing(rest.text),)
    return AlterOther(kind, target, detail, actions, if_exists=guarded, offset=start)


def _default_setting(cursor: Cursor, kind: str, target: Named, start: int) -> Node:
    """Read ALTER DATABASE and ALTER ROLE … [IN DATABASE d] SET and RESET."""
    within = cursor.take("in", "database")
    if within:
        cursor.name()
    cursor.take("with")
    if kind == "database" and cursor.take("connection", "limit"):
        cursor.take("=")
        return AlterOther(kind, target, actions=(SetFact("connection_limit", cursor.integer()),), offset=start)
    verb = cursor.take_any("set", "reset")
    if not verb or cursor.sees("tablespace"):
        return AlterOther(kind, target, offset=start)
    found = set_variable(cursor, start) if verb == "set" else reset_variable(cursor, start)
    if not isinstance(found, SetVariable):
        raise cursor.fail("a value: what FROM CURRENT keeps, the text does not tell")
    return AlterOther(kind, target, "in database" if within else "", (found,), offset=start)


_BY_KIND: dict[str, Callable[[Cursor, int], Node]] = {
    "type": alter_type,
    "domain": alter_domain,
    "extension": _alter_extension,
}
_BY_GROUP: tuple[tuple[Collection[str], Callable[[Cursor, str, int], Node]], ...] = (
    (_RELATIONS, alter_relation),
    (ROUTINES, alter_routine),
    ({"trigger", "policy", "rule"}, alter_part),
)
