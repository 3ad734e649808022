"""Foreign keys: rows without a parent, rows without a reference, and what becomes of a row when its parent goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harness.rows import values
from harness.rows.bench import Bench
from harness.rows.kind import Value
from harness.rows.model import foreign_keys as enforced
from harness.rows.solve import Test
from harness.rows.statements import delete, insert, matching, update
from harness.rows.witness import Made, Note, Witness
from harness.rows.worlds import OTHER, OWN, Row
from harness.schema import Column, ForeignKey, quoted
from harness.schema.write.quoting import literal, whole

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
        column: [
            *bench.pools.get(column, [bench.own.get(column)]),
            *bench.model.pools.get(column, ()),
            *([value] if value is not None else []),
        ]
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
    told, asked = "no such parent", insert(bench.table, found.values)
    deferred = key.deferred if alone else None
    yield Witness("rejects", table, about, "foreign key", told, asked, (), _ORPHAN, key.name, deferred=deferred)
    changed = bench.update(found.values)
    if changed and not bench.together():
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
    if bench.single and key.references == bench.table.name:
        told = "the table takes one row, which can reference none but itself"
        yield Note(bench.table.name, str(key), "foreign key", told, proven=True)
        return
    child, before = _child(bench, key)
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
    given = (*before, bench.insert(child))
    deleted = delete(parent, match)
    yield from _carried(bench, key, key.on_delete, "parent deleted", deleted, child, given)
    if key.on_delete in {"no action", "restrict"}:
        yield from _replaced(bench, key, match, given)
    moved, before = _moved(bench, key, match)
    if moved is None:
        always = all(_by_itself(column) for column in parent.columns if column.name in key.referenced)
        told = "the parent's key takes no other value"
        yield Note(bench.table.name, str(key), "foreign key", told, proven=always)
        return
    given = (*given[:-1], *before, given[-1])
    changed = update(parent, moved, match)
    renamed = {own: moved.get(column, match[column]) for column, own in zip(key.referenced, key.columns, strict=True)}
    yield from _carried(bench, key, key.on_update, "parent's key changed", changed, child, given, renamed)


def _replaced(bench: Bench, key: ForeignKey, match: Row, given: tuple[str, ...]) -> Iterator[Witness]:
    """Yield the parent's replacement within one statement: NO ACTION looks at its end, RESTRICT does not wait."""
    parent = bench.worlds.models[key.references].table
    if any(column.generated or column.identity_kind == "always" for column in parent.columns):
        return
    columns = ", ".join(quoted(column.name) for column in parent.columns)
    asked = (
        f"with harness_gone as ({delete(parent, match)} returning {columns})"
        f" insert into {whole(parent.name)} ({columns}) select {columns} from harness_gone"
    )
    states = _KEPT if key.on_delete == "restrict" else ()
    told = f"parent replaced in one statement: {key.on_delete}"
    yield Witness(
        "fk-actions",
        bench.table.name,
        str(key),
        "foreign key",
        told,
        asked,
        given,
        states,
        key.name if states else None,
        instead=_rivals(bench, key) if states else (),
    )


def _child(bench: Bench, key: ForeignKey) -> tuple[Row | None, tuple[str, ...]]:
    """Return the tried row, or one like it, that references a parent, and what must be done before.

    The parent of its own world comes first, and one that nothing else of the row references. Where the row that is
    there already references the same parent, or stands in the way, it is taken away.
    """
    worlds, name = bench.worlds, key.references
    if name == bench.table.name:
        rows = [bench.other]
    else:
        rows = [worlds.row(name, world) for world in reversed(bench.standing(name))]
        rows += worlds.existing.get(name, ())[:4] if worlds.stands(name) else ()
    for together in (False, True):
        for parent in rows:
            found, before = _referencing(bench, key, parent, together=together)
            if found is not None:
                return found, before
    return None, ()


