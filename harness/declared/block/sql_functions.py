"""Functions that the schema declares in SQL, where a call can be followed: one query, which changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from harness.declared.block import trees
from harness.declared.block.errors import Unevaluated
from harness.declared.block.result import Result
from harness.declared.block.scan import scan
from harness.declared.block.scope import MISSING, Scope
from harness.declared.block.values import Row
from harness.declared.record import Record

if TYPE_CHECKING:
    from harness.declared.block.evaluate import Evaluator


class SqlFunction(Record, frozen=True):
    """A function in SQL: its body, and its arguments' names ("" where one has none).

    `columns` are those of RETURNS TABLE; there are none where it returns a type. `many` says that it returns a set.
    """

    body: str
    arguments: tuple[str, ...]
    columns: tuple[str, ...]
    many: bool


class _Arguments:
    """The arguments of a call, which is all that the body sees beside its own rows."""

    def __init__(self, values: dict[str, object]) -> None:
        self._values = values

    def find(self, names: tuple[str, ...]) -> object:
        value = self._values.get(names[0], MISSING)
        for name in names[1:]:
            value = value.get_column(name) if isinstance(value, Row) else MISSING
        return value

    def prefers_column(self) -> bool | None:
        return True


def rows_of(evaluator: Evaluator, function: SqlFunction, arguments: Sequence[object]) -> Result:
    """Return the rows of a call; raises `Unevaluated` where the body is not one query."""
    if any(token.text == ";" for token in scan(function.body.rstrip().removesuffix(";"))):
        raise Unevaluated("a function of several statements")
    values = {f"${place}": value for place, value in enumerate(arguments, 1)}
    values.update({name: value for name, value in zip(function.arguments, arguments, strict=True) if name})
    tree = trees.query(function.body)
    with evaluator.seeing(_Arguments(values)) as variables:
        return evaluator.query(tree, Scope(variables))
