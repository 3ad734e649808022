"""The rows that are there when a table's trials begin: two of each table that it needs, and one of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from harness.live.judge import Trial, Verdict, verdicts
from harness.live.session import Connection
from harness.rows.bench import Bench
from harness.rows.statements import insert_all
from harness.rows.worlds import OTHER, OWN
from harness.schema import Name
from harness.schema.write.quoting import whole

_TWICE = "23505"


class Refused(Exception):
    """The server refuses a row that everything declared allows."""

    def __init__(self, table: Name, statement: str, verdict: Verdict, stage: tuple[str, ...]) -> None:
        super().__init__(verdict.message)
        self.table, self.statement, self.verdict, self.stage = table, statement, verdict, stage


@contextmanager
def staged(conn: Connection, bench: Bench) -> Iterator[tuple[str, ...]]:
    """Put the rows there that a table's trials meet, and give the statements that did; all is taken back in the end.

    A trigger of the table may itself make a row that others need to be there: then that is not put there before. Raises
    `Refused` where the server does not take the rows, or one like those that are tried.
    """
    left_out: set[Name] = set()
    while True:
        with conn.transaction(force_rollback=True):
            try:
                done = _placed(conn, bench, left_out)
            except Refused as refused:
                twice = refused.verdict.table
                if refused.verdict.sqlstate != _TWICE or twice is None or twice == refused.table or twice in left_out:
                    raise
                left_out.add(twice)
                continue
            yield done
            return


def _placed(conn: Connection, bench: Bench, left_out: set[Name]) -> tuple[str, ...]:
    done = [*_cleared(bench)]
    for statement in done:
        conn.execute(statement.encode(), prepare=False)
    for table, statement in _stage(bench, left_out):
        _put(conn, table, statement, tuple(done))
        done.append(statement)
    with conn.transaction(force_rollback=True):  # what is tried is refused by nothing but what it breaks
        _put(conn, bench.table.name, bench.insert(bench.own), tuple(done))
    return tuple(done)


def _cleared(bench: Bench) -> Iterator[str]:
    """Yield what makes room: rows of the table itself go, and policies would else judge the owner's rows too."""
    name = bench.table.name
    if name in bench.worlds.existing:
        yield f"truncate {whole(name)} cascade"
    for each in (*bench.worlds.ancestors(name), name):
        if bench.worlds.models[each].table.force_row_security:
            yield f"alter table {whole(each)} no force row level security"


def _put(conn: Connection, table: Name, statement: str, before: tuple[str, ...]) -> None:
    (verdict,) = verdicts(conn, [Trial(statement)])
    if not verdict.accepted or verdict.rows == 0:
        raise Refused(table, statement, verdict, before)
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
