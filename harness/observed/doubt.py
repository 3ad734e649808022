"""What keeps a verdict from being an answer: code of the schema's own that spoke in a constraint's place, or had a hand in it."""

from __future__ import annotations

import re

from harness.live.judge import Verdict
from harness.rows.bench import Bench
from harness.rows.model import foreign_keys
from harness.rows.witness import Witness
from harness.schema import Column, quoted

_WRITES = re.compile(r"(?is)\b(insert\s+into|update\s+\S+\s+(\w+\s+)?set|delete\s+from|into\s+new\b|\bnew\s*:?=)")
_SETS = re.compile(r'(?is)\bnew\s*\.\s*"?(\w+)"?\s*:?=')
_CONSTRAINTS = frozenset({"23502", "23503", "23505", "23514", "23P01", "23001", "428C9", "HRN01"})

_NAMED = frozenset({"23503", "23505", "23514", "23P01", "23001"})  # the server names what was violated, or the table
_KEPT = frozenset({"23503", "23001"})  # the parent of a row that stays

# What a type says to a value beyond its limits, and an index to one that is too long for it.
_OF_TYPES = frozenset({"22001", "22003", "22007", "22026", "22P02", "22P05", "22023", "2200N", "54000"})


def doubt(witness: Witness, verdict: Verdict, bench: Bench | None) -> str | None:
    """Return why a verdict does not answer what was asked; None where it does."""
    told = f"{verdict} {verdict.message}".strip()
    own = {None, witness.table, *(bench.model.partitions if bench else ())}
    state, named = str(verdict.sqlstate), verdict.constraint or ""
    if verdict.given:
        return f"what prepares it is refused: {told}"
    if verdict.accepted and verdict.rows == 0 and witness.asked.lower().startswith(("update", "delete")):
        return "it met no row: what stored the row has changed it"
    if verdict.accepted:
        unlike = witness.sqlstates or verdict.rows == 0
        trigger = _meddling(witness, bench) if unlike and bench else None
        return f"the trigger {trigger} may have changed what it meets" if trigger else None
    if state in _NAMED and verdict.constraint is None and verdict.table is None:
        return f"code of the schema answers: {told}"
    if state in witness.sqlstates:
        elsewhere = witness.rule != "fk-actions" and verdict.table not in own
        return f"a row of another table is refused first: {told}" if elsewhere else None
    if witness.rule == "type-limits" and state not in _OF_TYPES:
        return f"something else answers: {told}"
    if state in _OF_TYPES:
        return None
    if witness.rule == "fk-actions" and state in _KEPT and not witness.about.endswith(f".{quoted(named)}"):
        return f"another foreign key refuses it first: {told}"
    if bench and named in {key.name for key in bench.table.foreign_keys if key not in foreign_keys(bench.table)}:
        return f"no row chooses its parent, its column is generated: {told}"
    if state in _CONSTRAINTS and verdict.table not in own and witness.rule != "fk-actions":
        return f"a row of another table is refused first: {told}"
    return None if state in _CONSTRAINTS or state.startswith("22") else f"code of the schema answers: {told}"


def _meddling(witness: Witness, bench: Bench) -> str | None:
    """Return a trigger that writes rows, or changes what is asked about, when the witness is put; None: none does."""
    event = "UPDATE" if witness.asked.lower().startswith("update") else "INSERT"
    concerned = _columns(witness, bench)
    for trigger in bench.table.triggers:
        if trigger.enabled == "disabled" or event not in trigger.definition.upper().split(" ON ")[0]:
            continue
        body = bench.model.functions.get(trigger.function.partition("(")[0])
        if body is None or _WRITES.search(body) or {name.lower() for name in _SETS.findall(body)} & concerned:
            return trigger.name
    return None


def _columns(witness: Witness, bench: Bench) -> set[str]:
    """Return the columns of the object that a witness is made for; all where it is of another kind."""
    table = bench.table
    for part in (*table.columns, *table.constraints, *table.indexes):
        if str(part) == witness.about:
            found = [part.name] if isinstance(part, Column) else getattr(part, "columns", ())
            return {str(name) for name in found}
    return set(bench.own)
