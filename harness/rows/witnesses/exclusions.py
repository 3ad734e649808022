"""EXCLUDE constraints: a row that overlaps another, and rows that do not in one element alone."""

from __future__ import annotations

from harness.declared.expressions import columns_in
from harness.rows.bench import Bench
from harness.rows.witness import Made, Note, Witness
from harness.schema import Exclusion

_OVERLAPS = ("23P01",)


def exclusions(bench: Bench) -> Made:
    """Yield rows with all that another has, and rows with something else in one of the columns."""
    for constraint in bench.table.constraints:
        if not isinstance(constraint, Exclusion):
            continue
        about, table = str(constraint), bench.table.name
        columns = constraint.columns or columns_in(constraint.definition, bench.own.keys())
        found = bench.solve({column: bench.other.get(column) for column in columns})
        if found.values is None or any(bench.other.get(column) is None for column in columns):
            yield Note(table, about, "exclusion", "no row was found that overlaps another", proven=False)
            continue
        yield Witness(
            "rejects",
            table,
            about,
            "exclusion",
            "all that another row has",
            bench.insert(found.values),
            (),
            _OVERLAPS,
            constraint.name,
        )
        changed = bench.update(found.values)
        if changed:
            yield Witness(
                "rejects",
                table,
                about,
                "exclusion",
                "updated to all that another row has",
                changed,
                (bench.insert(bench.own),),
                _OVERLAPS,
                constraint.name,
            )
        for column in columns:
            alone = bench.solve(
                {each: bench.own.get(column) if each == column else bench.other.get(each) for each in columns}
            )
            if alone.values is not None:
                yield Witness(
                    "accepts", table, about, "exclusion", f"another {column} alone", bench.insert(alone.values)
                )
            touching = _touching(bench.other.get(column) or "")
            if touching:
                beside = bench.solve({**{each: bench.other.get(each) for each in columns}, column: touching})
                if beside.values is not None:
                    told = f"{column} beginning where another ends"
                    yield Witness("accepts", table, about, "exclusion", told, bench.insert(beside.values))


def _touching(value: str) -> str | None:
    """Return the range that begins where a range ends that leaves its end out; None for what is no such range."""
    if value[:1] not in "[(" or value[-1:] != ")" or "," not in value:
        return None
    end = value[1:-1].rpartition(",")[2].strip()
    return f"[{end},{end}]" if end else None
