"""The witnesses of one table, one module for each kind of question."""

from __future__ import annotations

from collections.abc import Callable

from harness.rows.bench import Bench
from harness.rows.witness import Made, Witness
from harness.rows.witnesses.columns import defaults, limits, nulls
from harness.rows.witnesses.deferral import deferral
from harness.rows.witnesses.demands import demands
from harness.rows.witnesses.enums import labels
from harness.rows.witnesses.exclusions import exclusions
from harness.rows.witnesses.foreign_keys import foreign_keys
from harness.rows.witnesses.keys import indexes, keys
from harness.rows.witnesses.triggers import touches

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
    refusing: dict[tuple[str, str], bool] = {}
    for make in _MAKERS:
        for each in make(bench):
            if isinstance(each, Witness):
                known = refusing.get((each.about, each.kind), True)
                refusing[each.about, each.kind] = known and bool(each.sqlstates)
            yield each
    for (about, kind), only in refusing.items():
        if only:  # nothing that is taken was made for it: the row that keeps to everything is
            told, asked = "a row that keeps to it", bench.insert(bench.own)
            yield Witness("accepts", bench.table.name, about, kind, told, asked)
