"""Why a value that a type has can stand in no row of a table: which condition rejects it, whatever else the row holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from harness.rows.bench import Bench
from harness.rows.condition import Truth
from harness.rows.demand import Demand
from harness.rows.kind import Value
from harness.rows.proof import impossible


def rejecting(bench: Bench, pinned: Mapping[str, Value]) -> str | None:
    """Return the name of the demand that rejects every row with these values; None where none is proven to."""
    for demand in bench.model.demands:
        if set(demand.columns) & pinned.keys() and _rejects(bench, demand, pinned):
            return demand.name or "no partition takes it"
    for demand in bench.model.demands:
        others = [each for each in bench.model.demands if each is not demand]
        if set(demand.columns) & pinned.keys() and _rejects(bench, demand, pinned, others):
            return f"{demand.name}, with what else is asked of the row,"
    return None


def _rejects(bench: Bench, demand: Demand, pinned: Mapping[str, Value], others: Sequence[Demand] = ()) -> bool:
    if set(demand.columns) <= pinned.keys():
        rejected = bench.facts.rejects(demand, pinned)
        return bench.facts.rejects(demand, pinned) if bench.facts.catch_up() else rejected

    given = [
        bench.facts.truth(clause, pinned) if set(clause.columns) <= pinned.keys() else None for clause in demand.clauses
    ]
    if bench.facts.catch_up():
        return _rejects(bench, demand, pinned, others)

    def passes(truths: tuple[Truth, ...]) -> bool:
        known = zip(demand.clauses, given, truths, strict=True)
        agrees = all(known is truth for clause, known, truth in known if set(clause.columns) <= pinned.keys())
        return agrees and demand.value(truths) is not False

    return impossible(bench.model, bench.facts, demand, passes, others, pinned)
