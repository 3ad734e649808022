"""What a block is run against: the one who knows the schema, and folds the statements that the block executes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from harness.declared.block.sql_functions import SqlFunction


class Host(Protocol):
    """The database as far as the text tells it."""

    def rows(self, relation: str) -> Sequence[Mapping[str, object]] | None:
        """Return the rows of a relation by its qualified name in lower case; None where the text cannot say."""
        ...

    def sql_function(self, namespace: str | None, name: str, count: int) -> SqlFunction | None:
        """Return the function in SQL that a call with `count` arguments means; None where there is not just one."""
        ...

    def execute(self, text: str, offset: int) -> None:
        """Carry out one SQL statement; `offset` is where in the body it stands. Raises `SqlError`, `Unknowable`."""
        ...

    def search_path(self) -> tuple[str, ...]:
        """Return the namespaces of the search_path."""
        ...

    def save(self) -> object:
        """Return the state before a block with an EXCEPTION clause."""
        ...

    def restore(self, saved: object) -> None:
        """Go back to a state that `save` returned."""
        ...
