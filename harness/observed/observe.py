"""Puts the witnesses of every table to a server, and gathers its verdicts.

Each table is asked about with two rows of each table that it needs, and one of its own, already there. All of it
happens in one transaction that is rolled back; sequences alone move, so a database of one's own is the place for it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from psycopg import sql

from harness.live.evaluate import evaluating
from harness.live.judge import Trial, Verdict, verdicts
from harness.live.session import Connection
from harness.live.standing import standing
from harness.observed.doubt import doubt
from harness.observed.evidence import Observed, Tried
from harness.observed.explore import explore
from harness.observed.stage import Refused, staged
from harness.rows.bench import Bench
from harness.rows.contradiction import contradictions
from harness.rows.model import models
from harness.rows.strategies import Known, assigned
from harness.rows.witness import KINDS, Note, Witness
from harness.rows.witnesses import witnesses
from harness.rows.witnesses.enums import types
from harness.rows.worlds import PARENTS, Unmade, Worlds
from harness.schema import Name, Schema

_USUAL, _FEWEST, _IN_ALL = 25, 2, 500  # generated rows of a table, and of all: each takes some milliseconds
_SETTINGS = {"TimeZone": "UTC", "DateStyle": "ISO, YMD", "IntervalStyle": "postgres", "extra_float_digits": "1"}


def observe(
    conn: Connection, schema: Schema, only: Iterable[Name] | None = None, *, examples: int | None = None
) -> Observed:
    """Return what the server that `conn` leads to says to the witnesses of `schema`, which its database should hold.

    `only` names the tables to ask about; all where it is left out. `examples` is how many generated rows are put to
    each table besides: 25, and fewer where there are many tables, where it is left out. Raises `psycopg.Error` where
    the connection is lost or a statement takes longer than it may.
    """
    seen = _Seen()
    with conn.transaction(force_rollback=True):
        for setting, value in _SETTINGS.items():
            conn.execute(sql.SQL("select pg_catalog.set_config({}, {}, true)").format(setting, value))
        with evaluating(conn) as ask:
            found, facts = models(schema, ask)
            worlds = Worlds(found, facts, standing(conn, (model.table for model in found.values()), PARENTS))
            wanted = set(found) if only is None else set(only)
            made = dict(_made(worlds, wanted, seen))
            count = max(_FEWEST, min(_USUAL, _IN_ALL // max(len(made), 1))) if examples is None else examples
            known = assigned(Known(schema, found, facts, worlds)) if count else None
        for bench, asked in made.items():
            _ask(conn, bench, asked, seen, (known, count) if known else None)
        seen.tried += _tried(conn, list(types(schema.enums)) if only is None else [], ())
    return Observed(tuple(seen.tried), tuple(seen.notes), seen.unmade)


@dataclass
class _Seen:
    """What has been seen so far."""

    tried: list[Tried] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    unmade: dict[Name, str] = field(default_factory=dict)


def _made(worlds: Worlds, wanted: Container[Name], seen: _Seen) -> Iterator[tuple[Bench, list[Witness]]]:
    """Yield each table's bench with its witnesses; what none can be made for is noted."""
    for name, model in worlds.models.items():
        if name not in wanted or model.table.partition_bound:
            continue
        try:
            bench = Bench(worlds, name)
            made = list(witnesses(bench))
        except Unmade as reason:
            proofs = list(contradictions(model, worlds.facts))
            seen.notes += proofs
            if not proofs:
                seen.unmade[name] = str(reason)
            continue
        seen.notes += (each for each in made if isinstance(each, Note))
        yield bench, [each for each in made if isinstance(each, Witness)]


def _ask(
    conn: Connection, bench: Bench, asked: list[Witness], seen: _Seen, exploring: tuple[Known, int] | None
) -> None:
    name = bench.table.name
    try:
        with staged(conn, bench) as stage:
            seen.tried += _tried(conn, asked, stage, bench)
            found = explore(conn, exploring[0], bench, stage, exploring[1]) if exploring else None
            seen.tried += [found] if found else []
    except Refused as refused:
        seen.unmade[name] = f"{refused.table}: {refused.verdict} {refused.verdict.message}"
        if refused.table == name:
            told = "a row that satisfies all that is declared"
            about, kind = _speaker(bench, refused.verdict)
            witness = Witness("accepts", name, about, kind, told, refused.statement)
            why = doubt(witness, refused.verdict, bench)
            seen.tried.append(Tried(witness, refused.verdict, refused.stage, why))


def _speaker(bench: Bench, verdict: Verdict) -> tuple[str, str]:
    """Return what refused a row, where it is a constraint of the table, and its kind; else the table."""
    for constraint in bench.table.constraints:
        if constraint.name == verdict.constraint:
            return str(constraint), KINDS.get(type(constraint), "constraint")
    return str(bench.table), "table"


def _tried(
    conn: Connection, asked: list[Witness], stage: tuple[str, ...], bench: Bench | None = None
) -> Iterator[Tried]:
    trials = [Trial(each.asked, each.given) for each in asked]
    for witness, verdict in zip(asked, verdicts(conn, trials), strict=True):
        yield Tried(witness, verdict, stage, doubt(witness, verdict, bench))
