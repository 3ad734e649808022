"""Proof that no row can bring something about: by every value that could matter, or by logic alone.

Clauses that see their columns by order or by a measure (`views`) are sampled completely: nothing but the combinations
of truth values that candidates show can occur. Of any other clause all three truth values are granted, but for what its
expressions cannot be (`refuted`); so that what is impossible even then is impossible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise, product

from sqlglot import exp

from harness.rows import values
from harness.rows.asking import Failing
from harness.rows.clauses import tree
from harness.rows.condition import Truth
from harness.rows.demand import Clause, Demand
from harness.rows.facts import Facts
from harness.rows.kind import Kind, Value
from harness.rows.model import Model
from harness.rows.proofs.refuted import Refuter
from harness.rows.proofs.terms import deterministic
from harness.rows.proofs.views import NULLNESS, Sight, View, sight

_MOST = 20_000  # combinations of candidates that a proof goes through
_NOTHING: Mapping[str, Value] = {}
_EXTREMES = frozenset({"infinity", "-infinity", "24:00:00"})  # nothing lies beyond, so their neighbours are not needed
_MOST_VECTORS = 60_000  # combinations of truth values

Vector = tuple[Truth, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Clauses that share views, and every combination of truth values that they can have together."""

    clauses: tuple[Clause, ...]
    vectors: frozenset[Vector]


def impossible(
    model: Model,
    facts: Facts,
    target: Demand,
    wanted: Callable[[Vector], bool],
    others: Sequence[Demand] = (),
    pinned: Mapping[str, Value] = _NOTHING,
) -> bool:
    """Say whether it is certain that no row has the target's clauses as wanted while all `others` let it pass.

    `pinned` are columns whose value is given.
    False says only that there is no proof.
    """
    involved = [target, *(each for each in others if set(each.columns) & set(model.connected(target.columns)))]
    clauses = list(dict.fromkeys(clause for demand in involved for clause in demand.clauses))
    refuter = Refuter(model, facts)
    groups = [
        _Group(
            group.clauses,
            frozenset(
                each for each in group.vectors if not refuter.refutes(dict(zip(group.clauses, each, strict=True)))
            ),
        )
        for group in _groups(model, facts, clauses, pinned)
    ]
    total = 1
    for group in groups:
        total *= max(len(group.vectors), 1)
    if total > _MOST_VECTORS:
        return len(involved) > 1 and impossible(model, facts, target, wanted, (), pinned)
    for vectors in product(*(group.vectors for group in groups)):
        truths = {
            clause: truth
            for group, vector in zip(groups, vectors, strict=True)
            for clause, truth in zip(group.clauses, vector, strict=True)
        }
        if _fits(involved, truths, wanted) and not refuter.refutes(truths):
            return False
    return True


def _fits(involved: Sequence[Demand], truths: Mapping[Clause, Truth], wanted: Callable[[Vector], bool]) -> bool:
    target, *others = involved
    return wanted(tuple(truths[clause] for clause in target.clauses)) and all(
        demand.value(tuple(truths[clause] for clause in demand.clauses)) is not False for demand in others
    )


def _groups(model: Model, facts: Facts, clauses: Sequence[Clause], pinned: Mapping[str, Value]) -> Iterator[_Group]:
    seen = {clause: found for clause in clauses if (found := _sight(model, clause)) is not None}
    opaque = [clause for clause in clauses if clause not in seen]
    for together in _connected(seen):
        vectors = _sampled(model, facts, together, seen, pinned)
        if vectors is None:
            opaque.extend(together)
        else:
            yield _Group(tuple(together), vectors)
    yield from _granted(opaque)


def _sight(model: Model, clause: Clause) -> Sight | None:
    node = tree(clause.text)
    if node is None:
        return None
    kinds = {name: model.kinds[column] for (name, _), column in zip(clause.known_as, clause.columns, strict=True)}
    found = sight(node, kinds)
    if found is None:
        return None
    real = {name: column for (name, _), column in zip(clause.known_as, clause.columns, strict=True)}
    views = frozenset(View(real[view.column], view.told) for view in found.views)
    return Sight(views, found.constants, found.ordered)


def _connected(seen: Mapping[Clause, Sight]) -> Iterator[list[Clause]]:
    """Yield the clauses in groups that share no view with one another."""
    left = list(seen)
    while left:
        together = [left.pop(0)]
        views = _columns(seen[together[0]])
        grown = True
        while grown:
            grown = False
            for clause in list(left):
                if _columns(seen[clause]) & views:
                    together.append(clause)
                    views |= _columns(seen[clause])
                    left.remove(clause)
                    grown = True
        yield together


def _columns(found: Sight) -> set[View]:
    """Return what a clause shares with others: of a column that it only asks whether it is null, the column itself."""
    return {View(view.column) if view.told == NULLNESS else view for view in found.views}


