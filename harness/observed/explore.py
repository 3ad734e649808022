"""Rows that nobody thought of: drawn by Hypothesis for one table, put to the server, shrunk where it says otherwise.

What can be enumerated has been (`rows.witnesses`); this looks for what the enumeration did not think of. The same
examples are drawn in every run.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator

from hypothesis import HealthCheck, Phase, Verbosity, assume, given, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning, Unsatisfiable

from harness.live.judge import Trial, judging
from harness.live.session import Connection
from harness.observed.doubt import doubt
from harness.observed.evidence import Tried
from harness.rows.bench import Bench
from harness.rows.demand import Demand
from harness.rows.kind import Value
from harness.rows.strategies import Known, Row, drawable, rows_of
from harness.rows.witness import Witness
from harness.rows.worlds import OTHER, OWN

_NULL, _TWICE = ("23502",), ("23505",)
# A generated row may be like the one that is there, and an expression of values at the limits of their types fails.
_BESIDE = frozenset({"23505", "23P01", "22003", "22008"})


class _Broken(AssertionError):
    """A server says of a generated row something else than what is declared."""

    def __init__(self, tried: Tried) -> None:
        super().__init__(tried.verdict.message)
        self.tried = tried


def explore(conn: Connection, known: Known, bench: Bench, stage: tuple[str, ...], examples: int) -> Tried | None:
    """Return the plainest generated row that the server judges otherwise than declared; None where it found none.

    To be called while the table is staged. Each example is a row that must be taken, the same row again, which a key
    must refuse, and the row without a value where there must be one.
    """
    if bench.together():  # what is inserted with it was made for one row
        return None
    given_values = {name: value for name, value in bench.own.items() if not drawable(bench.model.kinds[name])}
    strategy = rows_of(known, bench.model, _parents(bench), given_values)
    required = [
        column.name
        for column in bench.model.columns
        if column.not_null
        and bench.model.kinds[column.name].nullable  # else its domain answers
        and not bench.table.triggers
        and not any(column.name in each.columns for each in _routing(bench))
    ]

    @settings(
        max_examples=examples,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
        report_multiple_bugs=False,
    )
    @given(strategy, st.sampled_from(required or [""]))
    def judged(row: Row, column: str) -> None:
        assume(not any(_same(row, bench.other, key.columns) for key in bench.keys))
        asked = list(_asked(bench, row, column))
        for witness, verdict in zip(asked, judge([Trial(each.asked, each.given) for each in asked]), strict=True):
            tried = Tried(witness, verdict, stage, doubt(witness, verdict, bench))
            beside = not witness.sqlstates and verdict.sqlstate in _BESIDE
            if tried.decided and not tried.holds and not beside:
                raise _Broken(tried)

    with judging(conn) as judge, warnings.catch_warnings():
        warnings.simplefilter("ignore", HypothesisWarning)  # of values that are long to print
        return _first(judged)


def _first(judged: Callable[[], None]) -> Tried | None:
    try:
        judged()
    except _Broken as broken:
        return broken.tried
    except Unsatisfiable:  # the witnesses have shown what one row shows; no other was found
        return None
    return None


def _asked(bench: Bench, row: Row, column: str) -> Iterator[Witness]:
    table, about = bench.table, str(bench.table)
    taken = bench.insert(row)
    yield Witness("examples", table.name, about, "table", "a generated row", taken)
    keys = [key.name for key in bench.keys if None not in [row.get(each) for each in key.columns]]
    if keys:
        told = "a generated row, twice"
        yield Witness("examples", table.name, about, "table", told, taken, (taken,), _TWICE)
    if column:
        told = f"a generated row without {column}"
        asked = bench.insert({**row, column: None})
        yield Witness("examples", table.name, about, "table", told, asked, (), _NULL, None, column)


def _routing(bench: Bench) -> tuple[Demand, ...]:
    return tuple(demand for demand in bench.model.demands if demand.source == "partition")


def _parents(bench: Bench) -> dict[str, list[Row]]:
    """Return the rows that stand while the table is staged, by the printed names of their tables."""
    found: dict[str, list[Row]] = {}
    for key in bench.table.foreign_keys:
        name = key.references
        if name == bench.table.name:
            found[str(name)] = [bench.other]
        elif name in bench.worlds.models:
            there = (OTHER,) if name in bench.worlds.circle(bench.table.name) else (OTHER, OWN)
            worlds = [world for world in there if bench.worlds.makes(name, world)]
            found[str(name)] = [bench.worlds.row(name, world) for world in worlds]
    return found


def _same(row: Row, other: Row, columns: tuple[str, ...]) -> bool:
    values: list[Value] = [row.get(column) for column in columns]
    return None not in values and values == [other.get(column) for column in columns]
