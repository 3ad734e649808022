"""Puts the witnesses of every table to a server, and gathers its verdicts.

Each table is asked about with two rows of each table that it needs, and one of its own, already there. All of it happens
in one transaction that is rolled back; sequences alone move, so a database of one's own is the place for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from psycopg import sql

from harness.live.evaluate import evaluating
from harness.live.judge import Trial, Verdict, verdicts
from harness.live.session import Connection
from harness.observed.doubt import doubt
from harness.observed.evidence import Observed, Tried
from harness.observed.existing import existing
from harness.rows.bench import Bench
from harness.rows.contradiction import contradictions
from harness.rows.demand import relation
from harness.rows.model import Model, models
from harness.rows.statements import insert_all
from harness.rows.witness import Note, Witness
from harness.rows.witnesses import KINDS, witnesses
from harness.rows.witnesses.enums import types
from harness.rows.worlds import OTHER, OWN, Row, Unmade, Worlds
from harness.schema import Name, Schema

_SETTINGS = {"TimeZone": "UTC", "DateStyle": "ISO, YMD", "IntervalStyle": "postgres", "extra_float_digits": "1"}
_TWICE = "23505"


class _Refused(Exception):  # noqa: N818 - it is what happened, not an error of ours
    """The server refuses a row that everything declared allows."""

    def __init__(self, table: Name, statement: str, verdict: Verdict, stage: tuple[str, ...]) -> None:
        super().__init__(verdict.message)
        self.table, self.statement, self.verdict, self.stage = table, statement, verdict, stage


def observe(conn: Connection, schema: Schema, only: Iterable[Name] | None = None) -> Observed:
    """Return what the server that `conn` leads to says to the witnesses of `schema`, which its database should hold.

    `only` names the tables to ask about; all where it is left out. Raises `psycopg.Error` where the connection is lost
    or a statement takes longer than it may.
    """
    tried: list[Tried] = []
    notes: list[Note] = []
    unmade: dict[Name, str] = {}
    with conn.transaction(force_rollback=True):
        for name, value in _SETTINGS.items():
            conn.execute(sql.SQL("select pg_catalog.set_config({}, {}, true)").format(name, value))
        with evaluating(conn) as ask:
            found, facts = models(schema, ask)
            worlds = Worlds(found, facts, existing(conn, found.values()))
            wanted = set(found) if only is None else set(only)
            made: dict[Name, tuple[Bench, list[Witness | Note]]] = {}
            for name, model in found.items():
                if name in wanted and not model.table.partition_bound:
                    try:
                        bench = Bench(worlds, name)
                        made[name] = (bench, list(witnesses(bench)))
                    except Unmade as reason:
                        proofs = list(contradictions(model, facts))
                        notes += proofs
                        if not proofs:
                            unmade[name] = str(reason)
        for name, (bench, asked) in made.items():
            notes += (each for each in asked if isinstance(each, Note))
            try:
                tried += _asked(conn, bench, [each for each in asked if isinstance(each, Witness)])
            except _Refused as refused:
                unmade[name] = f"{refused.table}: {refused.verdict} {refused.verdict.message}"
                if refused.table == name:
                    told = "a row that satisfies all that is declared"
                    about, kind = _speaker(bench, refused.verdict)
                    witness = Witness("accepts", name, about, kind, told, refused.statement)
                    why = doubt(witness, refused.verdict, bench)
                    tried.append(Tried(witness, refused.verdict, refused.stage, why))
        tried += _tried(conn, list(types(schema.enums)) if only is None else [], ())
    return Observed(tuple(tried), tuple(notes), unmade)


def _speaker(bench: Bench, verdict: Verdict) -> tuple[str, str]:
    """Return what refused a row, where it is a constraint of the table, and its kind; else the table."""
    for constraint in bench.table.constraints:
        if constraint.name == verdict.constraint:
            return str(constraint), KINDS.get(type(constraint), "constraint")
    return str(bench.table), "table"


def _asked(conn: Connection, bench: Bench, asked: list[Witness]) -> list[Tried]:
    """Return what the server says to the witnesses of one table; raise `_Refused` where it does not even take its rows.

    A trigger of the table may itself make a row that others need to be there: then that is not put there before.
    """
    left_out: set[Name] = set()
    while True:
        try:
            with _staged(conn, bench, left_out) as stage:
                return list(_tried(conn, asked, stage, bench))
        except _Refused as refused:
            twice = refused.verdict.table
            if refused.verdict.sqlstate != _TWICE or twice is None or twice == refused.table or twice in left_out:
                raise
            left_out.add(twice)


@contextmanager
def _staged(conn: Connection, bench: Bench, left_out: set[Name]) -> Iterator[tuple[str, ...]]:
    """Put the rows there that the trials of a table meet; raise `_Refused` where the server does not take one."""
    done: list[str] = []
    with conn.transaction(force_rollback=True):
        if bench.table.name in bench.worlds.existing:
            statement = f"truncate {relation(bench.table.name)} cascade"
            conn.execute(statement.encode(), prepare=False)
            done.append(statement)
        for name in (*bench.worlds.ancestors(bench.table.name), bench.table.name):
            if bench.worlds.models[name].table.force_row_security:  # else policies would judge the owner's rows too
                statement = f"alter table {relation(name)} no force row level security"
                conn.execute(statement.encode(), prepare=False)
                done.append(statement)
        stage = list(_stage(bench, left_out))
        for table, statement in stage:
            _put(conn, table, statement, tuple(done))
            done.append(statement)
        with conn.transaction(force_rollback=True):  # what is tried is refused by nothing but what it breaks
            _put(conn, bench.table.name, bench.insert(bench.own), tuple(done))
        yield tuple(done)


def _put(conn: Connection, table: Name, statement: str, before: tuple[str, ...]) -> None:
    (verdict,) = verdicts(conn, [Trial(statement)])
    if not verdict.accepted or verdict.rows == 0:
        raise _Refused(table, statement, verdict, before)
    conn.execute(statement.encode(), prepare=False)


def _stage(bench: Bench, left_out: set[Name]) -> Iterator[tuple[Name, str]]:
    """Yield the statements that insert what a table's rows need, and one row of its own, each with its table."""
    worlds, own = bench.worlds, bench.table.name
    held_back = {own, *bench.together()}
    placed: set[tuple[Name, int]] = set()
    for name in worlds.order(own):
        for world in (OTHER, OWN):
            if not worlds.makes(name, world):  # nothing needs it: a reference to it is left NULL
                continue
            standing = worlds.stands(name) and name != own
            same = world == OWN and not standing and worlds.alike(name)
            waits = (name in held_back or worlds.needs(name, own)) and (world == OWN or bench.single)
            if (name, world) in placed or waits or standing or same or name in left_out:
                continue
            group = [each for each in (*worlds.companions(name), name) if worlds.makes(each, world)]
            placed.update((each, world) for each in group)
            yield name, insert_all([(worlds.models[each].table, worlds.made(each, world)) for each in group])


def _tried(
    conn: Connection, asked: list[Witness], stage: tuple[str, ...], bench: Bench | None = None
) -> Iterator[Tried]:
    trials = [Trial(each.asked, each.given) for each in asked]
    for witness, verdict in zip(asked, verdicts(conn, trials), strict=True):
        yield Tried(witness, verdict, stage, doubt(witness, verdict, bench))