def _sampled(
    model: Model,
    facts: Facts,
    together: Sequence[Clause],
    seen: Mapping[Clause, Sight],
    pinned: Mapping[str, Value],
) -> frozenset[Vector] | None:
    """Return all that these clauses can be together; None where the candidates do not show it."""
    sights = [seen[clause] for clause in together]
    views = frozenset(view for each in sights for view in each.views)
    seen_more = {view.column for view in views if view.told != NULLNESS}
    views = frozenset(view for view in views if view.told != NULLNESS or view.column not in seen_more)
    columns = [view.column for view in views]
    if len(set(columns)) < len(columns):
        return None
    constants = frozenset(value for each in sights for value in each.constants)
    constants |= {value for column in columns if (value := pinned.get(column)) is not None}
    pools = {column: [pinned[column]] if column in pinned else model.pools.get(column, []) for column in columns}
    ordered = any(each.ordered for each in sights)
    if not all(_covered(model, view, constants, len(views), ordered=ordered) for view in views):
        return None
    combinations = 1
    for column in columns:
        combinations *= len(pools[column])
    if combinations > _MOST:
        return None
    rows = [dict(zip(columns, row, strict=True)) for row in product(*pools.values())]
    facts.learn((clause, [tuple(row[column] for column in clause.columns) for row in rows]) for clause in together)
    found: set[Vector] = set()
    for row in rows:
        vector = tuple(facts.truth(clause, row) for clause in together)
        # Where a clause fails, the condition may be decided before it is come to.
        found.update(product(*((True, False, None) if isinstance(each, Failing) else (each,) for each in vector)))
    return frozenset(found)


def _covered(model: Model, view: View, constants: Iterable[str], columns: int, *, ordered: bool) -> bool:
    """Say whether the candidates of a column show a view all that there is, next to and between these constants."""
    kind, pool = model.kinds[view.column], model.pools.get(view.column)
    if pool is None:
        return False
    if kind.finite or view.told:
        return True
    plain = [each for number in range(columns) if (each := values.nth(kind, number)) is not None]
    if len(plain) < columns and kind.length is None:
        return False
    if not ordered:
        return True  # the constants are among the candidates, and values beside them
    read = [each for each in constants if values.neighbours(kind, each)]
    if any(each not in read and each not in _EXTREMES for each in constants):
        return False
    return _apart(kind, read, columns)


def _apart(kind: Kind, constants: Sequence[str], columns: int) -> bool:
    """Say whether the steps from one constant to its neighbours do not reach over the next constant."""
    if values.is_integer(kind) or not values.is_number(kind):
        return True  # a step is the least there is
    try:
        numbers = sorted({Decimal(each) for each in constants})
    except InvalidOperation:
        return False
    step = abs(Decimal(values.neighbours(kind, "0")[1]))
    return all(high - low > 2 * columns * step for low, high in pairwise(numbers))


def _granted(opaque: Sequence[Clause]) -> Iterator[_Group]:
    """Grant clauses all truth values, but the same ones to those that say the same, and the opposite to opposites."""
    alike: dict[str, list[tuple[Clause, bool]]] = {}
    for clause in opaque:
        told, positive = _told(clause)
        alike.setdefault(told, []).append((clause, positive))
    for members in alike.values():
        vectors: set[Vector] = set()
        for truth in (True, False, None):
            vectors.add(tuple(None if truth is None else truth == positive for _, positive in members))
        if _always(members[0][0]):
            vectors = {vector for vector in vectors if vector[0] is not (not members[0][1])}
        yield _Group(tuple(clause for clause, _ in members), frozenset(vectors))


def _told(clause: Clause) -> tuple[str, bool]:
    """Return what a clause says without its negations, and whether it says so rather than the opposite."""
    node = tree(clause.text)
    if node is None or not deterministic(node):
        return f"{clause.text}{clause.columns}{len(clause.text)}{id(clause)}", True
    node, positive = node.copy(), True
    while isinstance(node, exp.Not | exp.Paren):
        positive = positive != isinstance(node, exp.Not)
        node = node.this
    if node.args.get("negate"):
        node.set("negate", None)
        positive = not positive
    return f"{node.sql('postgres')} {clause.columns}", positive


def _always(clause: Clause) -> bool:
    """Say whether a clause, its negations aside, can be true or unknown only: a pattern that everything matches."""
    node = tree(clause.text)
    while isinstance(node, exp.Not | exp.Paren):
        node = node.this
    if not isinstance(node, exp.Like | exp.ILike):
        return False
    pattern = node.expression.find(exp.Literal)
    return pattern is not None and bool(pattern.this) and not pattern.this.strip("%")
