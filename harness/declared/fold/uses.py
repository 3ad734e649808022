"""What a view and a default use: columns and sequences."""

from __future__ import annotations

from harness.declared.expressions import mentioned, strings_in
from harness.declared.fold.context import Context
from harness.declared.objects import TableState, qualified
from harness.declared.tokens import Cursor, Unreadable
from harness.schema import Name


def view_uses(context: Context, view: TableState) -> frozenset[tuple[Name, str]]:
    """Return the columns that a view reads; where its query cannot be read, those whose names it mentions."""
    if view.uses is not None:
        return view.uses
    names = {name for _, name in mentioned(view.query)}
    return frozenset(
        (table, column)
        for table in view.reads
        for column in context.state.tables[table].columns
        if column in names or "*" in view.query
    )


def sequence_literal(name: Name) -> str:
    """Return a sequence's qualified name as it stands within quotes."""
    return qualified(name).replace("'", "''")


def uses_sequence(context: Context, default: str, sequence: Name) -> bool:
    """Say whether a default takes its values from a sequence."""
    if "nextval" not in default.lower():
        return False
    for text in strings_in(default):
        try:
            named = Cursor(text).qualified()
        except Unreadable:
            continue
        found = next(
            (name for name in context.candidates(named) if name in context.state.sequences or name == sequence), None
        )
        if found == sequence:
            return True
    return False
