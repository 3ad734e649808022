"""The first words of a statement decide which part of the grammar reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harness.declared.grammar.alter_table import alter_relation, owner
from harness.declared.grammar.clauses import cascade, if_exists, if_not_exists, operator, role
from harness.declared.grammar.grants import comment, default_privileges, grant
from harness.declared.grammar.kinds import HANGING, OUTSIDE, ROUTINES, read_kind, read_target
from harness.declared.grammar.relations import create_materialized_view, create_sequence, create_view
from harness.declared.grammar.routines import (
    alter_part,
    alter_routine,
    create_aggregate,
    create_function,
    create_policy,
    create_rule,
    create_trigger,
)
from harness.declared.grammar.tables import create_index, create_table, persistence
from harness.declared.grammar.types import alter_domain, alter_type, create_domain, create_type
from harness.declared.nodes import (
    AlterExtension,
    AlterOther,
    AlterRelation,
    CreateExtension,
    CreateOther,
    CreateSchema,
    CreateTable,
    Do,
    Drop,
    DropOwned,
    Fires,
    Node,
    Nothing,
    Query,
    ReassignOwned,
    Refresh,
    Rename,
    SetFact,
    SetSchema,
    SetVariable,
    Transaction,
)
from harness.declared.tokens import END, Cursor, Named, Source, Unreadable

_RELATIONS = {"table", "foreign table", "index", "view", "materialized view", "sequence"}
_DATA = {"select", "insert", "update", "delete", "merge", "with", "values", "table", "call", "execute", "(", "copy"}
_QUIET = {
    "analyze",
    "vacuum",
    "lock",
    "listen",
    "notify",
    "unlisten",
    "checkpoint",
    "reindex",
    "truncate",
    "explain",
    "show",
    "discard",
    "load",
    "prepare",
    "deallocate",
    "declare",
    "fetch",
    "move",
    "close",
    "security",
    "import",
}


def parse(text: str) -> Node:
    """Read one statement, without or with its semicolon; raise `Unreadable` where it is none that the grammar knows."""
    cursor = Cursor(text)
    if cursor.done:
        return Nothing("nothing")
    try:
        found = _statement(cursor)
    except RecursionError:
        raise Unreadable("it nests too deeply", cursor.start()) from None
    cursor.finish()
    return found


def _statement(cursor: Cursor) -> Node:
    start = cursor.start()
    word = cursor.word
    read = _VERBS.get(word)
    if read is not None:
        cursor.skip()
        return read(cursor, start)
    if word in _DATA:
        return _data(cursor, word)
    if word in _QUIET:
        cursor.rest()
        return Nothing(word, offset=start)
    raise cursor.fail("a statement")


def _data(cursor: Cursor, verb: str) -> Node:
    found = Query(verb, cursor.rest())
    return _select_into(found) if verb in {"select", "with"} else found


def _select_into(query: Query) -> Node:
    """Read SELECT … INTO table …: CREATE TABLE AS in another dress."""
    cursor = Cursor(query.text.text)
    depth = 0
    while not cursor.done:
        word = cursor.word
        depth += (word == "(") - (word == ")")
        if word == "into" and depth == 0:
            before = query.text.text[: cursor.start()]
            cursor.skip()
            kept = persistence(cursor)
            cursor.take("table")
            name = cursor.qualified()
            rest = query.text.text[cursor.start() :]
            return CreateTable(name, kept, query=Source(before + rest, query.text.offset), offset=query.text.offset)
        if word == "insert":
            break
        cursor.skip()
    return query


def _create(cursor: Cursor, start: int) -> Node:
    or_replace = cursor.take("or", "replace")
    if cursor.sees("unique"):
        cursor.skip()
        cursor.expect("index")
        return create_index(cursor, start, unique=True)
    if cursor.sees("constraint", "trigger"):
        cursor.at += 2
        return create_trigger(cursor, start, or_replace=or_replace, constraint=True)
    kept = persistence(cursor)
    if cursor.sees_any({"view", "recursive"}):
        return create_view(cursor, start, or_replace=or_replace, temporary=kept == "temporary")
    kind = read_kind(cursor)
    read = _CREATES.get(kind)
    if read:
        return read(cursor, start, kept, or_replace)
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
    from harness.declared.grammar.kinds import type_key  # noqa: PLC0415
    from harness.declared.types import read_type  # noqa: PLC0415

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


def _create_schema(cursor: Cursor, start: int) -> Node:
    guarded = if_not_exists(cursor)
    name = None if cursor.sees("authorization") else cursor.name()
    owner_role = role(cursor) if cursor.take("authorization") else None
    elements: list[Node] = []
    while not cursor.done:
        at = cursor.mark()
        cursor.skip()
        while not cursor.done and cursor.word not in {"create", "grant"}:
            cursor.skip()
        elements.append(parse(cursor.since(at).text))
    return CreateSchema(name or owner_role or "", owner_role, guarded, tuple(elements), offset=start)


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


def _alter(cursor: Cursor, start: int) -> Node:
    if cursor.take("default", "privileges"):
        return default_privileges(cursor, start)
    if cursor.take("system"):
        cursor.rest()
        return Nothing("alter system", offset=start)
    kind = read_kind(cursor)
    if kind in _RELATIONS:
        return alter_relation(cursor, kind, start)
    if kind in ROUTINES:
        return alter_routine(cursor, kind, start)
    if kind in {"trigger", "policy", "rule"}:
        return alter_part(cursor, kind, start)
    if kind == "type":
        return alter_type(cursor, start)
    if kind == "domain":
        return alter_domain(cursor, start)
    if kind == "extension":
        return _alter_extension(cursor, start)
    return _alter_other(cursor, kind, start)


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
    found = _set(cursor, start) if verb == "set" else _reset(cursor, start)
    if not isinstance(found, SetVariable):
        raise cursor.fail("a value: what FROM CURRENT keeps, the text does not tell")
    return AlterOther(kind, target, "in database" if within else "", (found,), offset=start)


def _drop(cursor: Cursor, start: int) -> Node:
    if cursor.take("owned", "by"):
        roles = cursor.commas(lambda: role(cursor))
        cascade(cursor)
        return DropOwned(roles, offset=start)
    kind = read_kind(cursor)
    if kind == "index":
        cursor.take("concurrently")
    guarded = if_exists(cursor)
    if kind in OUTSIDE:
        cursor.rest()
        return Nothing(f"drop {kind}", offset=start)
    if kind in HANGING:
        name = cursor.name()
        cursor.expect("on")
        table = cursor.qualified()
        return Drop(kind, ((Named(None, name), ""),), guarded, cascade(cursor), table=table, offset=start)
    targets = cursor.commas(lambda: read_target(cursor, kind))
    return Drop(kind, targets, guarded, cascade(cursor), offset=start)


def _do(cursor: Cursor, start: int) -> Node:
    language = "plpgsql"
    body, at = None, 0
    while not cursor.done:
        if cursor.take("language"):
            language = cursor.string() if cursor.is_string() else cursor.name()
        else:
            at = cursor.start()
            body = cursor.string()
    if body is None:
        raise cursor.fail("the body of DO")
    opening = cursor.text.find(body[:20], at) if body else at  # where the body itself begins, after the quote
    return Do(body, language.lower(), max(opening, at), offset=start)


def _set(cursor: Cursor, start: int) -> Node:
    local = cursor.take("local")
    if not local:
        cursor.take("session")
    if cursor.sees_any({"transaction", "characteristics", "constraints"}):
        cursor.rest()
        return Nothing("set transaction", offset=start)
    if cursor.take("authorization") or cursor.take("session", "authorization") or cursor.take("role"):
        value = cursor.rest().text
        return SetVariable("role", (value.strip("'\""),), local, offset=start)
    if cursor.take("schema"):
        return SetVariable("search_path", (cursor.string(),), local, offset=start)
    if cursor.take("time", "zone"):
        cursor.rest()
        return Nothing("set time zone", offset=start)
    name = cursor.name()
    while cursor.take("."):
        name = f"{name}.{cursor.name()}"
    if cursor.take("from", "current"):
        return Nothing("set from current", offset=start)
    if not cursor.take("to"):
        cursor.expect("=")
    if cursor.take("default"):
        return SetVariable(name, None, local, offset=start)
    return SetVariable(name, cursor.commas(lambda: _value(cursor)), local, offset=start)


def _value(cursor: Cursor) -> str:
    if cursor.is_string():
        return cursor.string()
    if cursor.is_name():
        return cursor.name()
    at = cursor.mark()
    while not cursor.done and not cursor.sees(","):
        cursor.skip()
    return cursor.since(at).text


def _reset(cursor: Cursor, start: int) -> Node:
    if cursor.take("session", "authorization"):
        return SetVariable("role", None, offset=start)
    name = cursor.name()
    while cursor.take("."):
        name = f"{name}.{cursor.name()}"
    return SetVariable(name, None, offset=start)


def _begin(cursor: Cursor, start: int) -> Node:
    cursor.rest()
    return Transaction("begin", offset=start)


def _commit(cursor: Cursor, start: int) -> Node:
    chained = cursor.rest().text.lower().split()[-2:] == ["and", "chain"]
    return Transaction("commit", "chain" if chained else "", offset=start)


def _rollback(cursor: Cursor, start: int) -> Node:
    cursor.take_any("work", "transaction")
    if cursor.take("to"):
        cursor.take("savepoint")
        return Transaction("rollback to", cursor.name(), offset=start)
    chained = cursor.rest().text.lower().split()[-2:] == ["and", "chain"]
    return Transaction("rollback", "chain" if chained else "", offset=start)


def _savepoint(cursor: Cursor, start: int) -> Node:
    return Transaction("savepoint", cursor.name(), offset=start)


def _release(cursor: Cursor, start: int) -> Node:
    cursor.take("savepoint")
    return Transaction("release", cursor.name(), offset=start)


def _start(cursor: Cursor, start: int) -> Node:
    cursor.expect("transaction")
    cursor.rest()
    return Transaction("begin", offset=start)


def _cluster(cursor: Cursor, start: int) -> Node:
    if cursor.take("("):
        while not cursor.take(")"):
            cursor.skip()
    cursor.take("verbose")
    if cursor.done:
        return Nothing("cluster", offset=start)
    table = cursor.qualified()
    if cursor.take("on"):  # the old order of words: CLUSTER index ON table
        index = table.name
        table = cursor.qualified()
    elif cursor.take("using"):
        index = cursor.name()
    else:
        return Nothing("cluster", offset=start)
    return AlterRelation("table", table, (SetFact("clustered", index, offset=start),), offset=start)


def _refresh(cursor: Cursor, start: int) -> Node:
    cursor.expect("materialized", "view")
    cursor.take("concurrently")
    name = cursor.qualified()
    populated = not cursor.take("with", "no", "data")
    cursor.take("with", "data")
    return Refresh(name, populated, offset=start)


def _reassign(cursor: Cursor, start: int) -> Node:
    cursor.expect("owned", "by")
    roles = cursor.commas(lambda: role(cursor))
    cursor.expect("to")
    return ReassignOwned(roles, role(cursor), offset=start)


def _grant(cursor: Cursor, start: int) -> Node:
    return grant(cursor, start, revoke=False)


def _revoke(cursor: Cursor, start: int) -> Node:
    return grant(cursor, start, revoke=True)


_VERBS: dict[str, Callable[[Cursor, int], Node]] = {
    "create": _create,
    "alter": _alter,
    "drop": _drop,
    "comment": comment,
    "grant": _grant,
    "revoke": _revoke,
    "do": _do,
    "set": _set,
    "reset": _reset,
    "begin": _begin,
    "start": _start,
    "commit": _commit,
    "end": _commit,
    "rollback": _rollback,
    "abort": _rollback,
    "savepoint": _savepoint,
    "release": _release,
    "reassign": _reassign,
    "refresh": _refresh,
    "cluster": _cluster,
}

_CREATES: dict[str, Callable[[Cursor, int, Any, bool], Node]] = {
    "table": lambda cursor, start, kept, _: create_table(cursor, kept, start),
    "foreign table": lambda cursor, start, kept, _: create_table(cursor, kept, start),
    "index": lambda cursor, start, _, __: create_index(cursor, start, unique=False),
    "materialized view": lambda cursor, start, _, __: create_materialized_view(cursor, start),
    "sequence": lambda cursor, start, kept, _: create_sequence(cursor, kept, start),
    "type": lambda cursor, start, _, __: create_type(cursor, start),
    "domain": lambda cursor, start, _, __: create_domain(cursor, start),
    "function": lambda cursor, start, _, again: create_function(cursor, start, procedure=False, or_replace=again),
    "procedure": lambda cursor, start, _, again: create_function(cursor, start, procedure=True, or_replace=again),
    "aggregate": lambda cursor, start, _, again: create_aggregate(cursor, start, or_replace=again),
    "trigger": lambda cursor, start, _, again: create_trigger(cursor, start, or_replace=again, constraint=False),
    "policy": lambda cursor, start, _, __: create_policy(cursor, start),
    "rule": lambda cursor, start, _, again: create_rule(cursor, start, or_replace=again),
    "extension": lambda cursor, start, _, __: _create_extension(cursor, start),
    "schema": lambda cursor, start, _, __: _create_schema(cursor, start),
}

__all__ = ["END", "parse"]
