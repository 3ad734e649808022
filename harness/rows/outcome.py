"""Which outcomes a demand can have, and which of its clauses can decide it: rows that show it, or that none can."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from harness.rows.asking import Failing
from harness.rows.condition import Junction, Node, Truth, numbers, value_of
from harness.rows.demand import Clause, Demand
from harness.rows.facts import Facts
from harness.rows.kind import Value
from harness.rows.solve import BUDGET, Found, Test, search

Truths = tuple[Truth, ...]


def passing(facts: Facts, demand: Demand) -> Test:
    """Return the test that a demand does not reject a row."""
    return Test(demand.columns, lambda values: not facts.rejects(demand, values))


def passing_parts(facts: Facts, demand: Demand) -> list[Test]:
    """Return tests that together say that a demand does not reject a row; one for each part that AND joins.

    Each is asked as soon as its own columns have values, so that a search fails early.
    """
    tree = demand.condition.tree
    if not (isinstance(tree, Junction) and tree.conjunction):
        return [passing(facts, demand)]
    return [_part(facts, demand, part) for part in tree.parts]


def _part(facts: Facts, demand: Demand, part: Node) -> Test:
    clauses = {number: demand.clauses[number] for number in numbers(part)}
    columns = tuple(dict.fromkeys(column for clause in clauses.values() for column in clause.columns))

    def passes(values: Mapping[str, Value]) -> bool:
        truths: list[Truth] = [None] * len(demand.clauses)
        for number, clause in clauses.items():
            answer = facts.truth(clause, values)
            if isinstance(answer, Failing):
                return False
            truths[number] = answer
        return value_of(part, truths) is not False

    return Test(columns, passes)


def clause_is(facts: Facts, clause: Clause, truth: Truth) -> Test:
    """Return the test that one clause is true, false or unknown."""
    return Test(clause.columns, lambda values: facts.truth(clause, values) is truth)


def fulfilling(facts: Facts, demand: Demand, wanted: Callable[[Truths], bool]) -> Test:
    """Return the test that a demand's clauses are as wanted."""

    def passes(values: Mapping[str, Value]) -> bool:
        truths = facts.truths(demand, values)
        return truths is not None and wanted(truths)

    return Test(demand.columns, passes)


def informed(
    facts: Facts,
    pools: Mapping[str, Sequence[Value]],
    tests: Sequence[Test],
    given: Mapping[str, Value],
    budget: int = BUDGET,
) -> Found:
    """Search as `search` does; where facts were missed, learn them and search again."""
    facts.forget()
    for _ in range(_ROUNDS):
        found = search(pools, tests, given, budget)
        if found.values is not None or not facts.catch_up():
            return found
    return Found(None, exhausted=False)


def nearest(pool: Sequence[Value], value: Value) -> Sequence[Value]:
    """Put what stands there already first: a row changes no more than it must."""
    return [value, *(each for each in pool if each != value)] if value in pool else pool


_ROUNDS = 16  # each learns at least one condition more
