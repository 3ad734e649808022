"""Primary keys, UNIQUE constraints and unique indexes: what is taken for a repetition, and what is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harness.declared.expressions import columns_in
from harness.rows.bench import Bench, Key
from harness.rows.conflict import Conflict
from harness.rows.demand import Demand
from harness.rows.outcome import clause_is, fulfilling
from harness.rows.solve import Test
from harness.rows.statements import update
from harness.rows.witness import Made, Note, Witness
from harness.schema import Index, PrimaryKey, Unique

_REPEATED = ("23505",)


def keys(bench: Bench) -> Made:
    """Yield rows that repeat a key, and rows that repeat all of it but one column."""
    table = bench.table
    for key in bench.keys:
        about, kind = _named(bench, key)
        smaller = _answering_first(bench, key)
        same = [each for each in bench.keys if set(each.columns) == set(key.columns)]
        implied = [each for each in bench.model.conflicts if set(each.columns) <= set(key.columns)]
        if bench.single:
            yield _single(bench, key, about, kind)
            continue
        if any(bench.other.get(column) is None for column in key.columns):
            yield _filled(bench, key, about, kind)
            continue
        fixed = {column: bench.other[column] for column in key.columns}
        found = bench.solve(fixed, breaking={key, *smaller, *same, *implied})
        if found.values is None:
            yield Note(
                table.name, about, kind, "no row was found that repeats the key and violates nothing else", proven=False
            )
        else:
            first = smaller[0].name if smaller else key.name
            also = (*_also(bench, key.columns), *(each.name for each in same), *bench.model.parts.get(first, ()))
            yield Witness(
                "rejects",
                table.name,
                about,
                kind,
                "repeated",
                bench.insert(found.values),
                (),
                _REPEATED,
                first,
                instead=also,
                deferred=None if smaller else _deferred(bench, key),
            )
            changed = bench.update(found.values)
            if changed and not _always(bench, key):
                yield Witness(
                    "rejects",
                    table.name,
                    about,
                    kind,
                    "updated to be repeated",
                    changed,
                    (bench.insert(bench.own),),
                    _REPEATED,
                    first,
                    instead=also,
                )
        if smaller:
            yield Note(
                table.name,
                about,
                kind,
                f"whatever repeats it repeats {smaller[0].name}, which is part of it",
                proven=True,
                reveals=None if _referenced(bench, key) else "shadowed",
            )
        yield from _nearly(bench, key, about, kind)


def _single(bench: Bench, key: Key, about: str, kind: str) -> Witness:
    """Return the witness of a key of a table that takes one row: whatever else it is, a second repeats something."""
    row = bench.insert(bench.own)
    others = (*(each.name for each in bench.keys), *(index.name.name for index in bench.table.indexes if index.unique))
    return Witness(
        "rejects", bench.table.name, about, kind, "repeated", row, (row,), _REPEATED, key.name, instead=others
    )


def _deferred(bench: Bench, key: Key) -> bool:
    return any(each.name == key.name and each.deferred for each in bench.table.constraints)


def _filled(bench: Bench, key: Key, about: str, kind: str) -> Witness | Note:
    """Return the repetition of a key that the row that is there leaves NULL: it is given one before."""
    whole = Test(key.columns, lambda row: None not in [row.get(column) for column in key.columns])
    found = bench.solve({}, targets=[whole])
    if found.values is None:
        return Note(bench.table.name, about, kind, "no row with all of the key was found", proven=False)
    moved = bench.moving(found.values, key.columns)
    given = (update(bench.table, moved, bench.where_other(set(key.columns))),) if moved else ()
    repeated = bench.insert(found.values)
    also = (*_also(bench, key.columns), *bench.model.parts.get(key.name, ()))
    return Witness(
        "rejects", bench.table.name, about, kind, "repeated", repeated, given, _REPEATED, key.name, instead=also
    )


def _nearly(bench: Bench, key: Key, about: str, kind: str) -> Iterator[Witness]:
    table = bench.table
    for column in key.columns if len(key.columns) > 1 else ():
        fixed = {each: bench.other[each] for each in key.columns if each != column}
        found = bench.solve({**fixed, column: bench.own.get(column)})
        if found.values is not None:
            yield Witness("accepts", table.name, about, kind, f"another {column} alone", bench.insert(found.values))
    for column in key.columns:
        if not bench.model.nullable(column) or bench.where is None:
            continue
        found = bench.solve({**{each: bench.other[each] for each in key.columns}, column: None}, breaking={key})
        where = bench.where_other(set(key.columns))
        if found.values is None:
            continue
        states = _REPEATED if _nulls_alike(bench, key) else ()
        moved = bench.moving(found.values, [column])
        given = (update(table, moved, where),) if moved else ()
        yield Witness(
            "rejects" if states else "accepts",
            table.name,
            about,
            kind,
            f"repeated, with a null {column}",
            bench.insert(found.values),
            given,
            states,
            key.name if states else None,
        )


def _also(bench: Bench, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the unique indexes on expressions, and other keys, that whoever repeats these columns repeats too."""
    found = [each.name for each in bench.model.conflicts if set(each.columns) <= set(columns)]
    for index in bench.table.indexes:
        read = {name for name in index.columns if name is not None}
        read |= {name for element in index.elements for name in columns_in(element, bench.own.keys())}
        if index.unique and read <= set(columns):
            found.append(index.constraint or index.name.name)
    return tuple(found)


