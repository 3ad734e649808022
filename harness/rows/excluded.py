"""Why a value of a type can stand in no row of a table: which condition rejects it, whatever else the row holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from harness.rows.bench import Bench, Key
from harness.rows.demand import Demand
from harness.rows.kind import Value
from harness.rows.outcome import Truths
from harness.rows.proofs.proof import impossible


def rejecting(bench: Bench, pinned: Mapping[str, Value]) -> str | None:
    """Return the name of the demand that rejects every row with these values; None where none is proven to."""
    for demand in bench.model.demands:
        if set(demand.columns) & pinned.keys() and _rejects(bench, demand, pinned):
            return demand.name or "no partition takes it"
    for tie in bench.ties:
        if not isinstance(tie.of, Key) or tie.of in bench.keys or not set(tie.test.columns) <= pinned.keys():
            continue
        if not tie.test.passes(pinned) and not (bench.facts.catch_up() and tie.test.passes(pinned)):
            return f"{tie.of.name}, which is generated from it,"
    for demand in bench.model.demands:
        others = [each for each in bench.model.demands if each is not demand]
        if set(demand.columns) & pinned.keys() and _rejects(bench, demand, pinned, others):
            return f"{demand.name}, with what else is asked of the row,"
    return None


def _rejects(bench: Bench, demand: Demand, pinned: Mapping[str, Value], others: Sequence[Demand] = ()) -> bool:
    if set(demand.columns) <= pinned.keys():
        rejected = bench.facts.rejects(demand, pinned)
        return bench.facts.rejects(demand, pinned) if bench.facts.catch_up() else rejected

    return never(bench, demand, lambda truths: demand.value(truths) is not False, others, pinned)


def never(
    bench: Bench,
    demand: Demand,
    wanted: Callable[[Truths], bool],
    others: Sequence[Demand],
    pinned: Mapping[str, Value],
) -> bool:
    """Say whether it is certain that no row with the `pinned` values has the demand's clauses as wanted.

    What the server says of a clause that reads nothing else is known, whatever the clause looks like.
    """
    settled = [set(clause.columns) <= pinned.keys() for clause in demand.clauses]
    for _ in range(2):
        given = [
            bench.facts.truth(each, pinned) if known else None
            for each, known in zip(demand.clauses, settled, strict=True)
        ]
        if not bench.facts.catch_up():
            break

    def agrees(truths: Truths) -> bool:
        return wanted(truths) and all(
            told is truth for told, truth, known in zip(given, truths, settled, strict=True) if known
        )

    return impossible(bench.model, bench.facts, demand, agrees, others, pinned)
