"""What each column takes: NULL or not, values up to the limits of its type, its default, what it is generated from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from harness.rows import values
from harness.rows.bench import Bench, Tie
from harness.rows.demand import Demand
from harness.rows.excluded import rejecting
from harness.rows.kind import Value
from harness.rows.solve import Test
from harness.rows.statements import insert, matching, unless, update
from harness.rows.witness import Made, Note, Witness
from harness.schema import Column, quoted
from harness.schema.write.quoting import whole

_NOT_NULL, _GENERATED = ("23502",), ("428C9",)


def nulls(bench: Bench) -> Made:
    """Yield rows without a value where there must be one: NULL, left out, and set to NULL later."""
    table = bench.table
    for column in bench.model.columns:
        of_domain = not bench.model.kinds[column.name].nullable
        if not (column.not_null or of_domain):
            continue
        domain = bench.model.kinds[column.name].domain
        about, kind = (f"domain {domain}" if of_domain and not column.not_null else column.identity), "not null"
        named = None if of_domain else column.name
        # A row finds its partition before its columns are asked whether they may be NULL.
        routed = any(demand.source == "partition" and column.name in demand.columns for demand in bench.model.demands)
        row = {**bench.own, column.name: None}
        asked: list[tuple[str, str, tuple[str, ...]]] = [("null", bench.insert(row), ())]
        if column.default is None and column.identity_kind is None and not bench.model.kinds[column.name].default:
            less = {name: value for name, value in bench.own.items() if name != column.name}
            asked.append(("left out", bench.insert(less), ()))
        if bench.where and column.identity_kind != "always":
            changed = update(table, {column.name: None}, bench.where)
            asked.append(("updated to null", changed, (bench.insert(bench.own),)))
        for told, statement, given in asked:
            trigger = _filled_by_trigger(bench, column.name, "UPDATE" if given else "INSERT")
            if trigger:
                yield Note(table.name, about, kind, f"{told}: the trigger {trigger} puts a value there", proven=True)
                continue
            states, said = ((*_NOT_NULL, "23514"), None) if routed else (_NOT_NULL, named)
            yield Witness("rejects", table.name, about, kind, told, statement, given, states, None, said)


def _filled_by_trigger(bench: Bench, column: str, event: str) -> str | None:
    """Return a trigger that may put a value into a column before the row is stored; None where there is none."""
    for trigger in bench.table.triggers:
        words = trigger.definition.upper().split(" ON ")[0]
        if trigger.enabled == "disabled" or " BEFORE " not in words or event not in words:
            continue
        body = bench.model.functions.get(trigger.function.partition("(")[0])
        if body is None or re.search(rf'(?i)\bnew\s*\.\s*"?{re.escape(column)}\b|\bnew\s*:?=|into\s+new\b', body):
            return trigger.name
    return None


def limits(bench: Bench) -> Made:
    """Yield rows with a value at each limit of a column's type, and beyond it."""
    table = bench.table
    referencing = {column for key in table.foreign_keys for column in key.columns}
    for column in bench.model.columns:
        kind = bench.model.kinds[column.name]
        for limit in values.limits(kind):
            row = {**bench.own, column.name: limit.value}
            if limit.sqlstate is not None:
                yield Witness(
                    "type-limits",
                    table.name,
                    column.identity,
                    "type",
                    limit.told,
                    insert(table, row),
                    (),
                    (limit.sqlstate,),
                )
                continue
            if column.name in referencing:
                continue
            found = bench.solve({column.name: limit.value})
            if found.values is None:
                found = bench.solve({column.name: limit.value}, extra=_beside(bench, column.name, limit.value))
            if found.values is not None:
                yield Witness(
                    "type-limits", table.name, column.identity, "type", limit.told, bench.insert(found.values)
                )
                continue
            first = rejecting(bench, {column.name: limit.value})
            told = f"{limit.told}: {first} rejects it" if first else f"no row was found with {limit.told}"
            yield Note(table.name, column.identity, "type", told, proven=first is not None)


def _beside(bench: Bench, column: str, value: str) -> dict[str, list[Value]]:
    """Return candidates for other columns of the same type that lie next to a value."""
    kind = bench.model.kinds[column]
    around = (value, *values.neighbours(kind, value))
    return {
        other: [*pool, *around]
        for other, pool in bench.model.pools.items()
        if other != column and bench.model.kinds[other].base == kind.base and bench.pools.get(other) is pool
    }


