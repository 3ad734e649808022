"""The boolean structure of a CHECK: its clauses, and what the whole is when each clause is true, false or unknown.

A clause's text is cut from the condition as it stands; nothing is printed anew, so a server that is asked about a
clause is asked about the author's own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from harness.declared.tokens import Cursor, Unreadable

Truth = bool | None  # SQL's true, false and unknown


@dataclass(frozen=True, slots=True)
class Clause:
    """A boolean expression that is not split further; `number` is its place among a condition's clauses."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Not:
    """`NOT part`: unknown where the part is."""

    part: Node


@dataclass(frozen=True, slots=True)
class Junction:
    """`parts` joined by AND where `conjunction`, else by OR."""

    parts: tuple[Node, ...]
    conjunction: bool


@dataclass(frozen=True, slots=True)
class Is:
    """`part IS [NOT] TRUE`, FALSE or UNKNOWN: never unknown itself."""

    part: Node
    value: Truth
    negated: bool


@dataclass(frozen=True, slots=True)
class Coalesce:
    """The first of `parts` that is not unknown."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A searched CASE whose results are conditions; without ELSE it ends unknown."""

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node | None


Node = Clause | Not | Junction | Is | Coalesce | Case


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as its tree and the texts of its clauses, in the order in which they stand."""

    text: str
    tree: Node
    clauses: tuple[str, ...]

    def value(self, truths: Sequence[Truth]) -> Truth:
        """Return what the condition is, given what each clause is; Kleene's logic, as SQL has it."""
        return value_of(self.tree, truths)

    def decides(self, number: int, truths: Sequence[Truth]) -> bool:
        """Say whether a clause alone decides here whether a row passes: the masking form of MC/DC."""
        return (self._with(number, value=True, truths=truths) is False) != (
            self._with(number, value=False, truths=truths) is False
        )

    def _with(self, number: int, *, value: Truth, truths: Sequence[Truth]) -> Truth:
        changed = list(truths)
        changed[number] = value
        return self.value(changed)


def condition(text: str) -> Condition:
    """Split a condition into its clauses; what cannot be split is one clause."""
    clauses: list[str] = []
    try:
        tree = _Reader(Cursor(text), clauses).whole()
    except (Unreadable, RecursionError):
        return Condition(text, Clause(text, 0), (text,))
    return Condition(text, tree, tuple(clauses))


_TRUTHS: dict[str, Truth] = {"true": True, "false": False, "unknown": None}
_ENDS = frozenset({"", "and", "or", ")", ",", "when", "then", "else", "end"})


