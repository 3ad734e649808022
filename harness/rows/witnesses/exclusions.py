"""EXCLUDE constraints: a row that overlaps another, and rows that do not in one element alone."""

from __future__ import annotations

from harness.declared.expressions import columns_in
from harness.rows.bench import Bench
from harness.rows.demand import Clause
from harness.rows.outcome import clause_is
from harness.rows.witness import Made, Note, Witness
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
    columns = tuple(dict.fromkeys(constraint.columns)) or columns_in(constraint.definition, bench.own.keys())
    same = {column: bench.other.get(column) for column in columns}
    found = bench.solve(same)
    if found.values is None or None in same.values():
        yield Note(table, about, "exclusion", "no row was found that overlaps another", proven=False)
        return
    told = "all that another row has"
    rejected = (_OVERLAPS, constraint.name)
    yield Witness("rejects", table, about, "exclusion", told, bench.insert(found.values), (), *rejected)
    changed = bench.update(found.values)
    if changed:
        given = (bench.insert(bench.own),)
        yield Witness("rejects", table, about, "exclusion", f"updated to {told}", changed, given, *rejected)
    for column, operator in zip(constraint.columns, constraint.operators, strict=False):
        others = {each: value for each, value in same.items() if each != column}
        apart = _apart(bench, column, operator)
        alone = bench.solve(others, targets=[clause_is(bench.facts, apart, truth=False)], extra=_offered(bench, column))
        if alone.values is not None:
            told = f"{column} {alone.values[column]} alone is apart"
            yield Witness("accepts", table, about, "exclusion", told, bench.insert(alone.values))
        touching = _touching(same[column] or "")
        if touching:
            beside = bench.solve({**others, column: touching})
            if beside.values is not None:
                told = f"{column} beginning where another ends"
                yield Witness("accepts", table, about, "exclusion", told, bench.insert(beside.values))


def _apart(bench: Bench, column: str, operator: str) -> Clause:
    """Return the clause that a column overlaps the other row's; false where it does not."""
    kind = bench.model.kinds[column]
    other = literal(bench.other.get(column) or "")
    text = f"{quoted(column)} {operator} {other}::{kind.type}"
    return Clause(text, (column,), ((column, kind.type),), bench.table.name.name)


def _offered(bench: Bench, column: str) -> dict[str, list[str | None]]:
    pool = [bench.own.get(column), *bench.pools.get(column, ())]
    return {column: [each for each in dict.fromkeys(pool) if each is not None]}


def _touching(value: str) -> str | None:
    """Return the range that begins where a range ends that leaves its end out; None for what is no such range."""
    if value[:1] not in "[(" or value[-1:] != ")" or "," not in value:
        return None
    end = value[1:-1].rpartition(",")[2].strip()
    return f"[{end},{end}]" if end else None
