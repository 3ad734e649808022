"""What keeps a verdict from being an answer: code of the schema's own that spoke first, or had a hand in it."""

from __future__ import annotations

import re

from harness.live.judge import Verdict
from harness.rows.bench import Bench
from harness.rows.model import foreign_keys
from harness.rows.witness import Witness
from harness.schema import Column, quoted

_WRITES = re.compile(r"(?is)\b(insert\s+into|update\s+\S+\s+(\w+\s+)?set|delete\s+from|into\s+new\b|\bnew\s*:?=)")
_SETS = re.compile(r'(?is)\bnew\s*\.\s*"?(\w+)"?\s*:?=')
_OURS = "HRN01"  # what our own blocks raise where they find something else than they should
_CONSTRAINTS = frozenset({"23502", "23503", "23505", "23514", "23P01", "23001", "428C9", "HRN01"})

_NAMED = frozenset({"23503", "23505", "23514", "23P01", "23001"})  # the server names what was violated, or the table
_KEPT = frozenset({"23503", "23001"})  # the parent of a row that stays

# What a type says to a value beyond its limits, and an index to one that is too long for it.
_OF_TYPES = frozenset({"22001", "22003", "22007", "22026", "22P02", "22P05", "22023", "2200N", "54000"})


def doubt(witness: Witness, verdict: Verdict, bench: Bench | None) -> str | None:
    """Return why a verdict does not answer what was asked; None where it does."""
    if verdict.given:
        return f"what prepares it is refused: {_told(verdict)}"
    if verdict.accepted:
        return _of_acceptance(witness, verdict, bench)
    why = _of_refusal(witness, verdict, bench)
    return f"{why}: {_told(verdict)}" if why else None


def _told(verdict: Verdict) -> str:
    return f"{verdict} {verdict.message}".strip()


def _of_acceptance(witness: Witness, verdict: Verdict, bench: Bench | None) -> str | None:
    if verdict.rows == 0 and witness.asked.lower().startswith(("update", "delete")):
        return "it met no row: what stored the row has changed it"
    unlike = witness.sqlstates or verdict.rows == 0
    trigger = _meddling(witness, bench, _columns(witness, bench)) if unlike and bench else None
    return f"the trigger {trigger} may have changed what it meets" if trigger else None


def _of_refusal(witness: Witness, verdict: Verdict, bench: Bench | None) -> str | None:
    """Return who else but what was asked about may have refused; None where nobody has."""
    state, actions = str(verdict.sqlstate), witness.rule == "fk-actions"
    own = {None, witness.table, *(bench.model.partitions if bench else ())}
    if state in _NAMED and verdict.constraint is None and verdict.table is None:
        return "code of the schema answers"
    if state in witness.sqlstates or (state in _CONSTRAINTS and not actions):
        if verdict.table not in own and not actions:
            return "a row of another table is refused first"
        return None if state in (*witness.sqlstates, _OURS) else _changed(witness, bench)
    if state in _OF_TYPES:
        return None
    if witness.rule == "type-limits":
        return "something else answers"
    return _of_action(witness, verdict) if actions and state in _CONSTRAINTS else _of_code(state)


def _of_action(witness: Witness, verdict: Verdict) -> str | None:
    other = not witness.about.endswith(f".{quoted(verdict.constraint or '')}")
    return "another foreign key refuses it first" if verdict.sqlstate in _KEPT and other else None


def _of_code(state: str) -> str | None:
    return None if state in _CONSTRAINTS or state.startswith("22") else "code of the schema answers"


def _changed(witness: Witness, bench: Bench | None) -> str | None:
    """Return what may have made another row of the one that was sent: a trigger, or a generated foreign key."""
    if bench is None:
        return None
    if len(foreign_keys(bench.table)) < sum(key.enforced for key in bench.table.foreign_keys):
        return "a column that is generated references a parent that no row chooses"
    trigger = _meddling(witness, bench, set(bench.own))
    return f"the trigger {trigger} may have changed the row" if trigger else None


def _meddling(witness: Witness, bench: Bench, concerned: set[str]) -> str | None:
    """Return a trigger that writes rows, or sets a column concerned, when the witness is put; None: none does."""
    event = "UPDATE" if witness.asked.lower().startswith("update") else "INSERT"
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
