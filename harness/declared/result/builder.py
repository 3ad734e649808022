"""The state → a `Schema`, in the normal form of the catalog reader, with expressions as their authors wrote them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harness.declared.fold.context import Context
from harness.declared.objects import DomainState, EnumState
from harness.declared.result.others import domain, enum, function, objects, sequence
from harness.declared.result.parts import at, in_order
from harness.declared.result.relations import relation
from harness.declared.result.said import comments, grants
from harness.schema import (
    Extension,
    Schema,
    Table,
    View,
)


class Builder:
    """Makes schemas of states; what has not changed since the last time is the same object again."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, object], tuple[object, Any]] = {}

    def schema(self, context: Context) -> Schema:
        """Return what the state of `context` adds up to."""
        state = context.state
        relations = [self._made(relation, name, table) for name, table in state.tables.items()]
        types = [(name, each) for name, each in state.types.items()]
        return Schema(
            tables=in_order(each for each in relations if isinstance(each, Table)),
            views=in_order(each for each in relations if isinstance(each, View)),
            enums=in_order(self._made(enum, name, each) for name, each in types if isinstance(each, EnumState)),
            domains=in_order(self._made(domain, name, each) for name, each in types if isinstance(each, DomainState)),
            sequences=in_order(self._made(sequence, name, each) for name, each in state.sequences.items()),
            functions=in_order(self._made(function, key, each) for key, each in state.functions.items()),
            extensions=in_order(
                Extension(name=each.name, namespace=each.namespace, version=each.version or "", **at(each.place))
                for each in state.extensions.values()
            ),
            grants=in_order(grants(context)),
            comments=in_order(comments(state)),
            objects=in_order(objects(state)),
        )

    def _made(self, make: Callable[[Any], Any], key: object, record: object) -> Any:
        known = self._known.get((make.__name__, key))
        if known and known[0] is record:
            return known[1]
        made = make(record)
        self._known[make.__name__, key] = record, made
        return made
