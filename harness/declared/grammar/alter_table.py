"""ALTER TABLE, and ALTER of whatever else PostgreSQL keeps as a relation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harness.declared.grammar.clauses import (
    cascade,
    foreign_options,
    if_exists,
    if_not_exists,
    options,
    role,
    sequence_options,
)
from harness.declared.grammar.constraints import column, starts_constraint, table_constraint
from harness.declared.grammar.tables import bound
from harness.declared.nodes import (
    AddColumn,
    AddConstraint,
    AlterColumn,
    AlterConstraint,
    AlterRelation,
    AlterSequence,
    AttachPartition,
    DependsOn,
    DetachPartition,
    DropColumn,
    DropConstraint,
    Fires,
    Inherit,
    Node,
    Nothing,
    OfType,
    OwnerTo,
    Rename,
    RenamePart,
    SequenceOptions,
    SetFact,
    SetOptions,
    SetSchema,
    ValidateConstraint,
)
from harness.declared.tokens import NUMBER, Cursor
from harness.declared.types import read_type

_DEFAULT_ENDS = frozenset[str]()


def alter_relation(cursor: Cursor, kind: str, start: int) -> Node:
    """Take what follows ALTER kind."""
    if cursor.take("all", "in", "tablespace"):
        cursor.rest()
        return Nothing("alter all in tablespace", offset=start)
    guarded = if_exists(cursor)
    only = cursor.take("only")
    within = only and cursor.take("(")
    name = cursor.qualified()
    if within:
        cursor.expect(")")
    cursor.take("*")
    actions = cursor.commas(lambda: _action(cursor, kind))
    return AlterRelation(kind, name, actions, if_exists=guarded, only=only, offset=start)


def _action(cursor: Cursor, kind: str) -> Node:
    start = cursor.start()
    word = cursor.word
    read = _ACTIONS.get(word)
    if read is None:
        if kind == "sequence":
            return _sequence(cursor, start)
        if word == "options":
            return SetOptions(foreign_options(cursor), offset=start)
        raise cursor.fail("an action of ALTER")
    if kind == "sequence" and word in {"no", "set", "owned"} and cursor.ahead() not in {"schema", "logged", "unlogged"}:
        return _sequence(cursor, start)
    cursor.skip()
    return read(cursor, start)


def _sequence(cursor: Cursor, start: int) -> Node:
    at = cursor.mark()
    found = sequence_options(cursor)
    if cursor.mark() == at:
        raise cursor.fail("an option of a sequence")
    return AlterSequence(found, offset=start)


def _add(cursor: Cursor, start: int) -> Node:
    if starts_constraint(cursor):
        return AddConstraint(table_constraint(cursor), offset=start)
    cursor.take("column")
    guarded = if_not_exists(cursor)
    return AddColumn(column(cursor), if_not_exists=guarded, offset=start)


def _drop(cursor: Cursor, start: int) -> Node:
    if cursor.take("constraint"):
        guarded = if_exists(cursor)
        name = cursor.name()
        return DropConstraint(name, if_exists=guarded, cascade=cascade(cursor), offset=start)
    cursor.take("column")
    guarded = if_exists(cursor)
    name = cursor.name()
    return DropColumn(name, if_exists=guarded, cascade=cascade(cursor), offset=start)


def _alter(cursor: Cursor, start: int) -> Node:
    if cursor.take("constraint"):
        return _alter_constraint(cursor, start)
    cursor.take("column")
    name: Any = cursor.integer() if cursor.word == NUMBER else cursor.name()
    said = _column_change(cursor)
    return AlterColumn(str(name), offset=start, **said)


def _alter_constraint(cursor: Cursor, start: int) -> Node:
    name = cursor.name()
    said: dict[str, Any] = {}
    while True:
        if cursor.take("not", "deferrable"):
            said |= {"deferrable": False, "deferred": False}
        elif cursor.take("deferrable"):
            said["deferrable"] = True
            said.setdefault("deferred", False)
        elif cursor.take("initially"):
            said["deferred"] = cursor.take_any("deferred", "immediate") == "deferred"
            said.setdefault("deferrable", said["deferred"])
        elif cursor.take("not", "enforced"):
            said["enforced"] = False
        elif cursor.take("enforced"):
            said["enforced"] = True
        elif cursor.take("no", "inherit"):
            said["no_inherit"] = True
        elif cursor.take("inherit"):
            said["no_inherit"] = False
        else:
            return AlterConstraint(name, offset=start, **said)


def _column_change(cursor: Cursor) -> dict[str, Any]:
    if cursor.take("set", "data", "type") or cursor.take("type"):
        kind = read_type(cursor)
        collation = cursor.qualified() if cursor.take("collate") else None
        using = cursor.expression(_DEFAULT_ENDS) if cursor.take("using") else None
        return {"what": "type", "type": kind, "collation": collation, "expression": using}
    if cursor.sees("options"):
        return {"what": "foreign options", "options": foreign_options(cursor)}
    if cursor.sees("restart"):
        sequence_options(cursor)
        return {"what": "nothing"}
    read = _COLUMN_VERBS.get(cursor.word)
    if read is None:
        raise cursor.fail("SET")
    cursor.skip()
    return read(cursor)


def _add_identity(cursor: Cursor) -> dict[str, Any]:
    cursor.expect("generated")
    always = _always(cursor)
    cursor.expect("as", "identity")
    inner = None
    if cursor.take("("):
        inner = sequence_options(cursor)
        cursor.expect(")")
    return {"what": "add identity", "identity": always, "sequence": inner}


def _column_reset(cursor: Cursor) -> dict[str, Any]:
    return {"what": "reset options", "options": options(cursor)}


def _always(cursor: Cursor) -> str:
    if cursor.take("by", "default"):
        return "by default"
    cursor.expect("always")
    return "always"


def _column_drop(cursor: Cursor) -> dict[str, Any]:
    if cursor.take("default"):
        return {"what": "drop default"}
    if cursor.take("not", "null"):
        return {"what": "drop not null"}
    word = cursor.take_any("expression", "identity")
    if not word:
        raise cursor.fail("DEFAULT, NOT NULL, EXPRESSION or IDENTITY")
    return {"what": f"drop {word}", "if_exists": if_exists(cursor)}


def _column_set(cursor: Cursor) -> dict[str, Any]:
    if cursor.take("not", "null"):
        return {"what": "set not null"}
    if cursor.take("expression", "as"):
        return {"what": "set expression", "expression": cursor.parenthesised()}
    if cursor.sees("("):
        return {"what": "options", "options": options(cursor)}
    if word := cursor.take_any("storage", "compression"):
        return {"what": word, "value": cursor.name()}
    if cursor.take("default"):
        return {"what": "set default", "expression": cursor.expression(_DEFAULT_ENDS)}
    return _statistics(cursor) if cursor.take("statistics") else _identity_change(cursor)


def _statistics(cursor: Cursor) -> dict[str, Any]:
    value = None if cursor.take("default") else cursor.integer()
    return {"what": "statistics", "value": None if value == -1 else value}


_COLUMN_VERBS: dict[str, Callable[[Cursor], dict[str, Any]]] = {
    "add": _add_identity,
    "drop": _column_drop,
    "reset": _column_reset,
    "set": _column_set,
}


def _identity_change(cursor: Cursor) -> dict[str, Any]:
    """Take SET GENERATED …, SET sequence_option … and RESTART, any number of them; the first SET is taken."""
    said: dict[str, Any] = {"what": "set identity"}
    parts: dict[str, Any] = {}
    while True:
        if cursor.take("generated"):
            said["identity"] = _always(cursor)
        else:
            at = cursor.mark()
            found = sequence_options(cursor)
            if cursor.mark() == at:
                raise cursor.fail("what to set")
            parts |= {
                name: value
                for name in ("type", "increment", "minimum", "maximum", "start", "cache", "cycle")
                if (value := getattr(found, name)) is not None
            }
        if cursor.take("set"):
            continue
        if not cursor.sees("restart"):
            break
    said["sequence"] = SequenceOptions(**parts) if parts else None
    return said


def _validate(cursor: Cursor, start: int) -> Node:
    cursor.expect("constraint")
    return ValidateConstraint(cursor.name(), offset=start)


def rename(cursor: Cursor, start: int) -> Node:
    """Take what follows RENAME: TO, CONSTRAINT, ATTRIBUTE, or a column with or without the word."""
    if cursor.take("to"):
        return Rename(cursor.name(), offset=start)
    part: Any = "column"
    if cursor.sees("constraint") and cursor.ahead() != "to":
        cursor.skip()
        part = "constraint"
    elif cursor.sees("column") and cursor.ahead() != "to":
        cursor.skip()
    old = cursor.name()
    cursor.expect("to")
    return RenamePart(part, old, cursor.name(), offset=start)


def _set(cursor: Cursor, start: int) -> Node:
    if cursor.take("schema"):
        return SetSchema(cursor.name(), offset=start)
    if cursor.sees("("):
        return SetOptions(options(cursor), offset=start)
    if cursor.take("without", "oids"):
        return Nothing("set without oids", offset=start)
    fact, value = _new_fact(cursor)
    return SetFact(fact, value, offset=start)


def _new_fact(cursor: Cursor) -> tuple[str, str | None]:
    """Take a fact and what it becomes: None is what is usual."""
    if word := cursor.take_any("logged", "unlogged"):
        return "persistence", "unlogged" if word == "unlogged" else "permanent"
    if cursor.take("access", "method"):
        method = None if cursor.take("default") else cursor.name()
        return "access_method", None if method == "heap" else method
    if cursor.take("tablespace"):
        name = cursor.name()
        cursor.take("nowait")
        return "tablespace", None if name == "pg_default" else name
    if cursor.take("without", "cluster"):
        return "clustered", None
    raise cursor.fail("what to set")


def _reset(cursor: Cursor, start: int) -> Node:
    return SetOptions(options(cursor), reset=True, offset=start)


def owner(cursor: Cursor, start: int) -> Node:
    """Take what follows OWNER."""
    cursor.expect("to")
    return OwnerTo(role(cursor), offset=start)


def _enable(cursor: Cursor, start: int) -> Node:
    state: Any = cursor.take_any("replica", "always") or "origin"
    if cursor.take("row", "level", "security"):
        return SetFact("row_security", True, offset=start)
    return _fires(cursor, start, state)


def _disable(cursor: Cursor, start: int) -> Node:
    if cursor.take("row", "level", "security"):
        return SetFact("row_security", False, offset=start)
    return _fires(cursor, start, "disabled")


def _fires(cursor: Cursor, start: int, state: Any) -> Node:
    part: Any = cursor.take_any("trigger", "rule")
    if not part:
        raise cursor.fail("TRIGGER, RULE or ROW LEVEL SECURITY")
    if part == "trigger" and cursor.take("all"):
        return Fires(part, None, state, offset=start)
    if part == "trigger" and cursor.take("user"):
        return Fires(part, None, state, user=True, offset=start)
    return Fires(part, cursor.name(), state, offset=start)


def _force(cursor: Cursor, start: int) -> Node:
    cursor.expect("row", "level", "security")
    return SetFact("force_row_security", True, offset=start)


def _no(cursor: Cursor, start: int) -> Node:
    if cursor.take("force", "row", "level", "security"):
        return SetFact("force_row_security", False, offset=start)
    if cursor.take("inherit"):
        return Inherit(cursor.qualified(), no=True, offset=start)
    cursor.at -= 1
    return depends(cursor, start)


def _cluster(cursor: Cursor, start: int) -> Node:
    cursor.expect("on")
    return SetFact("clustered", cursor.name(), offset=start)


def _inherit(cursor: Cursor, start: int) -> Node:
    return Inherit(cursor.qualified(), offset=start)


def _of(cursor: Cursor, start: int) -> Node:
    return OfType(cursor.qualified(), offset=start)


def _not(cursor: Cursor, start: int) -> Node:
    cursor.expect("of")
    return OfType(None, offset=start)


def _replica(cursor: Cursor, start: int) -> Node:
    cursor.expect("identity")
    if cursor.take("using", "index"):
        return SetFact("replica_identity", ("index", cursor.name()), offset=start)
    word = cursor.take_any("default", "full", "nothing")
    if not word:
        raise cursor.fail("DEFAULT, FULL, NOTHING or USING INDEX")
    return SetFact("replica_identity", (word, None), offset=start)


def _attach(cursor: Cursor, start: int) -> Node:
    cursor.expect("partition")
    partition = cursor.qualified()
    return AttachPartition(partition, bound(cursor) if cursor.sees_any({"for", "default"}) else None, offset=start)


def _detach(cursor: Cursor, start: int) -> Node:
    cursor.expect("partition")
    partition = cursor.qualified()
    how = cursor.take_any("concurrently", "finalize")
    return DetachPartition(partition, concurrently=how == "concurrently", offset=start)


def depends(cursor: Cursor, start: int) -> DependsOn:
    """Take [NO] DEPENDS ON EXTENSION."""
    no = cursor.take("no")
    cursor.expect("depends", "on", "extension")
    return DependsOn(cursor.name(), no=no, offset=start)


def _depends(cursor: Cursor, start: int) -> Node:
    cursor.at -= 1
    return depends(cursor, start)


_ACTIONS: dict[str, Callable[[Cursor, int], Node]] = {
    "add": _add,
    "drop": _drop,
    "alter": _alter,
    "validate": _validate,
    "rename": rename,
    "set": _set,
    "reset": _reset,
    "owner": owner,
    "enable": _enable,
    "disable": _disable,
    "force": _force,
    "no": _no,
    "cluster": _cluster,
    "inherit": _inherit,
    "of": _of,
    "not": _not,
    "replica": _replica,
    "attach": _attach,
    "detach": _detach,
    "depends": _depends,
}
