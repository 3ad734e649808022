"""GRANT, REVOKE, ALTER DEFAULT PRIVILEGES and COMMENT."""

from __future__ import annotations

from harness.declared.grammar.clauses import cascade, role
from harness.declared.grammar.kinds import HANGING, read_kind, read_target
from harness.declared.nodes import CommentOn, DefaultPrivileges, Grant, Node, Nothing, Routine
from harness.declared.record import replace
from harness.declared.tokens import Cursor, Named
from harness.declared.types import read_type

_PLURALS = {
    "tables": "table",
    "sequences": "sequence",
    "functions": "function",
    "procedures": "procedure",
    "routines": "routine",
    "types": "type",
    "schemas": "schema",
}


def grant(cursor: Cursor, start: int, *, revoke: bool) -> Node:
    """Take what follows GRANT or REVOKE: of privileges, or of membership in roles (which no schema holds)."""
    option = revoke and cursor.take("grant", "option", "for")
    privileges = cursor.commas(lambda: _privilege(cursor))
    if not cursor.take("on"):
        cursor.rest()
        return Nothing("revoke role" if revoke else "grant role", offset=start)
    kind, targets, schemas = _objects(cursor)
    found = Grant(privileges, kind, targets, schemas, (), revoke=revoke, option=option, offset=start)
    return _to_whom(cursor, found)


def _privilege(cursor: Cursor) -> tuple[str, tuple[str, ...]]:
    if cursor.take("alter", "system"):
        return "alter system", ()
    name = cursor.name()
    if name == "all":
        cursor.take("privileges")
    return name, cursor.names() if cursor.sees("(") else ()


def _objects(cursor: Cursor) -> tuple[str, tuple[Named | Routine, ...], tuple[str, ...]]:
    if cursor.take("all"):
        kind = _PLURALS.get(cursor.word, "")
        if not kind:
            raise cursor.fail("TABLES, SEQUENCES, FUNCTIONS, PROCEDURES or ROUTINES")
        cursor.skip()
        cursor.expect("in", "schema")
        return kind, (), cursor.commas(cursor.name)
    kind = "table"
    if cursor.sees("foreign", "server"):
        cursor.at += 2
        kind = "server"
    elif cursor.take("parameter"):
        return "parameter", cursor.commas(cursor.qualified), ()
    else:
        kind = cursor.attempt(lambda: _explicit(cursor)) or "table"
    return kind, cursor.commas(lambda: read_target(cursor, kind)[0]), ()


def _explicit(cursor: Cursor) -> str:
    """Take a kind that is written, and not a table that is called like one."""
    kind = read_kind(cursor)
    if cursor.sees_any({"to", "from", ",", ".", ""}):
        raise cursor.fail("a name")
    return kind


def _to_whom(cursor: Cursor, found: Grant) -> Grant:
    cursor.expect("from" if found.revoke else "to")
    grantees = cursor.commas(lambda: role(cursor))
    option = found.option or cursor.take("with", "grant", "option")
    if cursor.take("granted", "by"):
        role(cursor)
    cascade(cursor)
    return replace(found, grantees=grantees, option=option)


def default_privileges(cursor: Cursor, start: int) -> Node:
    """Take what follows ALTER DEFAULT PRIVILEGES."""
    roles: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()
    while True:
        if cursor.take("for"):
            if not cursor.take_any("role", "user"):
                raise cursor.fail("ROLE")
            roles = cursor.commas(lambda: role(cursor))
        elif cursor.take("in", "schema"):
            schemas = cursor.commas(cursor.name)
        else:
            break
    revoke = cursor.take("revoke")
    if not revoke:
        cursor.expect("grant")
    option = revoke and cursor.take("grant", "option", "for")
    privileges = cursor.commas(lambda: _privilege(cursor))
    cursor.expect("on")
    if cursor.take("large", "objects"):
        kind = "large object"
    else:
        kind = _PLURALS.get(cursor.word, "")
        if not kind:
            raise cursor.fail("TABLES, SEQUENCES, FUNCTIONS, TYPES or SCHEMAS")
        cursor.skip()
    found = Grant(privileges, kind, (), (), (), revoke=revoke, option=option, offset=start)
    return DefaultPrivileges(roles, schemas, _to_whom(cursor, found), offset=start)


def comment(cursor: Cursor, start: int) -> Node:
    """Take what follows COMMENT ON."""
    cursor.expect("on")
    kind = read_kind(cursor)
    found = CommentOn(kind, None, None, offset=start)
    if kind == "column":
        parts = [cursor.name()]
        while cursor.take("."):
            parts.append(cursor.name())
        if len(parts) == 1:
            raise cursor.fail("the column's name behind its table's")
        holder = Named(parts[-3] if len(parts) > 2 else None, parts[-2])  # noqa: PLR2004 - schema, table, column
        found = replace(found, name=holder, sub=parts[-1])
    elif kind in HANGING:
        sub = cursor.name()
        cursor.expect("on")
        domain = kind == "constraint" and cursor.take("domain")
        holder = read_type(cursor).name if domain else cursor.qualified()
        found = replace(found, name=holder, sub=sub, on_domain=domain)
    else:
        target, detail = read_target(cursor, kind)
        found = replace(found, name=target, detail=detail)
    cursor.expect("is")
    text = None if cursor.take("null") else cursor.string()
    return replace(found, text=text or None)
