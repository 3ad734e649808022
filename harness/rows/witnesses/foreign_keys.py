"""Foreign keys: rows without a parent, rows without a reference, and what becomes of a row when its parent goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harness.rows import values
from harness.rows.bench import Bench
from harness.rows.demand import relation
from harness.rows.kind import Value
from harness.rows.model import foreign_keys as enforced
from harness.rows.solve import Test
from harness.rows.statements import delete, matching, update
from harness.rows.witness import Made, Note, Witness
from harness.rows.worlds import OTHER, OWN, Row
from harness.schema import ForeignKey, quoted
from harness.schema.write.quoting import literal

_ORPHAN, _KEPT = ("23503",), ("23503", "23001")
_NOBODY = 7  # no row of a world has the plain values of this number


def foreign_keys(bench: Bench) -> Made:
    """Yield what is asked of each foreign key."""
    chosen = enforced(bench.table)
    for key in bench.table.foreign_keys:
        if key not in chosen:
            told = "its column is generated: no row chooses its parent" if key.enforced else "it is not enforced"
            yield Note(bench.table.name, str(key), "foreign key", told, proven=not key.enforced)
    for key in chosen:
        if key.references in bench.worlds.models:
            yield from _orphans(bench, key)
            yield from _nulls(bench, key)
            yield from _actions(bench, key)


def _orphans(bench: Bench, key: ForeignKey) -> Made:
    table, about = bench.table.name, str(key)
    known = set(bench.parents(key))
    nobody = {column: _nobody(bench, column) for column in key.columns}
    extra = {
        column: [*bench.pools.get(column, [bench.own.get(column)]), *([value] if value is not None else [])]
        for column, value in nobody.items()
    }

    def orphan(row: Mapping[str, Value]) -> bool:
        found = tuple(row.get(column) for column in key.columns)
        itself = key.references == table and found == tuple(row.get(each) for each in key.referenced)
        return None not in found and found not in known and not itself

    target = Test(key.columns, orphan)
    found = bench.solve({}, targets=[target], breaking={key}, extra=extra)
    alone = found.values is not None
    if not alone:
        others = {each for each in enforced(bench.table) if set(each.columns) & set(key.columns)}
        found = bench.solve({}, targets=[target], breaking={key, *others}, extra=extra)
    if found.values is None:
        yield Note(
            table, about, "foreign key", "no row was found without a parent that satisfies all else", proven=False
        )
        return
    yield Witness(
        "rejects", table, about, "foreign key", "no such parent", bench.insert(found.values), (), _ORPHAN, key.name
    )
    changed = bench.update(found.values)
    if changed:
        given = (bench.insert(bench.own),)
        yield Witness(
            "rejects",
            table,
            about,
            "foreign key",
            "updated so that it has no parent",
            changed,
            given,
            _ORPHAN,
            key.name,
        )


def _nobody(bench: Bench, column: str) -> Value:
    return values.key(bench.model.kinds[column], _NOBODY)


def _nulls(bench: Bench, key: ForeignKey) -> Made:
    """Yield rows with NULL in one column of the key, the others without a parent: accepted, unless MATCH FULL."""
    table, about = bench.table.name, str(key)
    for column in key.columns:
        if not bench.model.nullable(column):
            continue
        full = key.match == "full" and len(key.columns) > 1
        found = bench.solve({column: None}, breaking={key})
        if found.values is None:
            continue
        partly = full and any(found.values.get(each) is not None for each in key.columns)
        yield Witness(
            "rejects" if partly else "accepts",
            table,
            about,
            "foreign key",
            f"a null {column}",
            bench.insert(found.values),
            (),
            _ORPHAN if partly else (),
            key.name if partly else None,
        )


def _actions(bench: Bench, key: ForeignKey) -> Made:
    """Yield the deletion of a referenced row, and the change of its key, with what must become of the row."""
    child = _child(bench, key)
    where = bench.where
    if child is None or where is None:
        yield Note(
            bench.table.name,
            str(key),
            "foreign key",
            "no row was found that references a parent of its own",
            proven=False,
        )
        return
    parent = bench.worlds.models[key.references].table
    match = {column: child.get(own) for column, own in zip(key.referenced, key.columns, strict=True)}
    given = (bench.insert(child),)
    deleted = delete(parent, match)
    yield from _carried(bench, key, key.on_delete, "parent deleted", deleted, child, given)
    moved = _moved(bench, key, match)
    if moved is None:
        yield Note(bench.table.name, str(key), "foreign key", "the parent's key takes no other value", proven=False)
        return
    changed = update(parent, moved, match)
    renamed = {own: moved.get(column, match[column]) for column, own in zip(key.referenced, key.columns, strict=True)}
    yield from _carried(bench, key, key.on_update, "parent's key changed", changed, child, given, renamed)


def _child(bench: Bench, key: ForeignKey) -> Row | None:
    """Return the tried row, or one like it, that references the parent of its own world."""
    if key.references == bench.table.name:
        parent = bench.other
    else:
        parent = bench.worlds.row(key.references, OWN)
    fixed = {own: parent.get(column) for column, own in zip(key.referenced, key.columns, strict=True)}
    # Whatever else could reference the same parent references another, or none: then this key alone speaks.
    apart = {**fixed}
    for each in enforced(bench.table):
        if each.references == key.references and not set(each.columns) & fixed.keys():
            spare = next(
                iter(set(bench.parents(each)) - {tuple(parent.get(column) for column in each.referenced)}), None
            )
            nullable = all(bench.model.nullable(column) for column in each.columns)
            values_there = [None] * len(each.columns) if nullable or spare is None else list(spare)
            apart |= dict(zip(each.columns, values_there, strict=True))
    found = bench.solve(apart)
    return found.values if found.values is not None else bench.solve(fixed).values


def _moved(bench: Bench, key: ForeignKey, match: Row) -> Row | None:
    """Return another value for one column of the parent's key."""
    model = bench.worlds.models[key.references]
    always = {column.name for column in model.table.columns if column.identity_kind == "always"}
    referencing = {column for each in model.table.foreign_keys for column in each.columns}
    for column in sorted(key.referenced, key=lambda each: each in referencing):
        if column in always:
            continue
        rows = [
            *(
                bench.worlds.row(key.references, world)
                for world in (OTHER, OWN)
                if bench.worlds.makes(key.references, world)
            )
        ]
        used = {row.get(column) for row in (*rows, *bench.worlds.existing.get(key.references, ()))}
        kind = model.kinds[column]
        offered = [*model.pools.get(column, ()), values.key(kind, _NOBODY)]
        for value in offered:
            if (
                value is not None
                and value not in used
                and value != match[column]
                and _allowed(bench, key, column, value)
            ):
                return {column: value}
    return None


