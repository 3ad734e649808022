"""The first words of a statement decide which part of the grammar reads it."""

from __future__ import annotations

from collections.abc import Callable

from harness.declared.grammar.alter import alter
from harness.declared.grammar.clauses import cascade, if_exists, if_not_exists, role
from harness.declared.grammar.create import create
from harness.declared.grammar.grants import comment, grant
from harness.declared.grammar.kinds import HANGING, OUTSIDE, read_kind, read_target
from harness.declared.grammar.session import (
    begin,
    commit,
    do_block,
    release,
    reset_variable,
    rollback,
    savepoint,
    set_variable,
    start_transaction,
)
from harness.declared.grammar.tables import persistence
from harness.declared.nodes import (
    AlterRelation,
    CreateIndex,
    CreateSchema,
    CreateSequence,
    CreateTable,
    CreateTrigger,
    CreateView,
    Drop,
    DropOwned,
    Grant,
    Node,
    Nothing,
    Query,
    ReassignOwned,
    Refresh,
    SetFact,
)
from harness.declared.tokens import Cursor, Named, Source, Unreadable

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
    return _create_schema(cursor, start) if cursor.take("schema") else create(cursor, start)


# What CREATE SCHEMA may hold, in the order in which it is made; source: transformCreateSchemaStmtElements().
_ELEMENTS: tuple[type[Node], ...] = (CreateSequence, CreateTable, CreateView, CreateIndex, CreateTrigger, Grant)


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
        # Blanks in front, so that its offsets are those of the whole.
        element = parse(" " * cursor.start(at) + cursor.since(at).text)
        if type(element) not in _ELEMENTS:
            raise Unreadable("not a statement that CREATE SCHEMA may hold", cursor.start(at))
        elements.append(element)
    made = tuple(sorted(elements, key=lambda each: _ELEMENTS.index(type(each))))
    return CreateSchema(name or owner_role or "", owner_role, guarded, made, offset=start)


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
    "alter": alter,
    "drop": _drop,
    "comment": comment,
    "grant": _grant,
    "revoke": _revoke,
    "do": do_block,
    "set": set_variable,
    "reset": reset_variable,
    "begin": begin,
    "start": start_transaction,
    "commit": commit,
    "end": commit,
    "rollback": rollback,
    "abort": rollback,
    "savepoint": savepoint,
    "release": release,
    "reassign": _reassign,
    "refresh": _refresh,
    "cluster": _cluster,
}
