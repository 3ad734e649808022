"""Everything in one database that its owner could have made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from harness.schema.difference import Difference, differences
from harness.schema.names import Name
from harness.schema.objects import Comment, Domain, Enum, Extension, Function, Grant, Object, Sequence
from harness.schema.part import Part
from harness.schema.relations import Table, View


@dataclass(frozen=True)
class Schema:
    """Everything in one database that its owner could have made, in normal form: sorted, and without OIDs."""

    tables: tuple[Table, ...] = ()
    views: tuple[View, ...] = ()
    enums: tuple[Enum, ...] = ()
    domains: tuple[Domain, ...] = ()
    sequences: tuple[Sequence, ...] = ()
    functions: tuple[Function, ...] = ()
    extensions: tuple[Extension, ...] = ()
    grants: tuple[Grant, ...] = ()
    comments: tuple[Comment, ...] = ()
    objects: tuple[Object, ...] = ()

    def table(self, name: str, namespace: str = "public") -> Table:
        """Return the table of that name; raise `KeyError` where there is none."""
        return self._tables[Name(namespace, name)]

    @cached_property
    def _tables(self) -> dict[Name, Table]:
        return {table.name: table for table in self.tables}

    def parts(self) -> Iterator[Part]:
        """Yield every part, owners before what lives in them."""
        for relation in (*self.tables, *self.views):
            yield relation
            for name in relation.children:
                yield from getattr(relation, name)
        for group in (self.enums, self.domains, self.sequences, self.functions, self.extensions):
            yield from group
        yield from self.grants
        yield from self.comments
        yield from self.objects

    @cached_property
    def index(self) -> dict[tuple[str, str], Part]:
        """Every part by its key."""
        return {part.key: part for part in self.parts()}

    def compare(self, other: Schema) -> tuple[Difference, ...]:
        """Return how `other` differs from this schema, object by object; empty where they are equal."""
        if self == other:
            return ()
        return tuple(differences(self.index, other.index))
