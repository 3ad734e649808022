"""Which outcomes a demand can have, and which of its clauses can decide it: rows that show it, or that none can."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from harness.rows.condition import Truth
from harness.rows.demand import Demand
from harness.rows.facts import Facts
from harness.rows.kind import Value
from harness.rows.model import Model
from harness.rows.solve import Found, Test, search

Truths = tuple[Truth, ...]


def passing(facts: Facts, demand: Demand) -> Test:
    """Return the test that a demand does not reject a row."""
    return Test(demand.columns, lambda values: not facts.rejects(demand, values))


def fulfilling(facts: Facts, demand: Demand, wanted: Callable[[Truths], bool]) -> Test:
    """Return the test that a demand's clauses are as wanted."""

    def passes(values: Mapping[str, Value]) -> bool:
        truths = facts.truths(demand, values)
        return truths is not None and wanted(truths)

    return Test(demand.columns, passes)


def find(
    model: Model,
    facts: Facts,
    target: Test,
    *,
    given: Mapping[str, Value],
    besides: Sequence[Test] = (),
    pools: Mapping[str, Sequence[Value]] | None = None,
    excepted: Demand | None = None,
) -> Found:
    """Search for a row that passes `target` and every demand but `excepted`, as like to `given` as may be."""
    own: Mapping[str, Sequence[Value]] = {**model.pools, **(pools or {})}
    columns = model.connected(target.columns)
    loose = [column for column in target.columns if column in own and column not in columns]
    order = {column: _nearest(own[column], given.get(column, _NOWHERE)) for column in (*loose, *columns)}
    tests = [target, *besides, *(passing(facts, demand) for demand in model.demands if demand is not excepted)]
    due = [test for test in tests if not order or set(test.columns) & order.keys()]
    facts.forget()
    for _ in range(_ROUNDS):
        found = search(order, due, given)
        if found.values is not None or not facts.catch_up():
            return found
    return Found(None, exhausted=False)


_NOWHERE = "\0"
_ROUNDS = 4  # a search that has missed facts is repeated with them


def _nearest(pool: Sequence[Value], value: Value) -> Sequence[Value]:
    """Put what stands there already first: a row changes no more than it must."""
    return [value, *(each for each in pool if each != value)] if value in pool else pool
