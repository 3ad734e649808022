"""What no two rows may have alike, as those who make them need to know it: keys of constraints and of unique indexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harness.declared.expressions import columns_in
from harness.rows.demand import Demand
from harness.rows.model import Model
from harness.rows.worlds import Unmade
from harness.schema import Exclusion, PrimaryKey, Unique


@dataclass(frozen=True, slots=True)
class Key:
    """Columns that together are distinct; `nulls`: rows with NULL among them are distinct anyway.

    `computed`: what is distinct is computed from the columns. `partial`: only where this condition is true.
    `ranges`: those of the columns that must not even overlap.
    """

    name: str
    columns: tuple[str, ...]
    nulls: bool = True
    computed: bool = False
    partial: Demand | None = None
    ranges: frozenset[str] = frozenset()


def keys_of(model: Model) -> tuple[Key, ...]:
    """Return the keys of a table, those of few columns first; raise `Unmade` for an exclusion that is not understood."""
    return tuple(sorted(_keys(model), key=lambda key: (len(key.columns), key.name)))


def _keys(model: Model) -> Iterator[Key]:
    names = tuple(column.name for column in model.columns)
    for constraint in model.table.constraints:
        if isinstance(constraint, PrimaryKey | Unique):
            last = frozenset(constraint.columns[-1:]) if constraint.without_overlaps else frozenset()
            nulls = not (isinstance(constraint, Unique) and constraint.nulls_not_distinct)
            yield Key(constraint.name, constraint.columns, nulls, ranges=last)
        elif isinstance(constraint, Exclusion):
            yield _exclusion(model, constraint)
    for index in model.table.indexes:
        if index.unique and index.constraint is None:
            plain = tuple(each for each in index.columns if each is not None)
            computed = len(plain) < len(index.columns)
            read = tuple(each for element in index.elements for each in columns_in(element, names)) if computed else ()
            columns = tuple(dict.fromkeys([*plain, *read]))
            name = index.name.name
            if columns:
                yield Key(name, columns, not index.nulls_not_distinct, computed, model.predicates.get(name))


def _exclusion(model: Model, constraint: Exclusion) -> Key:
    """Return an exclusion as a key: equal columns must be distinct, or ranges apart."""
    if len(constraint.columns) != len(constraint.operators) or constraint.definition.rstrip().endswith("WHERE"):
        raise Unmade(f"{constraint.name} excludes by an expression", model.table.name)
    pairs = dict(zip(constraint.columns, constraint.operators, strict=True))
    told = {column: operator.strip().rpartition(".")[2] for column, operator in pairs.items()}
    if set(told.values()) - {"=", "&&"}:
        raise Unmade(f"{constraint.name} excludes by {', '.join(told.values())}", model.table.name)
    ranges = frozenset(column for column, operator in told.items() if operator == "&&")
    return Key(constraint.name, constraint.columns, ranges=ranges)
