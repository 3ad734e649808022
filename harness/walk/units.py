"""Groups statements by the transactions they commit in: an interruption can fall between units, never inside one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from harness.chain.statement import Script, Statement
from harness.schema import Name

_COMMENT = r"(?:\s|--[^\n]*(?:\n|\Z)|/\*.*?\*/)*"
_OPENS = re.compile(_COMMENT + r"(?:begin|start\s+transaction)\b", re.IGNORECASE | re.DOTALL)
_CLOSES = re.compile(
    _COMMENT + r"(?:commit|end|rollback(?!\s+(?:\w+\s+)?to\b)|abort)\b(?!\s+prepared)", re.IGNORECASE | re.DOTALL
)
_UNDOES = re.compile(_COMMENT + r"(?:rollback|abort)\b", re.IGNORECASE | re.DOTALL)

_CHAINS = re.compile(r"\band\s+chain\s*;?\s*\Z", re.IGNORECASE)

# What PostgreSQL refuses inside a transaction block, and what means something else there; a static list keeps the
# common case at one attempt, and whatever it misses shows up as an error of these SQLSTATEs (`is_about_transactions`).
_ALONE = re.compile(
    _COMMENT
    + r"""(?:
        (?:create|drop)\s+(?:unique\s+)?index\s+concurrently | create\s+unique\s+index\s+concurrently
      | reindex\b.*\bconcurrently | reindex\s+(?:\([^)]*\)\s*)?(?:system|database|schema) | vacuum
      | (?:create|drop)\s+(?:database|tablespace) | alter\s+system | cluster\s*;?\s*\Z
      | alter\s+table\b.*\bdetach\s+partition\b.*\bconcurrently
      | (?:create|drop)\s+subscription | prepare | (?:commit|end|rollback|abort)\b.*\band\s+chain
      | create\s+(?:(?:local|global)\s+)?temp(?:orary)?\b.*\bon\s+commit\s+(?:drop|delete)
      | savepoint | release | rollback\s+(?:\w+\s+)?to | lock\b | declare\b | set\s+(?:local|transaction|constraints)
    )""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)

# What a session keeps that a rerun may fill otherwise: temporary tables, and settings that are computed.
_KEPT = re.compile(
    r"\b(?:temp|temporary|pg_temp\w*)\b|\bset_config\s*\((?!\s*'[^']*'\s*,\s*'[^']*'\s*,)", re.IGNORECASE
)

# A setting of the file's own naming: once it was set, a session reads it as empty where a new one finds none.
_NAMED = re.compile(r"\bset\s+(?:session\s+|local\s+)?[\w\"]+\.[\w\"]+|\bset_config\s*\(\s*'[^']*\.", re.IGNORECASE)

_COMMENTS = re.compile(_COMMENT + r"comment\s+on\b", re.IGNORECASE | re.DOTALL)

# Input that is read as a time of day once, when the statement is.
_MOMENTS = re.compile(r"'\s*(?:now|today|tomorrow|yesterday)\s*'", re.IGNORECASE)

_ADDS_ROWS = re.compile(r"\b(?:insert|merge|copy|select|call|execute)\b", re.IGNORECASE)

# active_sql_transaction and kin, unsafe_new_enum_value_usage, invalid_transaction_termination, pending trigger events;
# and what the server calls internal: "cannot start a subtransaction when there are unprocessed inval messages" comes of
# a savepoint behind a guard that found nothing to drop.
_ABOUT_TRANSACTIONS = ("25", "55P04", "2D", "55006", "3B", "XX000")


@dataclass(frozen=True, slots=True)
class Unit:
    """Statements that take effect together; `control` are the BEGIN and COMMIT around them.

    A file with meta-commands is one unit, its `psql` set: only psql can carry it out, and only as a whole.
    """

    statements: tuple[Statement, ...]
    control: tuple[Statement, ...] = ()
    undone: bool = False
    psql: Script | None = None

    @property
    def last(self) -> Statement:
        return self.control[-1] if self.control else self.statements[-1]

    @property
    def opening(self) -> Statement:
        """What begins the unit's transaction, written out where the file leaves it to the server."""
        return self.control[0] if self.control else replace(self.statements[0], text="begin", kind="sql", data=None)

    @property
    def closing(self) -> Statement:
        """What commits it."""
        return self.control[-1] if self.control else replace(self.last, text="commit", kind="sql", data=None)

    @property
    def whole(self) -> tuple[Statement, ...]:
        """The statements as the file has them, transaction control included."""
        if not self.control:
            return self.statements
        return (self.control[0], *self.statements, *self.control[1:])


def units_of(script: Script) -> tuple[Unit, ...]:
    """Return the units of a file in order; an unclosed block is undone, as the end of psql's session would do."""
    if script.meta_commands:
        return (Unit(script.statements, psql=script),)
    return tuple(_units(script.statements))


def _units(statements: Iterable[Statement]) -> Iterator[Unit]:
    block: list[Statement] = []
    opened: Statement | None = None
    for statement in statements:
        if opened is None and _OPENS.match(statement.text):
            opened = statement
        elif opened is not None and _CLOSES.match(statement.text) and not _CHAINS.search(statement.text):
            yield Unit(tuple(block), (opened, statement), bool(_UNDOES.match(statement.text)))
            block, opened = [], None
        elif opened is not None:
            block.append(statement)
        elif not _CLOSES.match(statement.text):  # a COMMIT without a block only warns
            yield Unit((statement,))
    if opened is not None:
        yield Unit(tuple(block), (opened,), undone=True)


def fits_a_transaction(parts: Iterable[Unit]) -> bool:
    """Say whether every unit means the same inside one open transaction, as far as its text tells."""
    units = tuple(parts)
    return not names_settings(units) and not any(
        unit.undone or unit.psql or any(_ALONE.match(statement.text) for statement in unit.statements) for unit in units
    )


def names_settings(parts: Iterable[Unit]) -> bool:
    """Say whether only a new session forgets what the units set."""
    return any(_NAMED.search(statement.text) for unit in parts for statement in unit.statements)


def keeps_in_session(parts: Iterable[Unit]) -> bool:
    """Say whether later statements may depend on something that is in no database: only a whole file tells then."""
    return any(_KEPT.search(statement.text) for unit in parts for statement in unit.statements)


def only_comments(unit: Unit) -> bool:
    """Say whether the unit does nothing but COMMENT."""
    return all(_COMMENTS.match(statement.text) for statement in unit.statements)


def reads_comments(parts: Iterable[Unit]) -> bool:
    """Say whether anything in the file may look at comments: pg_description, obj_description() and their kin."""
    return any("description" in statement.text.lower() for unit in parts for statement in unit.statements)


def may_tell_time(parts: Iterable[Unit], touched: frozenset[Name]) -> bool:
    """Say whether what was written to `touched` may hold the time: rows of tables may, by a trigger's hand too."""
    if any(table.namespace != "pg_catalog" for table in touched):
        return True
    return any(_MOMENTS.search(statement.text) for unit in parts for statement in unit.statements)


def may_add_rows(unit: Unit) -> bool:
    """Say whether the unit may put rows into a table, by a statement of its own or by what that calls."""
    return any(_ADDS_ROWS.search(statement.text) for statement in unit.statements)


def is_about_transactions(sqlstate: str) -> bool:
    """Say whether an error may come from being inside a transaction rather than from the statement itself."""
    return sqlstate.startswith(_ABOUT_TRANSACTIONS)
