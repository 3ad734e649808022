"""What statements could do if they ran: whether the schema could depend on it, and which variables they write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from harness.declared.block.code import (
    Assert,
    Assign,
    Block,
    Case,
    Count,
    Diagnostics,
    Each,
    Elements,
    Execute,
    If,
    Leave,
    Loop,
    Node,
    Nothing,
    Raise,
    Return,
    Sql,
    Statement,
    Target,
)
from harness.declared.block.scan import scan

_ROWS_ONLY = frozenset({"insert", "update", "delete", "merge", "select", "perform", "with", "values", "table", "lock"})
_LOOPS = (Loop, Count, Each, Elements)
_HOLDERS = (Nothing, Diagnostics, If, Case, Block, *_LOOPS)

# What a text begins with that no schema depends on, however it goes on.
OUTSIDE = re.compile(
    r"\s*(?:insert\s+into|update|delete\s+from|select|set|reset|"
    r"notify|analyze|vacuum|lock|refresh|reindex|checkpoint|"
    r"(?:create|drop)\s+(?:database|role|user|group|tablespace)|alter\s+(?:group|tablespace|system)|"
    r"comment\s+on\s+(?:role|tablespace))\s",
    re.IGNORECASE,
)

Declares = Callable[[str], bool]  # whether the schema declares a function of that name


def idle(block: Block, declares: Declares) -> bool:
    """Say whether the schema is the same after the whole of a block, whatever of it runs."""
    return harmless((block,), declares, caught=False, whole=True)


def harmless(
    nodes: tuple[Node, ...], declares: Declares, *, caught: bool, loop: bool = False, whole: bool = False
) -> bool:
    """Say whether the schema is the same whether or not `nodes` run, supposing that what runs does not fail.

    An error ends the whole statement, and a statement that failed declared nothing; so a RAISE counts only where it
    may be `caught`. `loop` says that a loop around `nodes` is left out with them, `whole` that nothing that could
    change the schema follows.
    """
    return all(_harmless(node, declares, caught=caught, loop=loop, whole=whole) for node in nodes)


def _harmless(node: Node, declares: Declares, *, caught: bool, loop: bool, whole: bool) -> bool:
    if isinstance(node, Leave | Return):
        value = node.value if isinstance(node, Return) else None
        return (whole and not (value and calls(value, declares))) or (
            loop and isinstance(node, Leave) and node.label is None
        )
    if isinstance(node, Raise | Assert):
        return not caught or (isinstance(node, Raise) and node.level != "exception")
    if isinstance(node, Statement):
        rows_only = node.first in _ROWS_ONLY or OUTSIDE.match(node.sql.text) is not None
        return rows_only and not calls(node.sql, declares)
    if isinstance(node, Assign):
        return not calls(node.value, declares)
    if isinstance(node, Execute):
        return OUTSIDE.match(_beginning(node.text)) is not None and not calls(node.text, declares)
    return isinstance(node, _HOLDERS) and _holds_harmless(node, declares, caught=caught, loop=loop, whole=whole)


def _holds_harmless(node: Node, declares: Declares, *, caught: bool, loop: bool, whole: bool) -> bool:
    if isinstance(node, Each) and (not isinstance(node.query, Sql) or calls(node.query, declares)):
        return False
    inside = loop or isinstance(node, _LOOPS)
    handlers = isinstance(node, Block) and bool(node.handlers)
    return all(harmless(body, declares, caught=caught or handlers, loop=inside, whole=whole) for body in bodies(node))


def _beginning(sql: Sql) -> str:
    """Return the text that an expression of EXECUTE begins with: its own first literal, or format()'s."""
    tokens = scan(sql.text)
    if [token.text for token in tokens[:2]] == ["format", "("]:
        tokens = tokens[2:]
    return f"{tokens[0].text[1:-1]} " if tokens and tokens[0].kind == "string" else ""


def bodies(node: Node) -> Iterator[tuple[Node, ...]]:
    """Yield the lists of statements within a statement."""
    if isinstance(node, If):
        yield from (body for _, body in node.parts)
    elif isinstance(node, Case):
        yield from (body for _, body in node.parts)
        yield node.otherwise or ()
    elif isinstance(node, Block):
        yield node.body
        yield from (handler.body for handler in node.handlers)
    elif isinstance(node, Loop | Count | Each | Elements):
        yield node.body


def written(nodes: tuple[Node, ...]) -> Iterator[Target]:
    """Yield what `nodes` write to if they run."""
    for node in nodes:
        if isinstance(node, Assign | Elements):
            yield node.target
        elif isinstance(node, Statement | Execute | Each):
            yield from node.targets
        elif isinstance(node, Diagnostics):
            yield from (target for target, _ in node.items)
        for body in bodies(node):
            yield from written(body)


def calls(sql: Sql, declares: Declares) -> bool:
    """Say whether a piece of SQL calls a function that the schema declares, whose body may hold DDL."""
    tokens = scan(sql.text)
    return any(
        token.is_name and following.text == "(" and declares(token.name) for token, following in pairwise(tokens)
    )
