"""Constraints and columns, as CREATE TABLE, ALTER TABLE and CREATE DOMAIN write them."""

from __future__ import annotations

from typing import Any

from harness.declared.grammar.clauses import (
    foreign_options,
    index_element,
    operator,
    options,
    sequence_options,
)
from harness.declared.nodes import ColumnDef, ConstraintDef, IndexElement, SequenceOptions
from harness.declared.record import replace
from harness.declared.tokens import Cursor
from harness.declared.types import read_type

# Words that end a DEFAULT: nothing that PostgreSQL allows in a b_expr begins with one of them.
_COLUMN_WORDS = frozenset(
    {
        "not",
        "null",
        "constraint",
        "check",
        "unique",
        "primary",
        "references",
        "generated",
        "collate",
        "deferrable",
        "initially",
        "enforced",
        "default",
        "storage",
        "compression",
        "options",
        "no",
    }
)


def starts_constraint(cursor: Cursor) -> bool:
    """Say whether a table constraint comes next, not a column that is called like one of its words."""
    word, following = cursor.word, cursor.ahead()
    if word == "constraint":
        return True
    after = {
        "primary": {"key"},
        "unique": {"(", "nulls", "using"},
        "check": {"("},
        "foreign": {"key"},
        "exclude": {"(", "using"},
        "not": {"null"},
    }
    return word in after and following in after[word]


def table_constraint(cursor: Cursor) -> ConstraintDef:
    """Take a table constraint, with its name and attributes."""
    start = cursor.start()
    name = cursor.name() if cursor.take("constraint") else None
    found = _table_kind(cursor)
    return replace(_attributes(cursor, found), name=name, offset=start)


def _table_kind(cursor: Cursor) -> ConstraintDef:
    if cursor.take("check"):
        return ConstraintDef("check", expression=cursor.parenthesised())
    if cursor.take("primary", "key"):
        return _key(cursor, "primary key")
    if cursor.take("unique"):
        return _key(cursor, "unique")
    if cursor.take("foreign", "key"):
        columns, period = _key_columns(cursor, "period")
        return _references(cursor, ConstraintDef("foreign key", columns=columns, period=period))
    if cursor.take("exclude"):
        return _exclusion(cursor)
    if cursor.take("not", "null"):
        return ConstraintDef("not null", columns=(cursor.name(),))
    raise cursor.fail("a constraint")


def _key(cursor: Cursor, kind: Any) -> ConstraintDef:
    distinct = _nulls_not_distinct(cursor)
    if cursor.take("using", "index"):
        return ConstraintDef(kind, using_index=cursor.name(), nulls_not_distinct=distinct)
    columns, overlaps = _key_columns(cursor, "without")
    found = ConstraintDef(kind, columns=columns, nulls_not_distinct=distinct, without_overlaps=overlaps)
    return _index_parameters(cursor, found)


def _nulls_not_distinct(cursor: Cursor) -> bool:
    if cursor.take("nulls", "not", "distinct"):
        return True
    cursor.take("nulls", "distinct")
    return False


def _key_columns(cursor: Cursor, word: str) -> tuple[tuple[str, ...], bool]:
    """Take the columns of a key, the last of which may be PERIOD column, or column WITHOUT OVERLAPS."""
    cursor.expect("(")
    columns, temporal = [], False
    while True:
        if word == "period" and cursor.sees("period") and cursor.ahead() not in {",", ")"}:
            cursor.skip()
            temporal = True
        columns.append(cursor.name())
        if cursor.take("without", "overlaps"):
            temporal = True
        if not cursor.take(","):
            break
    cursor.expect(")")
    return tuple(columns), temporal


def _index_parameters(cursor: Cursor, found: ConstraintDef) -> ConstraintDef:
    include = cursor.names() if cursor.take("include") else ()
    stored = options(cursor) if cursor.take("with") else ()
    tablespace = cursor.name() if cursor.take("using", "index", "tablespace") else None
    return replace(found, include=include, options=stored, tablespace=tablespace)


def _exclusion(cursor: Cursor) -> ConstraintDef:
    method = cursor.name() if cursor.take("using") else "btree"

    def element() -> IndexElement:
        item = index_element(cursor)
        cursor.expect("with")
        return replace(item, operator=operator(cursor))

    elements = cursor.listed(element)
    found = ConstraintDef("exclude", method=method, elements=elements)
    found = _index_parameters(cursor, found)
    where = cursor.parenthesised() if cursor.take("where") else None
    return replace(found, where=where)


def _references(cursor: Cursor, found: ConstraintDef) -> ConstraintDef:
    cursor.expect("references")
    table = cursor.qualified()
    referenced: tuple[str, ...] = ()
    if cursor.sees("("):
        referenced, _ = _key_columns(cursor, "period")
    said: dict[str, Any] = {}
    while True:
        if cursor.take("match"):
            said["match"] = cursor.take_any("full", "partial", "simple") or "simple"
        elif cursor.take("on", "delete"):
            said["on_delete"], said["set_columns"] = _action(cursor)
        elif cursor.take("on", "update"):
            said["on_update"], _ = _action(cursor)
        else:
            return replace(found, references=table, referenced=referenced, **said)


