"""Tables that no row can enter: the condition that nothing passes, or those that exclude one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harness.rows.condition import Truth
from harness.rows.demand import Demand
from harness.rows.facts import Facts
from harness.rows.model import Model
from harness.rows.proofs.proof import impossible
from harness.rows.witness import Note


def contradictions(model: Model, facts: Facts) -> Iterator[Note]:
    """Yield what proves that no row passes: conditions that nothing passes, else those that none passes together."""
    alone = [demand for demand in model.demands if _unpassable(model, facts, demand, ())]
    for demand in alone:
        yield _note(model, demand, f"no row can pass it: {demand.condition.text}")
    for demand in () if alone else model.demands:
        others = [each for each in model.demands if each is not demand]
        if _unpassable(model, facts, demand, others):
            names = ", ".join(each.name for each in others if set(each.columns) & set(demand.columns))
            yield _note(model, demand, f"no row can pass it together with {names}: {demand.condition.text}")
            return


def _unpassable(model: Model, facts: Facts, demand: Demand, others: Sequence[Demand]) -> bool:
    def passes(truths: tuple[Truth, ...]) -> bool:
        return demand.value(truths) is not False

    return impossible(model, facts, demand, passes, others)


def _note(model: Model, demand: Demand, told: str) -> Note:
    return Note(model.table.name, demand.about, "check", told, proven=True, reveals="unsatisfiable")
