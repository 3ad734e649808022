"""Clauses about the text of one term, held together as languages: patterns, beginnings, equality, length, case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from math import ceil
from operator import ge

from sqlglot import exp

from harness.rows.candidates.patterns import advanced
from harness.rows.candidates.regex import PatternError, parse
from harness.rows.candidates.tree import Chars, Choice, Mark, Node, Repeat, literal
from harness.rows.candidates.tree import Sequence as Sequenced
from harness.rows.clauses import is_members, members_of
from harness.rows.proofs import constants, terms
from harness.rows.proofs.automata import Language, Lengths, Matching, Unread, disjoint
from harness.rows.proofs.comparisons import read
from harness.rows.proofs.ranges import Span
from harness.rows.proofs.terms import Literal, Scope, key, type_of

_LONGEST = 300  # lengths that are counted
_ANYTHING = Chars(negated=True)
_LOWER, _UPPER, _BEYOND = (ord("a"), ord("z")), (ord("A"), ord("Z")), (128, 0x10FFFF)
_NONE: Mapping[str, Span] = {}


def apart(literals: Sequence[Literal], scope: Scope) -> bool:
    """Say whether it is certain that no text of some term is as these clauses say."""
    by_term: dict[str, list[Language]] = {}
    nodes: dict[str, exp.Expr] = {}
    for each in literals:
        for term, language in _read(each, scope):
            by_term.setdefault(key(term), []).append(language)
            nodes[key(term)] = term
    for told, languages in by_term.items():
        column = scope.kinds.get(nodes[told].name) if isinstance(nodes[told], exp.Column) else None
        most = column.length if column and column.length is not None and column.length <= _LONGEST else None
        limits: list[Language] = [] if most is None else [Lengths(most, partial(ge, most))]
        if disjoint([*languages, *limits]):
            return True
    return False


def _read(said: Literal, scope: Scope) -> Iterator[tuple[exp.Expr, Language]]:
    """Yield the terms that a clause is about, each with the language that it leaves them."""
    node, truth = said.node, said.truth
    if truth is None:
        return
    if isinstance(node, terms.PATTERNS) and type_of(node.this, scope) == "text":
        found = _matching(node, wanted=truth)
        if found is not None:
            yield node.this, found
    elif isinstance(node, exp.EQ | exp.NEQ):
        yield from _equal(node, scope, same=truth == isinstance(node, exp.EQ))
    elif isinstance(node, exp.In) and node.expressions:
        yield from _among(node.this, node.expressions, scope, wanted=truth)
    yield from _measured(said, scope)


def _matching(node: exp.Expr, *, wanted: bool) -> Language | None:
    pattern, similar = node.expression, isinstance(node, exp.SimilarTo)
    if isinstance(pattern, exp.Anonymous) and pattern.name.lower() == "similar_to_escape":
        similar = len(pattern.expressions) == 1
        pattern = pattern.expressions[0] if similar else pattern
    constant = constants.text(pattern)
    if constant is None or isinstance(node, exp.ILike) or set(node.args) - {"this", "expression"}:
        return None
    try:
        if isinstance(node, exp.StartsWith):
            return Matching(Sequenced((Mark("A"), literal(constant))), wanted)
        if isinstance(node, exp.Like):
            return Matching(_like(constant), wanted)
        told = f"^(?:{advanced(constant)})$" if similar else constant
        return Matching(parse(told, fold=isinstance(node, exp.RegexpILike)), wanted)
    except (PatternError, Unread):
        return None


def _like(pattern: str) -> Node:
    parts: list[Node] = [Mark("A")]
    chars = iter(pattern)
    for char in chars:
        if char == "\\":
            escaped = next(chars, "")
            if not escaped:
                raise PatternError("an escape at the end")
            parts.append(literal(escaped))
        elif char == "%":
            parts.append(Repeat(_ANYTHING, 0, None))
        else:
            parts.append(_ANYTHING if char == "_" else literal(char))
    return Sequenced((*parts, Mark("Z")))


def _equal(node: exp.Expr, scope: Scope, *, same: bool) -> Iterator[tuple[exp.Expr, Language]]:
    for one, other in ((node.this, node.expression), (node.expression, node.this)):
        if is_members(other):
            if isinstance(node, exp.EQ) is isinstance(other, exp.Any) and members_of(other):
                yield from _among(one, members_of(other), scope, wanted=same)
        elif isinstance(other, exp.Upper | exp.Lower) and key(other.this) == key(one):
            if type_of(one, scope) == "text":
                changed = _LOWER if isinstance(other, exp.Upper) else _UPPER
                # Whether a letter beyond ASCII changes, a locale says; so what changed may be any of them.
                yield one, Matching(Chars((changed,) if same else (changed, _BEYOND)), not same)
        elif type_of(one, scope) == "text":
            yield from _among(one, (other,), scope, wanted=same)


def _among(
    node: exp.Expr,
    members: Sequence[exp.Expr],
    scope: Scope,
    *,
    wanted: bool,
) -> Iterator[tuple[exp.Expr, Language]]:
    """Yield that a text is one of several, or none of them."""
    texts = [constants.text(each) for each in members]
    if type_of(node, scope) != "text" or None in texts:
        return
    every = [Sequenced((Mark("A"), literal(each or ""), Mark("Z"))) for each in texts]
    try:
        yield node, Matching(Choice(tuple(every)), wanted)
    except Unread:
        return


def _measured(said: Literal, scope: Scope) -> Iterator[tuple[exp.Expr, Language]]:
    """Yield what a comparison of a text's length says."""
    lengths = [each for each in said.node.find_all(exp.Length) if type_of(each.this, scope) == "text"]
    if len(lengths) != 1:
        return
    found = read(said.node, scope, _NONE)
    most = max((ceil(each) for each in found.constants if isinstance(each, Fraction)), default=0)
    if found.key == key(lengths[0]) and 0 <= most <= _LONGEST:
        yield lengths[0].this, Lengths(most, lambda length: found.allows(length, said.truth))