class _Reader:
    """Reads one condition; texts of clauses go to `clauses` in order."""

    def __init__(self, cursor: Cursor, clauses: list[str]) -> None:
        self._cursor, self._clauses = cursor, clauses

    def whole(self) -> Node:
        node = self._or()
        self._cursor.finish()
        return node

    def _or(self) -> Node:
        return self._junction(self._and, "or")

    def _and(self) -> Node:
        return self._junction(self._not, "and")

    def _junction(self, part: Callable[[], Node], word: str) -> Node:
        parts = [part()]
        while self._cursor.take(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Junction(tuple(parts), word == "and")

    def _not(self) -> Node:
        if self._cursor.take("not"):
            return Not(self._not())
        return self._operand()

    def _operand(self) -> Node:
        for read in (self._parenthesised, self._case, self._coalesce):
            at, known = self._cursor.mark(), len(self._clauses)
            node = read()
            if node is not None:
                return node
            self._cursor.at = at
            del self._clauses[known:]
        return self._clause()

    def _parenthesised(self) -> Node | None:
        if not self._cursor.take("("):
            return None
        node = self._or()
        return self._tested(node) if self._cursor.take(")") else None

    def _tested(self, node: Node) -> Node | None:
        """Follow `IS [NOT] TRUE` and its like; None where the operand goes on, and so was no condition."""
        cursor = self._cursor
        while cursor.word == "is":
            negated = cursor.ahead() == "not"
            word = cursor.ahead(2 if negated else 1)
            if word not in _TRUTHS:
                return None
            cursor.at += 3 if negated else 2
            node = Is(node, _TRUTHS[word], negated)
        return node if cursor.word in _ENDS else None

    def _case(self) -> Node | None:
        if not self._cursor.take("case"):
            return None
        subject = "" if self._cursor.sees("when") else self._text()
        branches = []
        while self._cursor.take("when"):
            test = self._compared(subject) if subject else self._or()
            if not self._cursor.take("then"):
                return None
            branches.append((test, self._or()))
        otherwise = self._or() if self._cursor.take("else") else None
        return self._tested(Case(tuple(branches), otherwise)) if self._cursor.take("end") else None

    def _compared(self, subject: str) -> Node:
        """Read what a simple CASE compares its subject with: it does so with `=`."""
        return self._named(f"({subject}) = ({self._text()})")

    def _coalesce(self) -> Node | None:
        if not self._cursor.take("coalesce", "("):
            return None
        parts = [self._or()]
        while self._cursor.take(","):
            parts.append(self._or())
        return self._tested(Coalesce(tuple(parts))) if self._cursor.take(")") else None

    def _clause(self) -> Node:
        return self._named(self._text())

    def _named(self, text: str) -> Clause:
        self._clauses.append(text)
        return Clause(text, len(self._clauses) - 1)

    def _text(self) -> str:
        """Take an operand whole: up to AND, OR or what closes around it; the AND of a BETWEEN belongs to it."""
        cursor, at, between = self._cursor, self._cursor.mark(), False
        while cursor.word not in _ENDS or (between and cursor.word == "and"):
            if cursor.word == "and":
                between = False
            elif cursor.word == "between":
                between = True
            if cursor.word in ("(", "["):
                self._skip_to({"(": ")", "[": "]"}[cursor.word])
            elif cursor.word == "case":
                self._skip_to("end")
            else:
                cursor.skip()
        text = cursor.since(at).text
        if not text:
            raise cursor.fail("a condition")
        return text

    def _skip_to(self, closing: str) -> None:
        opening = self._cursor.word
        depth = 0
        while True:
            if self._cursor.word == opening:
                depth += 1
            elif self._cursor.word == closing:
                depth -= 1
            self._cursor.skip()
            if not depth:
                return


def numbers(node: Node) -> frozenset[int]:
    """Return the numbers of the clauses that a part of a condition holds."""
    match node:
        case Clause():
            return frozenset({node.number})
        case Not() | Is():
            return numbers(node.part)
        case Junction() | Coalesce():
            return frozenset().union(*map(numbers, node.parts))
        case Case():
            held = [part for branch in node.branches for part in branch]
            return frozenset().union(*map(numbers, [*held, *([node.otherwise] if node.otherwise else [])]))


def value_of(node: Node, truths: Sequence[Truth]) -> Truth:
    """Return what a part of a condition is, given what each clause of the whole is."""
    value: Truth
    match node:
        case Clause():
            value = truths[node.number]
        case Not():
            inner = value_of(node.part, truths)
            value = None if inner is None else not inner
        case Junction():
            value = _joined((value_of(part, truths) for part in node.parts), absorbing=not node.conjunction)
        case Is():
            value = (value_of(node.part, truths) is node.value) != node.negated
        case Coalesce():
            value = next((each for part in node.parts if (each := value_of(part, truths)) is not None), None)
        case Case():
            chosen = next((result for test, result in node.branches if value_of(test, truths)), node.otherwise)
            value = None if chosen is None else value_of(chosen, truths)
    return value


def _joined(values: Iterator[Truth], *, absorbing: bool) -> Truth:
    """Join truths: one that is `absorbing` decides (false of AND, true of OR), else any unknown does."""
    unknown = False
    for value in values:
        if value is absorbing:
            return absorbing
        unknown = unknown or value is None
    return None if unknown else not absorbing
