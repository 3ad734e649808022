"""Puts two rows into each table that has none, so that a migration can be applied to a database that is in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from zlib import crc32

from harness.live.evaluate import evaluating
from harness.live.judge import Trial, verdicts
from harness.live.session import Connection
from harness.live.standing import standing
from harness.rows.model import foreign_keys, models
from harness.rows.statements import insert_all
from harness.rows.worlds import OTHER, OWN, PARENTS, Unmade, Worlds
from harness.schema import Name, Schema

_APART, _TABLES = 10, 1_000  # how far tables lie apart, and how many of them do


def fill(conn: Connection, schema: Schema, tables: Iterable[Name]) -> dict[Name, tuple[str, ...]]:
    """Insert rows into `tables` of the database that `schema` describes; return the statements that did, by table.

    A table that no row could be made for, or whose rows the server refuses, stays as it is, and is not returned. Raises
    `psycopg.Error` where the connection is lost or a statement takes longer than it may.
    """
    done: dict[Name, tuple[str, ...]] = {}
    with conn.transaction():
        for name, statement in _statements(conn, schema, tuple(tables)):
            (verdict,) = verdicts(conn, [Trial(statement)])
            if verdict.accepted and verdict.rows:
                conn.execute(statement.encode(), prepare=False)
                done[name] = (*done.get(name, ()), statement)
    return done


def _statements(conn: Connection, schema: Schema, tables: tuple[Name, ...]) -> list[tuple[Name, str]]:
    by_name = {table.name: table for table in schema.tables}
    needed = set(_needed(by_name, tables))
    found: list[tuple[Name, str]] = []
    with evaluating(conn) as ask:
        known, facts = models(schema, ask, needed)
        there = standing(conn, (known[name].table for name in known if name not in tables), PARENTS)
        # One table's rows may be moved into another: they are not the ones that are there.
        apart = {name: _APART * (crc32(str(name).encode()) % _TABLES) for name in tables}
        worlds = Worlds(known, facts, there, apart)
        placed: set[Name] = set()
        for table in tables:
            for name in (*worlds.ancestors(table), table) if table in known else ():
                if name in tables and name not in placed and not by_name[name].parents:
                    group = (*worlds.companions(name), name)
                    placed.update(group)
                    found += ((name, statement) for statement in _rows(worlds, group))
    return found


def _rows(worlds: Worlds, group: tuple[Name, ...]) -> Iterator[str]:
    """Yield the INSERT of each world's rows of tables that need one another."""
    seen: set[str] = set()
    for world in (OTHER, OWN):
        try:
            statement = insert_all([(worlds.models[each].table, worlds.made(each, world)) for each in group])
        except Unmade:
            return
        if statement not in seen:
            seen.add(statement)
            yield statement


def _needed(by_name: Mapping[Name, object], tables: Iterable[Name]) -> Iterator[Name]:
    """Yield these tables and all that they reference, directly or through others."""
    left, seen = list(tables), set[Name]()
    while left:
        name = left.pop()
        table = by_name.get(name)
        if name in seen or table is None:
            continue
        seen.add(name)
        yield name
        left += (key.references for key in foreign_keys(table))  # type: ignore[arg-type] # the values are tables
