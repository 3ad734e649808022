"""What a PL/pgSQL block sees of the fold, and does to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from harness.declared.block import Unknowable
from harness.declared.block.catalogs import rows
from harness.declared.block.errors import SqlError
from harness.declared.block.sql_functions import SqlFunction
from harness.declared.fold.calls import called_function
from harness.declared.fold.context import Context
from harness.declared.grammar import parse
from harness.declared.nodes import (
    Node,
    Transaction,
)
from harness.declared.state import State
from harness.declared.tokens import Unreadable
from harness.schema import Schema


class Reader(Protocol):
    """The fold, as far as a block needs it."""

    context: Context

    @property
    def schema(self) -> Schema: ...

    def apply(self, node: Node, text: str) -> None: ...


class Host:
    """What a PL/pgSQL block sees of the fold, and does to it."""

    def __init__(self, fold: Reader, start: int) -> None:
        self._fold, self._start = fold, start
        self._committed = fold.context.state.copied()  # to which ROLLBACK returns
        self._schema: Schema | None = None  # until something changes: catalogs are kept with it

    def rows(self, relation: str) -> Sequence[Mapping[str, object]] | None:
        if self._schema is None:
            self._schema = self._fold.schema
        return rows(self._schema, relation)

    def sql_function(self, namespace: str | None, name: str, count: int) -> SqlFunction | None:
        return called_function(self._fold.context.state.functions, namespace, name, count)

    def execute(self, text: str, offset: int) -> None:
        context = self._fold.context
        place, lines = context.place, context.lines
        self._schema = None
        context.place, context.lines = context.at(self._start + offset), ()
        try:
            node = parse(text)
            if isinstance(node, Transaction):
                self._transact(node)
            else:
                self._fold.apply(node, text)
        except Unreadable as error:
            raise Unknowable(error.reason, offset) from error
        except SqlError as error:
            error.line = error.line or context.place[1]
            raise
        finally:
            context.place, context.lines = place, lines

    def _transact(self, node: Transaction) -> None:
        context = self._fold.context
        if node.what == "commit":
            self._committed = context.state.copied()
        elif node.what == "rollback":
            context.state = self._committed.copied()

    def search_path(self) -> tuple[str, ...]:
        return tuple(self._fold.context.namespaces())

    def save(self) -> object:
        return self._fold.context.state.copied()

    def restore(self, saved: object) -> None:
        assert isinstance(saved, State)
        self._schema = None
        self._fold.context.state = saved.copied()
