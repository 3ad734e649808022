"""CREATE and ALTER of types and domains."""

from __future__ import annotations

from typing import Any

from harness.declared.grammar.alter_table import owner
from harness.declared.grammar.clauses import cascade, if_exists, if_not_exists
from harness.declared.grammar.constraints import domain_constraint
from harness.declared.nodes import (
    AddAttribute,
    AddLabel,
    AlterAttribute,
    AlterDomain,
    AlterType,
    Attribute,
    ConstraintDef,
    CreateComposite,
    CreateDomain,
    CreateEnum,
    CreateOther,
    DropAttribute,
    Node,
    Rename,
    RenameLabel,
    RenamePart,
    SetSchema,
)
from harness.declared.tokens import Cursor
from harness.declared.types import read_type

_DOMAIN_WORDS = frozenset({"not", "null", "constraint", "check", "collate", "default"})


def create_type(cursor: Cursor, start: int) -> Node:
    """Take what follows CREATE TYPE."""
    name = cursor.qualified()
    if cursor.take("as", "enum"):
        return CreateEnum(name, cursor.listed(cursor.string), offset=start)
    if cursor.take("as", "range"):
        cursor.parenthesised()
        return CreateOther("type", name, offset=start)
    if cursor.take("as"):
        return CreateComposite(name, cursor.listed(lambda: _attribute(cursor)), offset=start)
    if cursor.sees("("):
        cursor.parenthesised()
    return CreateOther("type", name, offset=start)


def _attribute(cursor: Cursor) -> Attribute:
    start = cursor.start()
    name = cursor.name()
    kind = read_type(cursor)
    collation = cursor.qualified() if cursor.take("collate") else None
    return Attribute(name, kind, collation, offset=start)


def create_domain(cursor: Cursor, start: int) -> CreateDomain:
    """Take what follows CREATE DOMAIN."""
    name = cursor.qualified()
    cursor.take("as")
    base = read_type(cursor)
    said: dict[str, Any] = {}
    constraints: list[ConstraintDef] = []
    while not cursor.done:
        if cursor.take("collate"):
            said["collation"] = cursor.qualified()
        elif cursor.take("default"):
            said["default"] = cursor.expression(_DOMAIN_WORDS)
        elif cursor.take("null"):
            continue
        else:
            found = domain_constraint(cursor)
            if found.kind == "not null":
                said["not_null"] = True
            if found.kind == "check" or found.name:
                constraints.append(found)
    return CreateDomain(name, base, constraints=tuple(constraints), offset=start, **said)


def alter_type(cursor: Cursor, start: int) -> Node:
    """Take what follows ALTER TYPE."""
    name = cursor.qualified()
    if cursor.take("add", "value"):
        return AlterType(domain=False, name=name, actions=(_add_value(cursor),), offset=start)
    if cursor.take("rename", "value"):
        old = cursor.string()
        cursor.expect("to")
        return AlterType(domain=False, name=name, actions=(RenameLabel(old, cursor.string()),), offset=start)
    if cursor.take("rename", "attribute"):
        old = cursor.name()
        cursor.expect("to")
        found = RenamePart("attribute", old, cursor.name())
        cascade(cursor)
        return AlterType(domain=False, name=name, actions=(found,), offset=start)
    if (shared := _shared(cursor)) is not None:
        return AlterType(domain=False, name=name, actions=(shared,), offset=start)
    if cursor.take("set"):
        cursor.parenthesised()
        return AlterType(domain=False, name=name, actions=(), offset=start)
    return AlterType(domain=False, name=name, actions=cursor.commas(lambda: _attribute_action(cursor)), offset=start)


def _shared(cursor: Cursor) -> Node | None:
    if cursor.take("rename", "to"):
        return Rename(cursor.name())
    if cursor.take("owner"):
        return owner(cursor, 0)
    if cursor.take("set", "schema"):
        return SetSchema(cursor.name())
    return None


def _add_value(cursor: Cursor) -> AddLabel:
    guarded = if_not_exists(cursor)
    label = cursor.string()
    if cursor.take("before"):
        return AddLabel(label, guarded, before=cursor.string())
    if cursor.take("after"):
        return AddLabel(label, guarded, after=cursor.string())
    return AddLabel(label, guarded)


def _attribute_action(cursor: Cursor) -> Node:
    found: Node
    if cursor.take("add", "attribute"):
        found = AddAttribute(_attribute(cursor))
    elif cursor.take("drop", "attribute"):
        guarded = if_exists(cursor)
        found = DropAttribute(cursor.name(), guarded)
    else:
        cursor.expect("alter", "attribute")
        start = cursor.start()
        name = cursor.name()
        cursor.take("set", "data")
        cursor.expect("type")
        kind = read_type(cursor)
        collation = cursor.qualified() if cursor.take("collate") else None
        found = AlterAttribute(Attribute(name, kind, collation, offset=start))
    cascade(cursor)
    return found


def alter_domain(cursor: Cursor, start: int) -> Node:
    """Take what follows ALTER DOMAIN."""
    name = cursor.qualified()
    found = _shared(cursor) or _domain_action(cursor)
    return AlterType(domain=True, name=name, actions=(found,), offset=start)


def _domain_action(cursor: Cursor) -> AlterDomain:
    if cursor.take("set", "default"):
        return AlterDomain("set default", expression=cursor.rest())
    if cursor.take("add"):
        return AlterDomain("add constraint", constraint=domain_constraint(cursor))
    if cursor.take("drop", "constraint"):
        guarded = if_exists(cursor)
        found = AlterDomain("drop constraint", name=cursor.name(), if_exists=guarded)
        cascade(cursor)
        return found
    for words in (("drop", "default"), ("set", "not", "null"), ("drop", "not", "null")):
        if cursor.take(*words):
            return AlterDomain(" ".join(words))
    if cursor.take("validate", "constraint"):
        return AlterDomain("validate constraint", name=cursor.name())
    cursor.expect("rename", "constraint")
    old = cursor.name()
    cursor.expect("to")
    return AlterDomain("rename constraint", name=old, new=cursor.name())
