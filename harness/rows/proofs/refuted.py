"""Whether clauses can be true, false and unknown as given, by what is known of their expressions.

A column that equals a constant is that constant; what other clauses are of it, a server is asked. No other row is
tried.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlglot import exp

from harness.rows.asking import Failing
from harness.rows.condition import Truth
from harness.rows.demand import Clause
from harness.rows.facts import Facts
from harness.rows.model import Model
from harness.rows.proofs import constants, containers, languages, terms
from harness.rows.proofs.comparisons import read
from harness.rows.proofs.points import Reading, hulls, survivors
from harness.rows.proofs.ranges import Span
from harness.rows.proofs.terms import Literal, Scope, type_of

_ROUNDS = 2  # what one clause tells of a term, another may need
_MOST = 1_500  # combinations that are judged, each of which may take milliseconds
_DETERMINISTIC = frozenset({'"C"', '"POSIX"', "ucs_basic"})
_TEXTS = frozenset({"text", "character varying", "character"})

Said = frozenset[tuple[Clause, Truth]]


class Refuter:
    """Judges clauses of one table, and remembers what it has found."""

    def __init__(self, model: Model, facts: Facts) -> None:
        self._facts = facts
        unlike = {
            column.name
            for column in model.table.columns
            if (column.collation is not None and column.collation not in _DETERMINISTIC)
            or (model.kinds[column.name].domain and model.kinds[column.name].base in _TEXTS)
        }
        nullable = {name: model.nullable(name) for name in model.kinds}
        self._scope = Scope(model.kinds, nullable, frozenset(unlike))
        self._together: dict[tuple[Clause, ...], list[list[Clause]]] = {}
        self._literals: dict[tuple[Clause, Truth], Literal | None] = {}
        self._readings: dict[Literal, Reading] = {}
        self._known: dict[Said, bool] = {}

    def refutes(self, truths: Mapping[Clause, Truth]) -> bool:
        """Say whether it is certain that no row has all these clauses as given."""
        clauses = tuple(truths)
        if clauses not in self._together:
            self._together[clauses] = list(_connected(clauses))
        return any(
            self._refuted(frozenset((clause, truths[clause]) for clause in together))
            for together in self._together[clauses]
        )

    def _refuted(self, said: Said) -> bool:
        if said not in self._known:
            if len(self._known) >= _MOST:
                return False
            found = [(clause, each) for clause, truth in said if (each := self._literal(clause, truth)) is not None]
            self._known[said] = self._contradictory([each for _, each in found]) or self._replaced(said, found)
        return self._known[said]

    def _literal(self, clause: Clause, truth: Truth) -> Literal | None:
        if (clause, truth) not in self._literals:
            self._literals[clause, truth] = terms.literal(clause, truth, self._scope)
        return self._literals[clause, truth]

    def _contradictory(self, literals: Sequence[Literal]) -> bool:
        known: Mapping[str, Span] = {}
        for _ in range(min(_ROUNDS, len(literals))):
            left = survivors((self._read(each, known), each.truth) for each in literals)
            if not all(left.values()) or containers.contradict(literals, left, self._scope):
                return True
            known = hulls(left)
        return languages.apart(literals, self._scope)

    def _read(self, said: Literal, known: Mapping[str, Span]) -> Reading:
        if known:
            return read(said.node, self._scope, known)
        if said not in self._readings:
            self._readings[said] = read(said.node, self._scope, known)
        return self._readings[said]

    def _replaced(self, said: Said, found: Iterable[tuple[Clause, Literal]]) -> bool:
        """Say whether a clause is otherwise over the one value that another leaves its column."""
        for clause, literal in found:
            value = self._only(literal)
            if value is None:
                continue
            column = clause.columns[0]
            alone = [(each, truth) for each, truth in said if each.columns == (column,) and each is not clause]
            # A function may give something else each time.
            alone = [(each, truth) for each, truth in alone if self._literal(each, truth) is not None]
            self._facts.learn((each, [(value,)]) for each, _ in alone)
            for each, truth in alone:
                given = self._facts.truth(each, {column: value})
                if not isinstance(given, Failing) and given is not truth:
                    return True
        return False

    def _only(self, said: Literal) -> str | None:
        """Return the constant that a column equals, where equal values of its type are the same in every respect."""
        node = said.node
        if not (isinstance(node, exp.EQ) and isinstance(node.this, exp.Column) and said.truth):
            return None
        of_type = type_of(node.this, self._scope)
        if of_type == "int":
            number = constants.number_for(node.expression, "int")
            return str(number) if number is not None and number.denominator == 1 else None
        if of_type == "text":
            return constants.text(node.expression)
        cast = node.expression
        if of_type == "jsonb" and isinstance(cast, exp.Cast) and isinstance(cast.this, exp.Literal):
            return str(cast.this.name) if _numberless(cast.this.name) else None
        return None


def _numberless(document: str) -> bool:
    """Say whether a document holds no number: 1 and 1.0 are equal."""
    numbers: list[str] = []
    try:
        json.loads(document, parse_int=numbers.append, parse_float=numbers.append, parse_constant=numbers.append)
    except ValueError:
        return False
    return not numbers


def _connected(clauses: Collection[Clause]) -> Iterator[list[Clause]]:
    """Yield the clauses in groups that share no column with one another."""
    left = list(clauses)
    while left:
        together = [left.pop(0)]
        columns = set(together[0].columns)
        grown = True
        while grown:
            more = [each for each in left if columns & set(each.columns)]
            grown = bool(more)
            together += more
            columns |= {column for each in more for column in each.columns}
            left = [each for each in left if each not in more]
        yield together