def _answering_first(bench: Bench, key: Key) -> list[Key]:
    """Return the keys that every repetition of this one repeats too, and that are asked before it."""
    own = set(key.columns)
    parts = [each for each in bench.keys if set(each.columns) < own]
    same = [each for each in bench.keys if set(each.columns) == own]
    return [*parts, *same[: same.index(key)]]


def _referenced(bench: Bench, key: Key) -> bool:
    """Say whether a foreign key references this one: then it must be there, whatever else is unique."""
    return any(
        foreign.references == bench.table.name and set(foreign.referenced) == set(key.columns)
        for model in bench.worlds.models.values()
        for foreign in model.table.foreign_keys
    )


def _named(bench: Bench, key: Key) -> tuple[str, str]:
    for constraint in bench.table.constraints:
        if constraint.name == key.name:
            return str(constraint), "primary key" if isinstance(constraint, PrimaryKey) else "unique"
    return f"index {key.name}", "unique index"


def _nulls_alike(bench: Bench, key: Key) -> bool:
    parts = (*bench.table.constraints, *bench.table.indexes)
    return any(
        each.nulls_not_distinct
        for each in parts
        if isinstance(each, Unique | Index) and (each.name if isinstance(each, Unique) else each.name.name) == key.name
    )


def _always(bench: Bench, key: Key) -> bool:
    """Say whether a column of a key can be updated to nothing but its default."""
    return any(column.name in key.columns and column.identity_kind == "always" for column in bench.table.columns)


def indexes(bench: Bench) -> Made:
    """Yield rows that repeat what a unique index of some rows, or of expressions, holds; and rows outside of it."""
    named = {each.name: each for each in bench.model.conflicts}
    for index in bench.table.indexes:
        conflict = named.get(index.constraint or index.name.name)
        if index.unique and conflict is not None:
            yield from _partial(bench, index, conflict)
        elif index.unique and not index.constraint and not any(index.columns):
            yield _single(bench, Key(index.name.name, ()), str(index), "unique index")


def _partial(bench: Bench, index: Index, conflict: Conflict) -> Made:
    table = bench.table
    about, kind = _named(bench, Key(conflict.name, ())) if index.constraint else (str(index), "unique index")
    if bench.single:
        yield _single(bench, Key(conflict.name, ()), about, kind)
        return
    read = conflict.compared
    predicate = bench.model.predicates.get(index.name.name)
    targets = [Test(read, lambda row: None not in [row.get(column) for column in read])]
    if predicate:
        targets.append(_is(bench, predicate, held=True))
    same = {column: bench.other.get(column) for column in read}
    overlap = clause_is(bench.facts, conflict.with_row(bench.other, bench.model.kinds), truth=True)
    inside = bench.solve(same, targets=[*targets, overlap], breaking={conflict})
    if inside.values is None:
        inside = bench.solve({}, targets=targets, breaking={conflict})
    if inside.values is None:
        yield Note(table.name, about, kind, "no row was found that the index holds", proven=False)
        return
    row = inside.values
    alike = all(row.get(column) == value for column, value in same.items())
    moved = {} if alike and not _outside(bench, predicate) else bench.moving(row, conflict.columns)
    given = (update(table, moved, bench.where_other(set(read))),) if moved else ()
    yield Witness(
        "rejects",
        table.name,
        about,
        kind,
        "repeated",
        bench.insert(row),
        given,
        _REPEATED,
        conflict.name,
        instead=(*_also(bench, read), *bench.model.parts.get(conflict.name, ())),
    )
    if predicate:
        other = {**bench.other, **moved}
        beside = [
            each.apart(bench.facts, other, bench.model.kinds) for each in bench.model.conflicts if each is not conflict
        ]
        outside = bench.solve(
            {column: row[column] for column in read if column not in predicate.columns},
            targets=[_is(bench, predicate, held=False), *beside],
        )
        if outside.values is not None:
            yield Witness(
                "accepts",
                table.name,
                about,
                kind,
                "repeated outside of its predicate",
                bench.insert(outside.values),
                given,
            )


def _outside(bench: Bench, predicate: Demand | None) -> bool:
    """Say whether the index does not hold the row that is there."""
    if predicate is None:
        return False
    truths = bench.facts.truths(predicate, bench.other)
    if bench.facts.catch_up():
        truths = bench.facts.truths(predicate, bench.other)
    return truths is None or predicate.value(truths) is not True


def _is(bench: Bench, predicate: Demand, *, held: bool) -> Test:
    """Return the test that an index holds a row, or does not."""
    return fulfilling(bench.facts, predicate, lambda truths: (predicate.value(truths) is True) == held)
