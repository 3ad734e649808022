"""Sequences as statements: those that stand by themselves, and the options of an identity column's own."""

from __future__ import annotations

from collections.abc import Iterator

from harness.schema.objects import Sequence
from harness.schema.relations import Column
from harness.schema.schema import Schema
from harness.schema.write.quoting import qualified, whole
from harness.schema.write.step import Stage, Step

_RANK = 4


def sequence_steps(sequence: Sequence) -> Iterator[Step]:
    """Yield the steps that make a sequence; an identity column brings its own along."""
    if sequence.identity_of:
        return
    unlogged = "unlogged " if sequence.persistence == "unlogged" else ""
    made = f"create {unlogged}sequence {whole(sequence.name)} as {sequence.type} {_options(sequence)}"
    yield Step(Stage.MADE, sequence, (made,), rank=_RANK, makes=sequence.name)
    if sequence.owned_by:
        owned = f"alter sequence {whole(sequence.name)} owned by {qualified(sequence.owned_by, 3)}"
        yield Step(Stage.OWNED, sequence, (owned,))


def identity_sequence(schema: Schema, column: Column) -> str | None:
    """Return the options of the sequence behind an identity column, or None where the column has none of its own."""
    for sequence in schema.sequences:
        if sequence.identity_of == column.identity:
            return f"(sequence name {whole(sequence.name)} {_options(sequence)})"
    return None


def _options(sequence: Sequence) -> str:
    return (
        f"increment by {sequence.increment} minvalue {sequence.minimum} maxvalue {sequence.maximum}"
        f" start with {sequence.start} cache {sequence.cache}{' cycle' if sequence.cycle else ' no cycle'}"
    )
