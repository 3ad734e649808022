"""The two ways in which a block ends early: the text does not say enough, or PostgreSQL would raise an error."""

from __future__ import annotations

from harness.declared.block.conditions import sqlstate_of


class Unknowable(Exception):
    """What the text alone cannot say: why, and the 0-based offset of the statement in the body, where it is known."""

    def __init__(self, reason: str, offset: int | None = None) -> None:
        self.reason, self.offset = reason, offset
        super().__init__(reason)


class Unevaluated(Unknowable):
    """SQL that is not evaluated here; it becomes an unknown value where nothing depends on it."""


class SqlError(Exception):
    """What PostgreSQL would raise: the condition as PL/pgSQL names it (or a SQLSTATE without a name), and a message.

    `exact` says that the message is the one that PostgreSQL would give, so that a handler may read it. `line` is the
    line of the file, where that is known better than by the statement.
    """

    line: int | None = None

    def __init__(self, condition: str, message: str, *, exact: bool = False) -> None:
        self.condition, self.message, self.exact = condition, message, exact
        super().__init__(f"{condition}: {message}")

    @property
    def sqlstate(self) -> str:
        """The five characters that PostgreSQL sends."""
        return sqlstate_of(self.condition)
