"""Enum types: every label in every column of the type, near misses of each, and the order of labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harness.rows.bench import Bench
from harness.rows.statements import unless
from harness.rows.witness import Made, Note, Witness
from harness.schema import Enum
from harness.schema.write.quoting import literal, whole

_NO_LABEL = ("22P02",)


def labels(bench: Bench) -> Made:
    """Yield a row for each label in each column of an enum type."""
    referencing = {column for key in bench.table.foreign_keys for column in key.columns}
    for column in bench.model.columns:
        kind = bench.model.kinds[column.name]
        if not kind.labels or kind.array or column.name in referencing:
            continue
        for label in kind.labels:
            found = bench.solve({column.name: label})
            about, told = column.identity, f"{label} in {column.identity}"
            given: tuple[str, ...] = ()
            if found.values is None:  # the other row may have it, in a key
                found, given = bench.alone({column.name: label})
            if found.values is not None:
                yield Witness("enum-labels", bench.table.name, about, "enum", told, bench.insert(found.values), given)
                continue
            first = _forbidding(bench, column.name, label)
            yield Note(
                bench.table.name,
                about,
                "enum",
                f"{label}: {first} lets it in no row" if first else f"no row was found with {label}",
                proven=first is not None,
                reveals="unreachable-label" if first else None,
            )


def _forbidding(bench: Bench, column: str, label: str) -> str | None:
    for demand in bench.model.demands:
        if demand.columns == (column,) and bench.facts.rejects(demand, {column: label}):
            return demand.name
    return None


def types(enums: Iterable[Enum]) -> Iterator[Witness]:
    """Yield what is asked of enum types whatever table they are used in: near misses, and the order of the labels."""
    known = list(enums)
    for enum in known:
        about = str(enum)
        name = whole(enum.name)
        for label in enum.labels:
            yield Witness("enum-labels", enum.name, about, "enum", label, f"select {literal(label)}::{name}")
        for miss in _misses(enum, known):
            told = f"{miss!r}, which is no label"
            yield Witness(
                "enum-labels", enum.name, about, "enum", told, f"select {literal(miss)}::{name}", (), _NO_LABEL
            )
        declared = ", ".join(literal(label) for label in enum.labels)
        yield Witness(
            "enum-labels",
            enum.name,
            about,
            "enum",
            "labels sort as declared",
            unless(
                f"pg_catalog.enum_range(null::{name})::text[] = array[{declared}]::text[]",
                f"the labels of {about} differ",
            ),
        )


def _misses(enum: Enum, known: Iterable[Enum]) -> Iterator[str]:
    """Yield what is nearly a label: other case, blanks, one letter less, a label of another type."""
    own = set(enum.labels)
    offered: dict[str, None] = {}
    for label in enum.labels:
        offered.update(dict.fromkeys((label.swapcase(), f"{label} ", f" {label}", label[:-1])))
    offered[""] = None
    for other in known:
        offered.update(dict.fromkeys(each for each in other.labels[:1] if other is not enum))
    yield from (each for each in offered if each not in own)