def _allowed(bench: Bench, key: ForeignKey, column: str, value: Value) -> bool:
    model = bench.worlds.models[key.references]
    row = {**bench.worlds.row(key.references, OWN), column: value}
    for demand in model.demands:
        if column in demand.columns and bench.facts.rejects(demand, row):
            bench.facts.catch_up()
            if bench.facts.rejects(demand, row):
                return False
    return True


def _carried(
    bench: Bench,
    key: ForeignKey,
    action: str,
    told: str,
    asked: str,
    child: Row,
    given: tuple[str, ...],
    renamed: Row | None = None,
) -> Iterator[Witness | Note]:
    """Yield the witness of one action: a refusal, or the state of the referencing row afterwards."""
    table, about = bench.table, str(key)
    words = f"{told}: {action}"
    if action in {"no action", "restrict"}:
        yield Witness(
            "fk-actions",
            table.name,
            about,
            "foreign key",
            words,
            asked,
            given,
            _KEPT,
            key.name,
            instead=_rivals(bench, key),
        )
        return
    expected: dict[str, Value] = {}
    if action == "cascade" and renamed is None:
        condition = f"not exists (select from {relation(table.name)} where {_where(bench, child, {})})"
    else:
        touched = key.set_columns if key.set_columns and renamed is None else key.columns
        if action == "cascade":
            expected = dict(renamed or {})
        elif action == "set null":
            expected = dict.fromkeys(touched)
        else:
            expected = {column: bench.model.defaults.get(column) for column in touched}
        condition = f"exists (select from {relation(table.name)} where {_where(bench, child, expected)})"
    state = _refused(bench, key, action, expected)
    if state:
        yield Witness(
            rule, table.name, about, "foreign key", f"{words}, which the row does not allow", asked, given, state
        )
        return
    body = (
        f"begin {asked}; if ({condition}) is not true then raise exception using errcode = 'HRN01', message ="
        f" {literal(f'{key.name}: {words} was not carried out on the referencing row')}; end if; end"
    )
    yield Witness("fk-actions", table.name, about, "foreign key", words, f"do $harness${body}$harness$", given)


def _rivals(bench: Bench, key: ForeignKey) -> tuple[str, ...]:
    """Return the other foreign keys that reference the same parent: they may speak first of a row that both need."""
    return tuple(
        each.name
        for model in bench.worlds.models.values()
        for each in enforced(model.table)
        if each.references == key.references and each is not key
    )


def _refused(bench: Bench, key: ForeignKey, action: str, expected: Row) -> tuple[str, ...]:
    """Return the SQLSTATEs with which what the action sets is refused by the row itself; nothing where it is not."""
    if action == "set null" and any(not bench.model.nullable(column) for column in expected):
        return ("23502",)
    if action == "set default" and expected:
        values_set = tuple(expected.get(column) for column in key.columns)
        if None in values_set:
            return ("23502",) if any(not bench.model.nullable(column) for column in expected) else ()
        return () if values_set in set(bench.parents(key)) else ("23503",)
    return ()


def _where(bench: Bench, child: Row, expected: Row) -> str:
    """Return the condition that finds the referencing row again, whatever the action has set in it."""
    where = {column: expected.get(column, child.get(column)) for column in (bench.where or {})}
    return matching({**where, **expected})


def quoted_list(columns: tuple[str, ...]) -> str:
    """Return columns as they stand in a list."""
    return ", ".join(quoted(each) for each in columns)
