"""The up, down and seed files run any number of times, after any interruption, and the down leaves nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest

from harness.chain.split import split
from harness.live.scratch import Scratch
from tests.sql.conftest import DOWN, SEED, UP, RunPsql
from tests.sql.snapshot import catalog, rows

Connection = psycopg.Connection[tuple[Any, ...]]

both_ways = pytest.mark.parametrize("options", [[], ["-1"]], ids=["autocommit", "single-transaction"])


def statements(file: Path) -> list[bytes]:
    return [statement.text.encode() for statement in split(file.read_text(encoding="utf-8"), file.name).statements]


@both_ways
def test_the_second_run_of_the_up_changes_nothing(
    template: str, scratch: Scratch, run_psql: RunPsql, options: list[str]
) -> None:
    name = scratch.clone(template)
    with scratch.connect(name) as connection:
        before = catalog(connection), rows(connection)
        run_psql(name, *options, "-f", UP)
        assert (catalog(connection), rows(connection)) == before
    assert len(before[0]) > 300


@both_ways
def test_the_down_leaves_an_empty_database_and_runs_again(
    template: str, scratch: Scratch, run_psql: RunPsql, options: list[str]
) -> None:
    name, blank = scratch.clone(template), scratch.create()
    with scratch.connect(blank) as connection:
        nothing = catalog(connection)
    with scratch.connect(name) as connection:
        run_psql(name, *options, "-f", DOWN)
        assert catalog(connection) == nothing
        run_psql(name, *options, "-f", DOWN)
        assert catalog(connection) == nothing


def test_up_after_down_makes_the_same_model(template: str, scratch: Scratch, run_psql: RunPsql) -> None:
    name = scratch.clone(template)
    with scratch.connect(name) as connection:
        before = catalog(connection)
        run_psql(name, "-1", "-f", DOWN, "-f", UP, "-f", SEED)
        assert catalog(connection) == before


def test_the_down_leaves_what_others_made(template: str, scratch: Scratch, run_psql: RunPsql) -> None:
    name = scratch.clone(template)
    with scratch.connect(name) as connection:
        connection.execute("create table users_archive (id int primary key, role text)")
        connection.execute("create type user_role_old as enum ('x')")
        connection.execute("insert into users_archive values (1, 'x')")
        run_psql(name, "-f", DOWN)
        left = {identity for kind, identity, _ in catalog(connection) if kind in ("relation", "type")}
        assert {"users_archive", "users_archive_pkey", "user_role_old"} <= left
        assert len(rows(connection)["users_archive"]) == 1


def test_the_down_stops_at_what_depends_on_the_model_rather_than_dropping_it(template: str, scratch: Scratch) -> None:
    with scratch.connect(scratch.clone(template)) as connection:
        connection.execute("create view somebody_elses as select id from provider_configs")
        with pytest.raises(psycopg.errors.DependentObjectsStillExist):
            connection.execute(DOWN.read_bytes())
        assert connection.execute("select from somebody_elses").rowcount == 4


@pytest.mark.parametrize("file", [UP, SEED, DOWN], ids=lambda file: file.name)
def test_each_statement_runs_again_right_after_itself(
    template: str, scratch: Scratch, database: str, file: Path
) -> None:
    name = database if file == UP else scratch.clone(template)
    with scratch.connect(name) as connection:
        for statement in statements(file):
            connection.execute(statement)
            connection.execute(statement)


def test_the_up_converges_after_an_interruption(template: str, scratch: Scratch, empty: Connection) -> None:
    """A sample of places; the gate on sql/ tries every one."""
    with scratch.connect(template) as connection:
        whole = catalog(connection)
    parts = statements(UP)
    assert len(parts) > 100
    for place in range(0, len(parts), 12):
        with empty.transaction(force_rollback=True):
            for statement in parts[:place]:
                empty.execute(statement)
            empty.execute(UP.read_bytes())
            assert catalog(empty) == whole


def test_the_down_takes_back_any_part_of_the_up(empty: Connection) -> None:
    nothing = catalog(empty)
    parts = statements(UP)
    for place in range(0, len(parts) + 1, 6):
        with empty.transaction(force_rollback=True):
            for statement in parts[:place]:
                empty.execute(statement)
            empty.execute(DOWN.read_bytes())
            assert catalog(empty) == nothing


def test_the_down_continues_after_an_interruption(template: str, scratch: Scratch) -> None:
    parts = statements(DOWN)
    with scratch.connect(scratch.clone(template)) as connection:
        for place in range(len(parts) + 1):
            with connection.transaction(force_rollback=True):
                for statement in parts[:place] + parts:
                    connection.execute(statement)
                assert catalog(connection) == []


def test_the_seed_converges_after_an_interruption(template: str, scratch: Scratch, database: str) -> None:
    with scratch.connect(template) as connection:
        whole = {table: len(found) for table, found in rows(connection).items()}
    with scratch.connect(database) as connection:
        connection.execute(UP.read_bytes())
        parts = statements(SEED)
        for place in range(len(parts) + 1):
            with connection.transaction(force_rollback=True):
                for statement in parts[:place] + parts:
                    connection.execute(statement)
                assert {table: len(found) for table, found in rows(connection).items()} == whole


def test_all_three_files_are_plain_ascii_sql_without_meta_commands() -> None:
    """They mean the same under every client encoding, and every client can run them."""
    for file in (UP, DOWN, SEED):
        text = file.read_text(encoding="utf-8")
        assert text.isascii()
        assert {statement.kind for statement in split(text, file.name).statements} == {"sql"}
