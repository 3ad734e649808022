"""What arrays, ranges and documents cannot be at once: empty and with a member, inside of a set and with another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from harness.rows.clauses import unwrapped
from harness.rows.proofs import constants
from harness.rows.proofs.points import Cell
from harness.rows.proofs.terms import Literal, Scope, key, type_of

_ARRAYS = frozenset({"text[]", "character varying[]"})  # of which unlike constants are unlike members

_SETS = (exp.ArrayContainsAll, exp.ArrayContainedBy, exp.ArrayOverlaps)


@dataclass
class _Members:
    """What is known of an array: members that it has, some it has not, all that it can have, whether it has any."""

    some: set[str] = field(default_factory=set)
    never: set[str] = field(default_factory=set)
    only: set[str] | None = None
    filled: bool = False
    doubtful: bool = False  # holds a NULL


def contradict(literals: Sequence[Literal], left: Mapping[str, Sequence[Cell]], scope: Scope) -> bool:
    """Say whether clauses contradict one another; `left` are the values that terms can still have."""
    arrays: dict[str, tuple[exp.Expr, _Members]] = {}
    for each in literals:
        for node in each.node.find_all(exp.Column):
            if type_of(node, scope) in _ARRAYS:
                _learn(arrays.setdefault(node.name, (node, _Members()))[1], each, node)
    return any(_impossible(node, members, left) for node, members in arrays.values()) or any(
        _bounded_though_empty(each, left, scope) for each in literals
    )


def _learn(members: _Members, said: Literal, column: exp.Expr) -> None:
    """Note what a clause says of the members of an array."""
    node, truth = said.node, said.truth
    if isinstance(node, exp.EQ) and isinstance(node.expression, exp.Any):
        member = constants.text(node.this)
        if key(unwrapped(node.expression.this)) != key(column) or member is None:
            return
        members.doubtful = members.doubtful or truth is None
        if truth is not None:
            (members.some if truth else members.never).add(member)
    elif isinstance(node, _SETS) and key(node.this) == key(column) and isinstance(node.expression, exp.Array):
        found = [constants.text(each) for each in node.expression.expressions]
        if None not in found and truth is not None:
            _compare(members, node, {str(each) for each in found}, truth=truth)


def _compare(members: _Members, node: exp.Expr, others: set[str], *, truth: bool) -> None:
    """Note what the comparison of an array with another says."""
    if isinstance(node, exp.ArrayOverlaps):
        members.filled = members.filled or truth
        members.never |= set() if truth else others
    elif truth and isinstance(node, exp.ArrayContainsAll):
        members.some |= others
    elif truth:
        members.only = others if members.only is None else members.only & others


def _impossible(node: exp.Expr, members: _Members, left: Mapping[str, Sequence[Cell]]) -> bool:
    if members.only is not None and (members.some - members.only or members.doubtful):
        return True
    if members.some & members.never:
        return True
    counts = left.get(f"CARDINALITY({key(node)})", ())
    least = max(len(members.some), int(members.filled))
    if counts and least and all(cell.value is None or cell.high < least for cell in counts):
        return True
    return members.doubtful and bool(counts) and all(cell.value is not None and cell.high < 1 for cell in counts)


def _bounded_though_empty(said: Literal, left: Mapping[str, Sequence[Cell]], scope: Scope) -> bool:
    """Say whether a range is empty, and yet has the bound that a clause is about."""
    for bound in said.node.find_all(exp.Lower, exp.Upper):
        empty = left.get(f"ISEMPTY({key(bound.this)})")
        if not type_of(bound.this, scope).endswith("range") or not empty or any(cell.value != 1 for cell in empty):
            continue
        if any(each is bound for each in _strictly(said)):
            return True
    return False


def _strictly(said: Literal) -> Iterator[exp.Expr]:
    """Yield the operands without which a clause would not be what it is: none of them is NULL."""
    node = said.node
    if isinstance(node, exp.Is) and isinstance(node.expression, exp.Null) and said.truth is False:
        yield node.this
    if isinstance(node, exp.EQ | exp.NEQ | exp.GT | exp.GTE | exp.LT | exp.LTE) and said.truth is not None:
        yield from (node.this, node.expression)
