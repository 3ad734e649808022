"""EXCLUDE constraints: a row that overlaps another, and rows that do not in one element alone."""

from __future__ import annotations

from collections.abc import Iterator

from harness.rows.bench import Bench
from harness.rows.conflict import Conflict
from harness.rows.demand import Clause
from harness.rows.kind import Value
from harness.rows.outcome import clause_is, fulfilling
from harness.rows.solve import Test
from harness.rows.statements import update
from harness.rows.witness import Made, Note, Witness
from harness.rows.worlds import Row
from harness.schema import Exclusion, quoted
from harness.schema.write.quoting import literal

_OVERLAPS = ("23P01",)


def exclusions(bench: Bench) -> Made:
    """Yield rows with all that another has, and rows with something else in one of the columns."""
    for constraint in bench.table.constraints:
        if isinstance(constraint, Exclusion):
            yield from _exclusion(bench, constraint)


def _exclusion(bench: Bench, constraint: Exclusion) -> Made:
    about, table = str(constraint), bench.table.name
    conflict = next(each for each in bench.model.conflicts if each.name == constraint.name)
    held, before = _held(bench, conflict)
    overlaps = clause_is(bench.facts, conflict.with_row(held, bench.model.kinds), truth=True)
    same = {column: held.get(column) for column in conflict.compared}
    told = "all that another row has"
    found = bench.solve(same, targets=[overlaps], breaking={conflict})
    if found.values is None:
        told = "what another row excludes"
        extra = {column: [*_offered(bench, column)[column], held.get(column)] for column in conflict.compared}
        found = bench.solve({}, targets=[overlaps], breaking={conflict}, extra=extra)
    if found.values is None:
        yield Note(table, about, "exclusion", "no row was found that overlaps another", proven=False)
        return
    rejected = (_OVERLAPS, constraint.name)
    yield Witness("rejects", table, about, "exclusion", told, bench.insert(found.values), before, *rejected)
    changed = bench.update(found.values)
    if changed:
        given = (*before, bench.insert(bench.own))
        yield Witness("rejects", table, about, "exclusion", f"updated to {told}", changed, given, *rejected)
    beside = conflict.apart(bench.facts, held, bench.model.kinds)
    for column, operator in _plain(conflict):
        others = {each: value for each, value in same.items() if each != column}
        clause, extra = _apart(bench, column, operator, held), _offered(bench, column)
        alone = bench.solve(others, targets=[clause_is(bench.facts, clause, truth=False), beside], extra=extra)
        if alone.values is not None:
            told = f"{column} {alone.values[column]} alone is apart"
            yield Witness("accepts", table, about, "exclusion", told, bench.insert(alone.values), before)
        partly = bench.solve(
            others,
            targets=[overlaps, _other_than(column, same[column])],
            breaking={conflict},
            extra=_overlapping(bench, column),
        )
        if partly.values is not None:
            told = f"{column} {partly.values[column]} overlaps in part"
            yield Witness("rejects", table, about, "exclusion", told, bench.insert(partly.values), before, *rejected)
        touching = _touching(same[column] or "")
        if touching:
            found = bench.solve({**others, column: touching}, targets=[beside])
            if found.values is not None:
                told = f"{column} beginning where another ends"
                yield Witness("accepts", table, about, "exclusion", told, bench.insert(found.values), before)


def _held(bench: Bench, conflict: Conflict) -> tuple[Row, tuple[str, ...]]:
    """Return the row that is there already as it must be to exclude others, and the statement that makes it so."""
    predicate = bench.model.predicates.get(conflict.name)
    if predicate is None:
        return bench.other, ()
    inside = fulfilling(bench.facts, predicate, lambda truths: predicate.value(truths) is True)
    row = bench.solve({}, targets=[inside]).values or bench.other
    moved = bench.moving(row, predicate.columns)
    if not moved:
        return bench.other, ()
    return {**bench.other, **moved}, (update(bench.table, moved, bench.where_other(moved)),)


def _plain(conflict: Conflict) -> Iterator[tuple[str, str]]:
    """Yield the columns that are compared as they are, each with its operator."""
    known = {quoted(column): column for column in conflict.columns}
    for element, operator in conflict.elements:
        if element in known:
            yield known[element], operator


def _apart(bench: Bench, column: str, operator: str, held: Row) -> Clause:
    """Return the clause that a column overlaps the other row's; false where it does not."""
    kind = bench.model.kinds[column]
    other = literal(held.get(column) or "")
    text = f"{quoted(column)} {operator} {other}::{kind.type}"
    return Clause(text, (column,), ((column, kind.type),), bench.table.name.name)


def _other_than(column: str, value: Value) -> Test:
    return Test((column,), lambda row: row[column] != value)


def _overlapping(bench: Bench, column: str) -> dict[str, list[Value]]:
    """Return candidates for a column, a range that lies within the other row's among them."""
    offered = _offered(bench, column)
    other = bench.other.get(column) or ""
    if other[:1] in "[(" and other[-1:] in ")]" and other.count(",") == 1 and other[1:2] != ",":
        start = other[1:].split(",")[0]
        offered[column].append(f"[{start},{start}]")
    return offered


def _offered(bench: Bench, column: str) -> dict[str, list[str | None]]:
    pool = [bench.own.get(column), *bench.pools.get(column, ())]
    return {column: [each for each in dict.fromkeys(pool) if each is not None]}


def _touching(value: str) -> str | None:
    """Return the range that begins where a range ends that leaves its end out; None for what is no such range."""
    if value[:1] not in "[(" or value[-1:] != ")" or "," not in value:
        return None
    end = value[1:-1].rpartition(",")[2].strip()
    return f"[{end},{end}]" if end else None