def defaults(bench: Bench) -> Made:
    """Yield rows that leave to defaults what has one, and rows that set what only the server may set."""
    table = bench.table
    filled = [column for column in bench.model.columns if _has_default(bench, column)]
    for column in filled:
        yield from _default(bench, column)
    if len(filled) > 1:
        names = [column.name for column in filled]
        agreed = bench.solve({name: bench.model.defaults[name] for name in names if name in bench.model.defaults})
        about = str(table)
        if agreed.values is None:
            first = rejecting(
                bench, {name: bench.model.defaults[name] for name in names if name in bench.model.defaults}
            )
            told = "no row was found that agrees with all defaults together"
            told = f"all defaults together: {first} rejects them" if first else told
            yield Note(table.name, about, "default", told, proven=first is not None)
        else:
            row = {name: value for name, value in agreed.values.items() if name not in names}
            told = "nothing but what has no default"
            yield Witness("defaults", table.name, about, "default", told, bench.insert(row))
    for column in table.columns:
        if column.generated:
            yield from _generated(bench, column)


def _has_default(bench: Bench, column: Column) -> bool:
    return bool(column.default or column.identity_kind or bench.model.kinds[column.name].default)


def _default(bench: Bench, column: Column) -> Made:
    table, about, name = bench.table, column.identity, column.name
    row = _agreeing(bench, name)
    if row is None:
        yield Note(table.name, about, "default", "no row was found that agrees with the default", proven=False)
    else:
        yield Witness("defaults", table.name, about, "default", "left to its default", bench.insert(row))
    row = row or {each: value for each, value in bench.own.items() if each != name}
    if column.identity_kind == "always":
        own = bench.insert({**row, name: bench.own[name]}).replace(" overriding system value", "")
        yield Witness("generated", table.name, about, "identity", "a value of one's own", own, (), _GENERATED)
    counted = column.identity_kind or (column.default and "nextval(" in str(column.default))
    if counted and not bench.together():
        asked = _counting(bench, column, row)
        yield Witness("defaults", table.name, about, "identity", "counted up from row to row", asked)


def _agreeing(bench: Bench, name: str) -> dict[str, Value] | None:
    """Return a row without the column that agrees with its default; None where none is found.

    Where the default breaks a condition whatever the row holds, any row shows that.
    """
    row: Mapping[str, Value] | None = bench.own
    known = bench.model.defaults
    if name in known:
        row = bench.solve({name: known[name]}).values
        if row is None and rejecting(bench, {name: known[name]}):
            row = bench.own
    elif any({name} < set(tie.test.columns) for tie in bench.ties if isinstance(tie.of, Demand)):
        row = bench.solve(
            {}, targets=[_whatever(bench, name, tie) for tie in bench.ties if isinstance(tie.of, Demand)]
        ).values
    return None if row is None else {each: value for each, value in row.items() if each != name}


def _whatever(bench: Bench, name: str, tie: Tie) -> Test:
    """Return the test that a tie holds whatever value, of some, a column has."""
    some: Sequence[Value] = [value for value in bench.pools.get(name, ()) if value is not None][:6]
    columns = tuple(column for column in tie.test.columns if column != name)
    return Test(columns, lambda row: all(tie.test.passes({**row, name: value}) for value in some or [row.get(name)]))


def _counting(bench: Bench, column: Column, row: Mapping[str, Value]) -> str:
    """Return a block that inserts a row twice, and fails where the second number does not lie beyond the first."""
    name, kept = quoted(column.name), whole(bench.table.name)
    statement = insert(bench.table, row)
    body = (
        f"declare harness_first {kept}.{name}%type; harness_second {kept}.{name}%type; begin"
        f" {statement} returning {name} into harness_first;"
        f" delete from {kept} where {name} = harness_first;"
        f" {statement} returning {name} into harness_second;"
        " if harness_first = harness_second then raise exception using errcode = 'HRN01',"
        " message = 'the same number twice'; end if; end"
    )
    return f"do {_block(body)}"


def _block(body: str) -> str:
    return f"$harness${body}$harness$"


def _generated(bench: Bench, column: Column) -> Iterator[Witness]:
    table = bench.table
    row = {**bench.own, column.name: values.nth(bench.model.kinds[column.name], 0)}
    yield Witness(
        "generated",
        table.name,
        column.identity,
        "generated",
        "a value of one's own",
        insert(table, row),
        (),
        _GENERATED,
    )
    if bench.where is not None:
        same = f"select {quoted(column.name)} is not distinct from ({column.default})"
        asked = unless(
            f"{same} from {whole(table.name)} where {matching(bench.where)}",
            f"{column.identity} is not what it is generated from",
        )
        yield Witness(
            "generated",
            table.name,
            column.identity,
            "generated",
            "equal to its expression",
            asked,
            (bench.insert(bench.own),),
        )
