"""Triggers that keep a time of change: it moves forward on every update, and nothing else changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.rows import values
from harness.rows.bench import Bench
from harness.rows.kind import Value
from harness.rows.statements import matching, written
from harness.rows.witness import Made, Note, Witness
from harness.schema import Trigger, quoted
from harness.schema.write.quoting import literal, whole

_MEANT = re.compile("updat|modif|chang|touch")  # what a column of the time of change is called
_LONG_AGO = "2001-01-01 00:00:00"


def touches(bench: Bench) -> Made:
    """Yield an update for each column into which a trigger of the table writes the time."""
    for trigger, column in _touching(bench):
        about = str(trigger)
        where = bench.where
        if where is None or column in where:
            yield Note(bench.table.name, about, "trigger", "the row cannot be told from others", proven=False)
            continue
        old = bench.solve({column: _LONG_AGO})
        row = old.values or bench.own
        yield Witness(
            "touches-updated-at",
            bench.table.name,
            about,
            "trigger",
            f"{column} moves forward on update",
            _updating(bench, column, where, _updated(trigger)),
            (bench.insert(row),),
        )


def _touching(bench: Bench) -> Iterator[tuple[Trigger, str]]:
    """Yield each trigger whose function assigns a clock to a column of NEW, and the column."""
    times = {
        column.name for column in bench.table.columns if bench.model.kinds[column.name].base.startswith("timestamp")
    }
    for trigger in bench.table.triggers:
        if trigger.enabled == "disabled":
            continue
        body = bench.model.functions.get(trigger.function.partition("(")[0], "")
        for found in re.finditer(
            r'(?i)\bnew\s*\.\s*"?(\w+)"?\s*:?=\s*[^;]*?(now|clock_timestamp|current_timestamp)', body
        ):
            column = found[1].lower()
            on_update = "UPDATE" in trigger.definition.upper().split(" ON ")[0]
            if column in times and (on_update or _MEANT.search(column)):
                yield trigger, column


def _updated(trigger: Trigger) -> tuple[str, ...]:
    """Return the columns of UPDATE OF; none where any will do."""
    found = re.search(r"(?i)\bupdate of (.*?) (?:or|on) ", trigger.definition)
    return tuple(each.strip() for each in found[1].split(",")) if found else ()


def _updating(bench: Bench, column: str, where: dict[str, Value] | object, only: tuple[str, ...]) -> str:
    """Return a block that updates the row and fails where the time stood still or anything else moved."""
    assert isinstance(where, dict)
    kept, name = whole(bench.table.name), quoted(column)
    other, value = _changed(bench, column, where, only)
    still, more = f"{column} does not move forward on update", f"the trigger changes {other} too"
    told = f"harness_old.{quoted(other)}" if value == quoted(other) else f"{value}::{bench.model.kinds[other].type}"
    body = (
        f"declare harness_old {kept}; harness_new {kept}; begin"
        f" select * into harness_old from {kept} where {matching(where)};"
        f" update {kept} set {quoted(other)} = {value} where {matching(where)};"
        f" select * into harness_new from {kept} where {matching(where)};"
        f" if (harness_new.{name} > harness_old.{name}) is not true then"
        f" raise exception using errcode = 'HRN01', message = {literal(still)}; end if;"
        f" if to_jsonb(harness_new) - array[{literal(column)}, {literal(other)}] <>"
        f" to_jsonb(harness_old) - array[{literal(column)}, {literal(other)}] then"
        " raise exception using errcode = 'HRN01', message = 'the trigger changes other columns too'; end if;"
        f" if harness_new.{quoted(other)} is distinct from {told} then"
        f" raise exception using errcode = 'HRN01', message = {literal(more)}; end if; end"
    )
    return f"do $harness${body}$harness$"


def _changed(bench: Bench, column: str, where: dict[str, Value], only: tuple[str, ...]) -> tuple[str, str]:
    """Return a column that nothing hangs on and a new value of it; else one that is set to what it is."""
    bound = {each for tie in bench.ties for each in tie.test.columns} | {column, *where}
    for each in bench.model.columns:
        if only and quoted(each.name) not in only:
            continue
        value = values.nth(bench.model.kinds[each.name], 3)
        if (
            each.name not in bound
            and each.name not in bench.pools
            and each.identity_kind != "always"
            and value is not None
        ):
            return each.name, written(value)
    first = next((each for each in bench.own if quoted(each) in only), next(iter(where)))
    return first, quoted(first)
