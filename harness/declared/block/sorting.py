"""ORDER BY, and values as keys of a dictionary."""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp

from harness.declared.block.compare import Resolve, order
from harness.declared.block.values import Reg


@dataclass(frozen=True, slots=True)
class Key:
    """One expression of ORDER BY."""

    expression: exp.Expr
    descending: bool
    nulls_first: bool

    @classmethod
    def of(cls, node: exp.Expr) -> Key:
        """Return the key that an element of an ORDER BY in sqlglot's tree is."""
        if isinstance(node, exp.Ordered):
            return cls(node.this, bool(node.args.get("desc")), bool(node.args.get("nulls_first")))
        return cls(node, descending=False, nulls_first=False)


def compared(keys: list[Key], left: list[object], right: list[object], resolve: Resolve) -> int:
    """Return the order of two rows by their values of the keys."""
    for key, first, second in zip(keys, left, right, strict=True):
        if first is None or second is None:
            if first is not second:
                return -1 if (first is None) == key.nulls_first else 1
            continue
        if result := order(first, second, resolve):
            return -result if key.descending else result
    return 0


def hashable(value: object) -> object:
    """Return what equal values share and a dictionary can hold."""
    if isinstance(value, list):
        return tuple(hashable(item) for item in value)
    if isinstance(value, dict):
        return tuple((name, hashable(item)) for name, item in value.items())
    return value.oid if isinstance(value, Reg) else value
