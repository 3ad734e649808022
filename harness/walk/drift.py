"""Hidden drift: a guard skipped a statement because an object of that name stood there, and it was another object.

Judged by what the file makes where the object does not stand: everything up to the statement, the object dropped, then
the rest of the file; held against what the file left standing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from psycopg import sql

from harness.chain.statement import Statement
from harness.live.apply import Outcome
from harness.schema import Column, Constraint, Difference, Part, Schema, Table
from harness.walk.questions import Questions
from harness.walk.record import Drift
from harness.walk.stage import Mark
from harness.walk.targets import Target, targets
from harness.walk.units import Unit

_SKIPPED = {"42P07", "42701", "42710"}  # duplicate_table, duplicate_column, duplicate_object, as NOTICEs
_RELATIONS = {"table", "view", "index", "sequence"}
_DROPPABLE = {"table", "view", "type", "domain", "index", "sequence"}


def suspects(outcomes: Sequence[Outcome]) -> tuple[Statement, ...]:
    """Return the statements whose guard may have skipped something: by a NOTICE, or out of sight in a DO block."""
    return tuple(
        outcome.statement
        for outcome in outcomes
        if any(notice.sqlstate in _SKIPPED for notice in outcome.notices)
        or (outcome.statement.text.lstrip()[:2].lower() == "do" and targets(outcome.statement.text))
    )


def drifts(
    questions: Questions, units: Sequence[Unit], start: Mark, before: Schema, doubtful: Sequence[Statement]
) -> Iterator[Drift]:
    """Yield what the doubtful statements of a file hid; `before` is the schema at `start`, where the stage is left."""
    after: Schema | None = None
    anywhere = any("search_path" in part.text.lower() for unit in units for part in unit.statements)
    for statement in doubtful:
        for target in targets(statement.text):
            standing = _find(before, target, anywhere=anywhere)
            if standing is None:
                continue
            if after is None:
                questions.stage.back(start)
                questions.stage.run(units)
                after = questions.read()
            made = _made_afresh(questions, units, start, statement, standing)
            differences = _between(questions.differences(made, after), standing) if made else ()
            if differences:
                yield Drift(statement, standing, differences)
    questions.stage.back(start)


def _find(schema: Schema, target: Target, *, anywhere: bool) -> Part | None:
    """Return what stands under the target's name; an unqualified one is looked for in `public`, or `anywhere`."""
    for part in schema.parts():
        named = getattr(part, "name", None)
        name = getattr(named, "name", named)
        if name != target.name or not _can_stand_for(part.kind, target.kind):
            continue
        table = getattr(part, "table", None)
        namespace = getattr(named if table is None or part.kind == "index" else table, "namespace", None)
        if namespace is not None and namespace != (target.namespace or "public") and (target.namespace or not anywhere):
            continue
        if target.table and table is not None and part.kind != "index" and table.name != target.table:
            continue
        return part
    return None


def _can_stand_for(kind: str, wanted: str) -> bool:
    """Say whether a part of one kind bars the making of another: relations share their names, and so do types."""
    return kind == wanted or {kind, wanted} <= _RELATIONS or {kind, wanted} <= {"domain", "type"}


def _made_afresh(
    questions: Questions, units: Sequence[Unit], start: Mark, statement: Statement, standing: Part
) -> Schema | None:
    """Return the schema that the file makes where `standing` does not stand; None where that cannot be played."""
    stage = questions.stage
    stage.back(start)
    ahead = next(at for at, unit in enumerate(units) if statement in unit.statements)
    if stage.run(units[:ahead]).failure:
        return None
    drop = Statement(statement.path, statement.line, _drop(standing).as_string(stage.conn))
    if stage.run([Unit((drop,))], fresh=False).failure or stage.run(units[ahead:], fresh=False).failure:
        return None
    return questions.read()


def _drop(part: Part) -> sql.Composed:
    if isinstance(part, Column | Constraint):
        kind = sql.SQL("column" if isinstance(part, Column) else "constraint")
        table = sql.Identifier(part.table.namespace, part.table.name)
        return sql.SQL("alter table {} drop {} {} cascade").format(table, kind, sql.Identifier(part.name))
    if part.kind in ("trigger", "policy"):
        holder = part.table  # type: ignore[attr-defined]
        table = sql.Identifier(holder.namespace, holder.name)
        name = sql.Identifier(part.name)  # type: ignore[attr-defined]
        return sql.SQL("drop {} {} on {}").format(sql.SQL(part.kind), name, table)
    assert part.kind in _DROPPABLE, part.kind
    name = part.name  # type: ignore[attr-defined]
    word = "materialized view" if getattr(part, "materialized", False) else part.kind
    return sql.SQL("drop {} {} cascade").format(sql.SQL(word), sql.Identifier(name.namespace, name.name))


def _between(differences: Sequence[Difference], standing: Part) -> tuple[Difference, ...]:
    """Return the differences that concern the object itself: a table's columns and constraints belong to it."""
    if isinstance(standing, Table):
        return tuple(
            found
            for found in differences
            if found.part.key == standing.key
            or (isinstance(found.part, Column | Constraint) and found.part.table == standing.name)
        )
    return tuple(found for found in differences if found.part.key == standing.key or _comes_with(found, standing))


def _comes_with(found: Difference, standing: Part) -> bool:
    """Say whether a constraint is missing that the skipped ADD COLUMN would have made with the column."""
    if not isinstance(standing, Column) or found.change != "missing" or not isinstance(found.left, Constraint):
        return False
    return found.left.table == standing.table and standing.name in getattr(found.left, "columns", ())
