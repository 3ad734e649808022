"""The witnesses of one table, one module for each kind of question."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from harness.rows.bench import Bench
from harness.rows.witness import Made
from harness.rows.witnesses.columns import defaults, limits, nulls
from harness.rows.witnesses.deferral import deferral
from harness.rows.witnesses.demands import demands
from harness.rows.witnesses.enums import labels
from harness.rows.witnesses.exclusions import exclusions
from harness.rows.witnesses.foreign_keys import foreign_keys
from harness.rows.witnesses.keys import indexes, keys
from harness.rows.witnesses.triggers import touches
from harness.schema import Check, Constraint, Exclusion, ForeignKey, NotNull, PrimaryKey, Unique

KINDS: Mapping[type[Constraint], str] = {
    PrimaryKey: "primary key",
    Unique: "unique",
    Check: "check",
    ForeignKey: "foreign key",
    Exclusion: "exclusion",
    NotNull: "not null",
}
_MAKERS: tuple[Callable[[Bench], Made], ...] = (
    nulls,
    keys,
    indexes,
    demands,
    foreign_keys,
    deferral,
    exclusions,
    labels,
    limits,
    defaults,
    touches,
)


def witnesses(bench: Bench) -> Made:
    """Yield every witness of a table, and a note of what none could be made for."""
    for make in _MAKERS:
        yield from make(bench)
