"""CREATE and ALTER of functions, procedures and aggregates, triggers, policies and rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harness.declared.grammar.alter_table import depends, owner
from harness.declared.grammar.clauses import arguments, role, routine
from harness.declared.nodes import (
    AlterPart,
    AlterRoutine,
    Argument,
    CreateAggregate,
    CreateFunction,
    CreatePolicy,
    CreateRule,
    CreateTrigger,
    Node,
    Rename,
    SetSchema,
)
from harness.declared.record import replace
from harness.declared.tokens import Cursor, Named, Source
from harness.declared.types import read_type

_ATTRIBUTES = {
    "immutable": ("volatility", "IMMUTABLE"),
    "stable": ("volatility", "STABLE"),
    "volatile": ("volatility", ""),
    "strict": ("strict", "STRICT"),
    "leakproof": ("leakproof", "LEAKPROOF"),
    "window": ("window", "WINDOW"),
}
_PHRASES = (
    (("not", "leakproof"), "leakproof", ""),
    (("called", "on", "null", "input"), "strict", ""),
    (("returns", "null", "on", "null", "input"), "strict", "STRICT"),
)
_EVENTS = {"insert", "update", "delete", "truncate"}


def create_function(cursor: Cursor, start: int, *, procedure: bool, or_replace: bool) -> CreateFunction:
    """Take what follows CREATE [OR REPLACE] FUNCTION or PROCEDURE."""
    name = cursor.qualified()
    inputs = arguments(cursor)
    returns, result = None, None
    if cursor.take("returns"):
        at = cursor.mark()
        if cursor.take("table"):
            columns = cursor.listed(lambda: _table_column(cursor))
            inputs = (*inputs, *columns)
        else:
            result = read_type(cursor)
        returns = cursor.since(at).text
    attributes: dict[str, str] = {}
    body, code = Source(""), None
    while not cursor.done:
        if _attribute(cursor, attributes):
            continue
        at = cursor.mark()
        if cursor.take("as"):
            code = cursor.string()
            if cursor.take(","):
                cursor.string()
            body = cursor.since(at)
        elif cursor.sees("begin") and cursor.ahead() == "atomic":
            body = cursor.rest()
        elif cursor.take("return"):
            cursor.expression(frozenset(_ATTRIBUTES))
            body = cursor.since(at)
        else:
            raise cursor.fail("a clause of CREATE FUNCTION")
    return CreateFunction(
        name,
        inputs,
        returns,
        procedure=procedure,
        or_replace=or_replace,
        attributes=tuple(attributes.items()),
        body=body,
        code=code,
        language=attributes.get("language", "LANGUAGE sql").removeprefix("LANGUAGE ").strip('"').lower(),
        result=result,
        offset=start,
    )


def _table_column(cursor: Cursor) -> Argument:
    name = cursor.name()
    return Argument("table", name, read_type(cursor))


def _attribute(cursor: Cursor, said: dict[str, str]) -> bool:
    """Take one attribute of a function into `said`, by what it decides; say whether there was one."""
    word = cursor.word
    if word in _ATTRIBUTES:
        cursor.skip()
        key, text = _ATTRIBUTES[word]
        said[key] = text
        return True
    for words, key, text in _PHRASES:
        if cursor.take(*words):
            said[key] = text
            return True
    read = _CLAUSES.get(word)
    if read is None or (word in {"set", "reset"} and cursor.ahead() == "schema"):
        return False
    read(cursor, said)
    return True


def _language(cursor: Cursor, said: dict[str, str]) -> None:
    cursor.expect("language")
    name = cursor.string() if cursor.is_string() else cursor.name()
    said["language"] = f"LANGUAGE {name.lower()}"


def _security(cursor: Cursor, said: dict[str, str]) -> None:
    cursor.take("external")
    cursor.expect("security")
    said["security"] = "SECURITY DEFINER" if cursor.take_any("definer", "invoker") == "definer" else ""


def _one_word(cursor: Cursor, said: dict[str, str]) -> None:
    at, word = cursor.mark(), cursor.word
    cursor.skip()
    cursor.qualified() if word == "support" else cursor.skip()
    while cursor.take("."):
        cursor.skip()
    said[word] = cursor.since(at).text


def _transform(cursor: Cursor, said: dict[str, str]) -> None:
    at = cursor.mark()
    cursor.expect("transform")
    while cursor.take("for", "type") or cursor.take(",", "for", "type"):
        read_type(cursor)
    said["transform"] = cursor.since(at).text


def _setting(cursor: Cursor, said: dict[str, str]) -> None:
    at = cursor.mark()
    reset = cursor.take_any("set", "reset") == "reset"
    if reset and cursor.take("all"):
        said["reset all"] = ""
        return
    if cursor.take("time", "zone"):
        name = "timezone"
        cursor.skip()
    else:
        name = cursor.name()
        while cursor.take("."):
            name = f"{name}.{cursor.name()}"
        if not reset and not cursor.take("from", "current"):
            if not cursor.take("to"):
                cursor.expect("=")
            cursor.skip()
            while cursor.take(","):
                cursor.skip()
    said[f"set {name}"] = "" if reset else cursor.since(at).text


_CLAUSES: dict[str, Callable[[Cursor, dict[str, str]], None]] = {
    "language": _language,
    "external": _security,
    "security": _security,
    **dict.fromkeys(("parallel", "cost", "rows", "support"), _one_word),
    "transform": _transform,
    "set": _setting,
    "reset": _setting,
}


def create_aggregate(cursor: Cursor, start: int, *, or_replace: bool) -> CreateAggregate:
    """Take what follows CREATE AGGREGATE; the old syntax has no arguments but BASETYPE."""
    name = cursor.qualified()
    at = cursor.mark()
    inputs = cursor.attempt(lambda: arguments(cursor))
    if inputs is None or cursor.done:
        cursor.at = at
        inputs = None
    return CreateAggregate(name, inputs, cursor.rest(), or_replace=or_replace, offset=start)


def alter_routine(cursor: Cursor, kind: str, start: int) -> Node:
    """Take what follows ALTER FUNCTION, PROCEDURE, ROUTINE or AGGREGATE."""
    target = routine(cursor)
    if cursor.take("rename", "to"):
        return AlterRoutine(kind, target, (Rename(cursor.name()),), offset=start)
    if cursor.take("owner"):
        return AlterRoutine(kind, target, (owner(cursor, start),), offset=start)
    if cursor.take("set", "schema"):
        return AlterRoutine(kind, target, (SetSchema(cursor.name()),), offset=start)
    if cursor.sees("no", "depends") or cursor.sees("depends"):
        return AlterRoutine(kind, target, (depends(cursor, start),), offset=start)
    said: dict[str, str] = {}
    while _attribute(cursor, said):
        continue
    cursor.take("restrict")
    return AlterRoutine(kind, target, attributes=tuple(said.items()), offset=start)


def create_trigger(cursor: Cursor, start: int, *, or_replace: bool, constraint: bool) -> CreateTrigger:
    """Take what follows CREATE [OR REPLACE] [CONSTRAINT] TRIGGER."""
    name = cursor.name()
    timing = "instead of" if cursor.take("instead", "of") else cursor.take_any("before", "after")
    if not timing:
        raise cursor.fail("BEFORE, AFTER or INSTEAD OF")
    events, columns = _events(cursor)
    cursor.expect("on")
    table = cursor.qualified()
    said: dict[str, Any] = {}
    while not cursor.sees("execute"):
        _trigger_clause(cursor, said)
    cursor.expect("execute")
    if not cursor.take_any("function", "procedure"):
        raise cursor.fail("FUNCTION")
    function = cursor.qualified()
    given = cursor.listed(lambda: _trigger_argument(cursor))
    return CreateTrigger(
        name,
        table,
        function,
        timing,
        events,
        given,
        columns,
        constraint=constraint,
        or_replace=or_replace,
        offset=start,
        **said,
    )


def _trigger_clause(cursor: Cursor, said: dict[str, Any]) -> None:
    if cursor.take("from"):
        said["references"] = cursor.qualified()
    elif cursor.take("not", "deferrable"):
        said["deferrable"] = False
    elif cursor.take("deferrable"):
        said["deferrable"] = True
    elif cursor.take("initially"):
        said["deferred"] = cursor.take_any("deferred", "immediate") == "deferred"
        said.setdefault("deferrable", said["deferred"])
    elif cursor.sees("referencing"):
        said["referencing"] = _transition_tables(cursor)
    elif cursor.take("for"):
        cursor.take("each")
        said["level"] = cursor.take_any("row", "statement") or "statement"
    elif cursor.take("when"):
        said["when"] = cursor.parenthesised()
    else:
        raise cursor.fail("a clause of CREATE TRIGGER")


def _events(cursor: Cursor) -> tuple[tuple[str, ...], tuple[str, ...]]:
    events: list[str] = []
    columns: tuple[str, ...] = ()
    while True:
        word = cursor.take_any(*_EVENTS)
        if not word:
            raise cursor.fail("INSERT, UPDATE, DELETE or TRUNCATE")
        events.append(word)
        if word == "update" and cursor.take("of"):
            columns = cursor.commas(cursor.name)
        if not cursor.take("or"):
            return tuple(events), columns


def _transition_tables(cursor: Cursor) -> str:
    at = cursor.mark()
    cursor.expect("referencing")
    while cursor.take_any("old", "new"):
        cursor.expect("table")
        cursor.take("as")
        cursor.name()
    return cursor.since(at).text


def _trigger_argument(cursor: Cursor) -> str:
    """Take one argument, which is a string however it is written."""
    if cursor.is_string():
        return cursor.string()
    at = cursor.mark()
    cursor.skip()
    return cursor.since(at).text


def create_policy(cursor: Cursor, start: int) -> CreatePolicy:
    """Take what follows CREATE POLICY."""
    name = cursor.name()
    cursor.expect("on")
    found = CreatePolicy(name, cursor.qualified(), offset=start)
    permissive = True
    if cursor.take("as"):
        permissive = cursor.take_any("permissive", "restrictive") != "restrictive"
    command = cursor.take_any("all", "select", "insert", "update", "delete") if cursor.take("for") else "all"
    said = _policy_clauses(cursor)
    cursor.finish()
    return replace(found, permissive=permissive, command=command, **said)


def _policy_clauses(cursor: Cursor) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if cursor.take("to"):
        said["roles"] = cursor.commas(lambda: role(cursor))
    if cursor.take("using"):
        said["using"] = cursor.parenthesised()
    if cursor.take("with", "check"):
        said["check"] = cursor.parenthesised()
    return said


def alter_part(cursor: Cursor, kind: Any, start: int) -> Node:
    """Take what follows ALTER TRIGGER, POLICY or RULE."""
    cursor.take("if", "exists")
    name = cursor.name()
    cursor.expect("on")
    table = cursor.qualified()
    if cursor.take("rename", "to"):
        return AlterPart(kind, name, table, new=cursor.name(), offset=start)
    if cursor.sees("no", "depends") or cursor.sees("depends"):
        return AlterPart(kind, name, table, depends=depends(cursor, start), offset=start)
    said = _policy_clauses(cursor) if kind == "policy" else {}
    return AlterPart(kind, name, table, policy=CreatePolicy(name, table, **said), said=frozenset(said), offset=start)


def create_rule(cursor: Cursor, start: int, *, or_replace: bool) -> CreateRule:
    """Take what follows CREATE RULE."""
    name = cursor.name()
    at = cursor.mark()
    cursor.expect("as", "on")
    cursor.take_any("select", *_EVENTS)
    cursor.expect("to")
    table: Named = cursor.qualified()
    cursor.rest()
    return CreateRule(name, table, cursor.since(at), or_replace=or_replace, offset=start)
