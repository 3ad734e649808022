"""ORDER BY, and values as keys of a dictionary."""

from __future__ import annotations

from functools import cmp_to_key
from typing import TypeVar

from sqlglot import exp

from harness.declared.block.compare import order
from harness.declared.block.values import Reg
from harness.declared.record import Record

T = TypeVar("T")


class Key(Record, frozen=True):
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


def compared(keys: list[Key], left: list[object], right: list[object]) -> int:
    """Return the order of two rows by their values of the keys."""
    for key, first, second in zip(keys, left, right, strict=True):
        if first is None or second is None:
            if first is not second:
                return -1 if (first is None) == key.nulls_first else 1
            continue
        if result := order(first, second):
            return -result if key.descending else result
    return 0


def arranged(keys: list[Key], told: list[tuple[list[object], T]]) -> list[T]:
    """Return things in order, each given with its values of the keys."""

    def either(left: tuple[list[object], T], right: tuple[list[object], T]) -> int:
        return compared(keys, left[0], right[0])

    return [thing for _, thing in sorted(told, key=cmp_to_key(either))]


def hashable(value: object) -> object:
    """Return what equal values share and a dictionary can hold."""
    if isinstance(value, list):
        return tuple(hashable(item) for item in value)
    if isinstance(value, dict):
        return tuple((name, hashable(item)) for name, item in value.items())
    return value.oid if isinstance(value, Reg) else value