def _referencing(bench: Bench, key: ForeignKey, parent: Row, *, together: bool) -> tuple[Row | None, tuple[str, ...]]:
    """Return a row that references a parent through one key: `together` with others, or through that alone."""
    itself = key.references == bench.table.name
    fixed = {own: parent.get(column) for column, own in zip(key.referenced, key.columns, strict=True)}
    shared = False
    for each in enforced(bench.table):
        if each.references != key.references:
            continue
        there = tuple(parent.get(column) for column in each.referenced)
        shared = shared or (not itself and tuple(bench.other.get(column) for column in each.columns) == there)
        if together or set(each.columns) & fixed.keys():
            continue
        spare = next((known for known in bench.parents(each) if known != there), None)
        if all(bench.model.nullable(column) for column in each.columns):
            fixed |= dict.fromkeys(each.columns)
        elif spare is not None or itself:
            own = tuple(bench.own.get(column) for column in each.referenced)
            fixed |= dict(zip(each.columns, spare or own, strict=True))
    found = bench.solve(fixed)
    if found.values is not None and not shared:
        return found.values, ()
    if not itself:
        alone, before = bench.alone(fixed)
        if alone.values is not None:
            return alone.values, before
    return found.values, ()


def _moved(bench: Bench, key: ForeignKey, match: Row) -> tuple[Row | None, tuple[str, ...]]:
    """Return another value for one column of the parent's key, and what must be done before: a row may have it."""
    model, worlds = bench.worlds.models[key.references], bench.worlds
    always = {column.name for column in model.table.columns if _by_itself(column)}
    referencing = {column for each in model.table.foreign_keys for column in each.columns}
    rows = [worlds.row(key.references, world) for world in (OTHER, OWN) if worlds.makes(key.references, world)]
    rows += worlds.existing.get(key.references, ())
    for column in sorted(key.referenced, key=lambda each: each in referencing):
        if column in always:
            continue
        used = {row.get(column) for row in rows}
        offered = [*model.pools.get(column, ()), values.key(model.kinds[column], _NOBODY)]
        for value in offered:
            if value is not None and value not in used and _allowed(bench, key, column, value):
                return {column: value}, ()
        for value in [row.get(column) for row in reversed(rows)] if len(key.referenced) == 1 else ():
            if value not in (None, match[column]) and _allowed(bench, key, column, value):
                return {column: value}, (delete(model.table, {column: value}),)
    return None, ()


def _by_itself(column: Column) -> bool:
    """Say whether the server alone gives a column its values."""
    return column.identity_kind == "always" or column.generated is not None


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
        condition = f"not exists (select from {whole(table.name)} where {_where(bench, child, {})})"
    else:
        touched = key.set_columns if key.set_columns and renamed is None else key.columns
        if action == "cascade":
            expected = dict(renamed or {})
        elif action == "set null":
            expected = dict.fromkeys(touched)
        else:
            expected = {column: bench.model.defaults.get(column) for column in touched}
        condition = f"exists (select from {whole(table.name)} where {_where(bench, child, expected)})"
    state = _refused(bench, key, action, {**child, **expected}, tuple(expected), child)
    if state:
        yield Witness(
            "fk-actions",
            table.name,
            about,
            "foreign key",
            f"{words}, which the row does not allow",
            asked,
            given,
            state,
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


def _refused(
    bench: Bench, key: ForeignKey, action: str, row: Row, touched: tuple[str, ...], before: Row
) -> tuple[str, ...]:
    """Return the SQLSTATE with which the row that an action makes is refused; nothing where it is not."""
    if any(row.get(column) is None and not bench.model.nullable(column) for column in touched):
        return ("23502",)
    for demand in bench.model.demands:
        if set(demand.columns) & set(touched):
            rejected = bench.facts.rejects(demand, row)
            if bench.facts.catch_up():
                rejected = bench.facts.rejects(demand, row)
            if rejected:
                return ("23514",)
    values_set, values_gone = (tuple(each.get(column) for column in key.columns) for each in (row, before))
    if action != "set default" or None in values_set:
        return ()
    return () if values_set in set(bench.parents(key)) - {values_gone} else ("23503",)


def _where(bench: Bench, child: Row, expected: Row) -> str:
    """Return the condition that finds the referencing row again, whatever the action has set in it."""
    where = {column: expected.get(column, child.get(column)) for column in (bench.where or {})}
    return matching({**where, **expected})
