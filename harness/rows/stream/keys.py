"""What no two rows may have alike, as those who make rows need to know it: keys of constraints and unique indexes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from harness.declared.expressions import columns_in
from harness.rows.condition import Condition, Is
from harness.rows.demand import Demand
from harness.rows.model import Model
from harness.rows.worlds import Unmade
from harness.schema import Exclusion, PrimaryKey, Unique, quoted


@dataclass(frozen=True, slots=True)
class Key:
    """Columns that together are distinct; `nulls`: rows with NULL among them are distinct anyway.

    `computed`: what is distinct is computed from the columns; by `expressions`, where these are not sure to keep apart
    what is counted here. `partial`: only where this condition is true. `ranges`: columns that must not even overlap.
    """

    name: str
    columns: tuple[str, ...]
    nulls: bool = True
    computed: bool = False
    expressions: tuple[str, ...] = ()
    partial: Demand | None = None
    ranges: frozenset[str] = frozenset()


# What keeps counted values apart: they differ in more than case, or blanks at their ends.
_KEEPING = re.compile(r"(?i)\b(lower|upper|btrim|trim|ltrim|rtrim|coalesce|md5|digest|hashtext)\s*\(")
_CALL = re.compile(r"[\w.\"]+\s*\(|->|#>|[-+*/%|]")


def avoiding(partial: Demand) -> Demand:
    """Return the demand that a condition is not true."""
    found = partial.condition
    negated = Condition(f"({found.text}) is not true", Is(found.tree, value=True, negated=True), found.clauses)
    return replace(partial, condition=negated)


def keys_of(model: Model) -> tuple[Key, ...]:
    """Return the keys of a table, those of few columns first; raise `Unmade` for what is not understood."""
    found = (_chosen(model, key) for key in _keys(model))
    return tuple(sorted(found, key=lambda key: (len(key.columns), key.name)))


def _chosen(model: Model, key: Key) -> Key:
    """Return a key with what generated columns are made of in their place: no row can choose them."""
    made = {each.name: str(each.default) for each in model.table.columns if each.generated}
    expressions = [made[column] for column in key.columns if column in made]
    if not expressions:
        return key
    columns = [column for column in key.columns if column not in made]
    columns += _read(model, expressions)
    unsure = (*key.expressions, *_unsure([made.get(column, quoted(column)) for column in key.columns]))
    return replace(key, columns=tuple(dict.fromkeys(columns)), nulls=False, computed=True, expressions=unsure)


def _read(model: Model, expressions: Iterable[str]) -> list[str]:
    names = tuple(column.name for column in model.columns)
    return [column for each in expressions for column in columns_in(each, names)]


def _unsure(elements: Sequence[str]) -> tuple[str, ...]:
    """Return the expressions of a key whose values the server must be asked for; none where they keep values apart."""
    return tuple(elements) if any(_CALL.search(_KEEPING.sub("", each)) for each in elements) else ()


def _keys(model: Model) -> Iterator[Key]:
    for constraint in model.table.constraints:
        if isinstance(constraint, PrimaryKey | Unique):
            last = frozenset(constraint.columns[-1:]) if constraint.without_overlaps else frozenset()
            nulls = not (isinstance(constraint, Unique) and constraint.nulls_not_distinct)
            yield Key(constraint.name, constraint.columns, nulls, ranges=last)
        elif isinstance(constraint, Exclusion):
            yield _exclusion(model, constraint)
    for index in model.table.indexes:
        if index.unique and index.constraint is None:
            name, plain = index.name.name, [each for each in index.columns if each is not None]
            computed = len(plain) < len(index.columns)
            if computed:
                plain += _read(model, index.elements)
            if plain:
                nulls, columns = not (index.nulls_not_distinct or computed), tuple(dict.fromkeys(plain))
                unsure = _unsure(index.elements) if computed else ()
                yield Key(name, columns, nulls, computed, unsure, model.predicates.get(name))


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
