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
from harness.observed.evidence import Observed, Tried
from harness.rows.bench import Bench
from harness.rows.model import models
from harness.rows.statements import insert_all
from harness.rows.witness import Note, Witness
from harness.rows.witnesses import witnesses
from harness.rows.witnesses.enums import types
from harness.rows.worlds import OTHER, OWN, Unmade, Worlds
from harness.schema import Name, Schema

_SETTINGS = {"TimeZone": "UTC", "DateStyle": "ISO, YMD", "IntervalStyle": "postgres", "extra_float_digits": "1"}


class _Refused(Exception):  # noqa: N818 - it is what happened, not an error of ours
    """The server refuses a row that everything declared allows."""

    def __init__(self, table: Name, statement: str, verdict: Verdict) -> None:
        super().__init__(verdict.message)
        self.table, self.statement, self.verdict = table, statement, verdict


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
            worlds = Worlds(found, facts)
            wanted = set(found) if only is None else set(only)
            made = {}
            for name, model in found.items():
                if name in wanted and not model.table.parents:
                    try:
                        bench = Bench(worlds, name)
                        made[name] = (bench, list(witnesses(bench)))
                    except Unmade as reason:
                        unmade[name] = str(reason)
        for name, (bench, asked) in made.items():
            notes += (each for each in asked if isinstance(each, Note))
            try:
                with _staged(conn, bench) as stage:
                    tried += _tried(conn, [each for each in asked if isinstance(each, Witness)], stage)
            except _Refused as refused:
                unmade[name] = f"{refused.table}: {refused.verdict} {refused.verdict.message}"
                if refused.table == name:
                    witness = Witness(
                        "accepts",
                        name,
                        str(name),
                        "table",
                        "a row that satisfies all that is declared",
                        refused.statement,
                    )
                    tried.append(Tried(witness, refused.verdict))
        tried += _tried(conn, list(types(schema.enums)) if only is None else [], ())
    return Observed(tuple(tried), tuple(notes), unmade)


@contextmanager
def _staged(conn: Connection, bench: Bench) -> Iterator[tuple[str, ...]]:
    """Put the rows there that the trials of a table meet; raise `_Refused` where the server does not take one."""
    done: list[str] = []
    with conn.transaction(force_rollback=True):
        for table, statement in _stage(bench):
            (verdict,) = verdicts(conn, [Trial(statement)])
            if not verdict.accepted:
                raise _Refused(table, statement, verdict)
            conn.execute(statement.encode(), prepare=False)
            done.append(statement)
        yield tuple(done)


def _stage(bench: Bench) -> Iterator[tuple[Name, str]]:
    """Yield the statements that insert what a table's rows need, and one row of its own, each with its table."""
    worlds, own = bench.worlds, bench.table.name
    held_back = set(bench.together())
    placed: set[tuple[Name, int]] = set()
    for world in (OTHER, OWN):
        for name in (*worlds.ancestors(own), own):
            if (name, world) in placed or (world == OWN and (name == own or name in held_back)):
                continue
            group = [*worlds.companions(name), name]
            placed.update((each, world) for each in group)
            yield name, insert_all([(worlds.models[each].table, worlds.row(each, world)) for each in group])


def _tried(conn: Connection, asked: list[Witness], stage: tuple[str, ...]) -> Iterator[Tried]:
    trials = [Trial(each.asked, each.given) for each in asked]
    for witness, verdict in zip(asked, verdicts(conn, trials), strict=True):
        yield Tried(witness, verdict, stage)