def _action(cursor: Cursor) -> tuple[str, tuple[str, ...]]:
    if cursor.take("no", "action"):
        return "no action", ()
    if word := cursor.take_any("restrict", "cascade"):
        return word, ()
    cursor.expect("set")
    word = cursor.take_any("null", "default")
    if not word:
        raise cursor.fail("NULL or DEFAULT")
    return f"set {word}", cursor.names() if cursor.sees("(") else ()


def _attributes(cursor: Cursor, found: ConstraintDef) -> ConstraintDef:
    """Take the attributes that may follow any constraint, in any order."""
    said: dict[str, Any] = {}
    while True:
        if cursor.take("not", "deferrable"):
            said["deferrable"] = False
        elif cursor.take("deferrable"):
            said["deferrable"] = True
        elif cursor.take("initially"):
            said["deferred"] = cursor.take_any("deferred", "immediate") == "deferred"
            if said["deferred"]:
                said["deferrable"] = True
        elif cursor.take("not", "valid"):
            said["validated"] = False
        elif cursor.take("not", "enforced"):
            said |= {"enforced": False, "validated": False}
        elif cursor.take("enforced"):
            said["enforced"] = True
        elif cursor.take("no", "inherit"):
            said["no_inherit"] = True
        else:
            return replace(found, **said)


def domain_constraint(cursor: Cursor) -> ConstraintDef:
    """Take a constraint of a domain: CHECK or NOT NULL, with its name."""
    start = cursor.start()
    name = cursor.name() if cursor.take("constraint") else None
    if cursor.take("not", "null"):
        found = ConstraintDef("not null")
    else:
        cursor.expect("check")
        found = ConstraintDef("check", expression=cursor.parenthesised())
    return replace(_attributes(cursor, found), name=name, offset=start)


def column(cursor: Cursor, *, typed: bool = True) -> ColumnDef:
    """Take a column: its name, its type unless the table's type gives it, and all that follows."""
    start = cursor.start()
    name = cursor.name()
    if typed:
        kind = read_type(cursor)
    else:
        kind = None
        cursor.take("with", "options")
    said: dict[str, Any] = {}
    constraints: list[ConstraintDef] = []
    while not cursor.done and not cursor.sees_any({",", ")"}):
        at = cursor.mark()
        _column_clause(cursor, name, said, constraints)
        if cursor.mark() == at:
            break
    return ColumnDef(name, kind, constraints=tuple(constraints), offset=start, **said)


def _column_clause(cursor: Cursor, name: str, said: dict[str, Any], constraints: list[ConstraintDef]) -> None:
    start = cursor.start()
    label = cursor.name() if cursor.take("constraint") else None
    if cursor.take("not", "null"):
        said["not_null"] = True
        told = _attributes(cursor, ConstraintDef("not null", label, (name,), offset=start))
        if label or told.no_inherit or not told.validated:
            constraints.append(told)
        return
    found = _column_constraint(cursor, name)
    if found is not None:
        constraints.append(replace(_attributes(cursor, found), name=label, offset=start))
    else:
        _column_property(cursor, said)


def _column_property(cursor: Cursor, said: dict[str, Any]) -> None:
    """Take what is a column's own and no constraint, if that comes next."""
    if cursor.take("null"):
        said.setdefault("not_null", False)
    elif cursor.take("default"):
        said["default"] = cursor.expression(_COLUMN_WORDS)
    elif cursor.take("generated"):
        _generated(cursor, said)
    elif cursor.take("collate"):
        said["collation"] = cursor.qualified()
    elif word := cursor.take_any("storage", "compression"):
        said[word] = cursor.name()
    elif cursor.sees("options"):
        said["options"] = foreign_options(cursor)


def _column_constraint(cursor: Cursor, name: str) -> ConstraintDef | None:
    if cursor.take("check"):
        return ConstraintDef("check", expression=cursor.parenthesised())
    if cursor.take("unique"):
        distinct = _nulls_not_distinct(cursor)
        return _index_parameters(cursor, ConstraintDef("unique", columns=(name,), nulls_not_distinct=distinct))
    if cursor.take("primary", "key"):
        return _index_parameters(cursor, ConstraintDef("primary key", columns=(name,)))
    if cursor.sees("references"):
        return _references(cursor, ConstraintDef("foreign key", columns=(name,)))
    return None


def _generated(cursor: Cursor, said: dict[str, Any]) -> None:
    by_default = cursor.take("by", "default")
    if not by_default:
        cursor.expect("always")
    cursor.expect("as")
    if cursor.take("identity"):
        inner = SequenceOptions()
        if cursor.take("("):
            inner = sequence_options(cursor)
            cursor.expect(")")
        said["identity"] = ("by default" if by_default else "always", inner)
        return
    expression = cursor.parenthesised()
    said["generated"] = (expression, cursor.take_any("stored", "virtual") or "virtual")
