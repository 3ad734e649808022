"""Whether clauses can be true, false and unknown as given, by what is known of their expressions; no row is tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from harness.rows import containers, languages, terms
from harness.rows.comparisons import read
from harness.rows.condition import Truth
from harness.rows.demand import Clause
from harness.rows.model import Model
from harness.rows.points import hulls, survivors
from harness.rows.ranges import Span
from harness.rows.terms import Literal, Scope

_ROUNDS = 2  # what one clause tells of a term, another may need
_DETERMINISTIC = frozenset({'"C"', '"POSIX"', "ucs_basic"})


class Refuter:
    """Judges clauses of one table, and remembers what it has found."""

    def __init__(self, model: Model) -> None:
        unlike = {
            column.name
            for column in model.table.columns
            if (column.collation is not None and column.collation not in _DETERMINISTIC)
            or model.kinds[column.name].domain
        }
        nullable = {name: model.nullable(name) for name in model.kinds}
        self._scope = Scope(model.kinds, nullable, frozenset(unlike))
        self._known: dict[frozenset[tuple[Clause, Truth]], bool] = {}

    def refutes(self, truths: Iterable[tuple[Clause, Truth]]) -> bool:
        """Say whether it is certain that no row has all these clauses as given."""
        return any(self._refuted(frozenset(each)) for each in _connected(truths))

    def _refuted(self, said: frozenset[tuple[Clause, Truth]]) -> bool:
        if said not in self._known:
            literals = [terms.literal(clause, truth, self._scope) for clause, truth in said]
            self._known[said] = self._contradictory([each for each in literals if each is not None])
        return self._known[said]

    def _contradictory(self, literals: Sequence[Literal]) -> bool:
        known: Mapping[str, Span] = {}
        for _ in range(_ROUNDS):
            readings = [(read(each.node, self._scope, known), each.truth) for each in literals]
            left = survivors(readings)
            if not all(left.values()) or containers.contradict(literals, left, self._scope):
                return True
            known = hulls(left)
        return languages.apart(literals, self._scope)


def _connected(truths: Iterable[tuple[Clause, Truth]]) -> Iterator[list[tuple[Clause, Truth]]]:
    """Yield the clauses in groups that share no column with one another."""
    left = list(truths)
    while left:
        together = [left.pop(0)]
        columns = set(together[0][0].columns)
        grown = True
        while grown:
            grown = False
            for each in list(left):
                if columns & set(each[0].columns):
                    together.append(each)
                    columns |= set(each[0].columns)
                    left.remove(each)
                    grown = True
        yield together
