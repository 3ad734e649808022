"""The vocabulary: a database's `Schema`, its parts, and the `Difference` of two schemas.

Both readers return these: the catalog reader (`live.catalog`) and, from SQL text, the declared reader. A part
compares by what it *is*; where it was written (`path`, `line`) and how its author spelled an expression
(`Expression.source`) are carried along and never compared. OIDs appear nowhere.

Definitions are PostgreSQL's own (`pg_get_constraintdef` and its kin, read with a search_path that qualifies every
name), so that two databases built the same way on one server version are equal to the letter.
"""

from __future__ import annotations

from harness.schema.difference import Change, Difference
from harness.schema.names import Expression, Name, quoted
from harness.schema.objects import Comment, Domain, Enum, Extension, Function, Grant, Object, Sequence
from harness.schema.part import Part, located
from harness.schema.relations import (
    Action,
    Check,
    Column,
    Constraint,
    Exclusion,
    ForeignKey,
    Index,
    NotNull,
    Policy,
    PrimaryKey,
    Table,
    Trigger,
    Unique,
    View,
)
from harness.schema.schema import Schema

__all__ = [
    "Action",
    "Change",
    "Check",
    "Column",
    "Comment",
    "Constraint",
    "Difference",
    "Domain",
    "Enum",
    "Exclusion",
    "Expression",
    "Extension",
    "ForeignKey",
    "Function",
    "Grant",
    "Index",
    "Name",
    "NotNull",
    "Object",
    "Part",
    "Policy",
    "PrimaryKey",
    "Schema",
    "Sequence",
    "Table",
    "Trigger",
    "Unique",
    "View",
    "located",
    "quoted",
]
