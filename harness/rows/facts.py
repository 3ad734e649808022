"""What a server has said of clauses over values, remembered; asked for in as few calls as may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from harness.rows.asking import Ask, Failing, Question, truth
from harness.rows.condition import Truth
from harness.rows.demand import Clause, Demand
from harness.rows.kind import Value

Tuple = tuple[Value, ...]

_UNKNOWN = Failing("")
_CAUGHT_UP = 2_000  # rows of one clause that are asked about after a search has missed them


class Facts:
    """Truth values of clauses; `ask` is called for those that are not known."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._missed: dict[Clause, dict[Tuple, None]] = {}
        self._known: dict[Clause, dict[Tuple, Truth | Failing]] = {}

    def learn(self, wanted: Iterable[tuple[Clause, Iterable[Tuple]]]) -> None:
        """Ask for all that is not known, in one call."""
        missing: dict[Clause, dict[Tuple, None]] = {}
        for clause, rows in wanted:
            known = self._known.setdefault(clause, {})
            missing.setdefault(clause, {}).update(dict.fromkeys(row for row in rows if row not in known))
        clauses = [clause for clause, rows in missing.items() if rows]
        questions = [
            Question(clause.text, clause.known_as, tuple(missing[clause]), clause.relation) for clause in clauses
        ]
        if not questions:
            return
        for clause, answers in zip(clauses, self._ask(questions), strict=True):
            self._known[clause].update(zip(missing[clause], map(truth, answers), strict=True))

    def truth(self, clause: Clause, values: Mapping[str, Value]) -> Truth | Failing:
        """Return what a clause is over these values; where that is not known, failing, and noted to be learnt."""
        row = tuple(values[column] for column in clause.columns)
        known = self._known.setdefault(clause, {})
        if row not in known:
            self._missed.setdefault(clause, {})[row] = None
            return _UNKNOWN
        return known[row]

    def value(self, clause: Clause, values: Mapping[str, Value]) -> Value | Failing:
        """Return the value of an expression over these values."""
        row = tuple(values.get(column) for column in clause.columns)
        ((found,),) = self._ask([Question(clause.text, clause.known_as, (row,), clause.relation)])
        return found

    def catch_up(self) -> bool:
        """Learn what was asked for in vain since the last time, as much as is sensible; say whether there was any."""
        missed, self._missed = self._missed, {}
        self.learn((clause, islice(rows, _CAUGHT_UP)) for clause, rows in missed.items())
        return bool(missed)

    def forget(self) -> None:
        """Forget what was asked for in vain."""
        self._missed = {}

    def truths(self, demand: Demand, values: Mapping[str, Value]) -> tuple[Truth, ...] | None:
        """Return what each clause of a demand is; None where one of them fails over these values."""
        found = []
        for clause in demand.clauses:
            answer = self.truth(clause, values)
            if isinstance(answer, Failing):
                return None
            found.append(answer)
        return tuple(found)

    def rejects(self, demand: Demand, values: Mapping[str, Value]) -> bool:
        """Say whether a demand keeps such a row out: it is false, or fails to say."""
        truths = self.truths(demand, values)
        return truths is None or demand.value(truths) is False
