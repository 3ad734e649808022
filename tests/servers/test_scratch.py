"""Scratch databases: made, cloned and dropped, from many processes at once."""

from __future__ import annotations

import threading

import psycopg
import pytest

from harness.finding import ServerError
from harness.live.scratch import Scratch
from harness.servers import Address


def databases(scratch: Scratch) -> set[str]:
    with scratch.connect("postgres") as connection:
        return {name for (name,) in connection.execute("select datname from pg_catalog.pg_database")}


def test_a_created_database_is_empty_and_the_owners(address: Address, scratch: Scratch) -> None:
    name = scratch.create("Some Hint!")
    assert name.startswith(f"harness_{address.run}_")
    assert name.endswith("_some_hint")
    with scratch.connect(name) as connection:
        assert connection.execute(
            "select pg_catalog.pg_get_userbyid(datdba) from pg_catalog.pg_database where datname = current_database()"
        ).fetchone() == (address.owner,)
        assert connection.execute(
            "select count(*) from pg_catalog.pg_class where relnamespace = 'public'::regnamespace"
        ).fetchone() == (0,)


def test_a_clone_has_what_its_source_has_and_goes_its_own_way(scratch: Scratch) -> None:
    source = scratch.create()
    with scratch.connect(source) as connection:
        connection.execute("create table t as select generate_series(1, 1000) as id")
    clone = scratch.clone(source, "copy")
    with scratch.connect(clone) as connection:
        connection.execute("delete from t where id > 500")
    counts = []
    for name in (source, clone):
        with scratch.connect(name) as connection:
            counts += connection.execute("select count(*) from t").fetchall()
    assert counts == [(1000,), (500,)]


def test_a_clone_can_be_cloned_again(scratch: Scratch) -> None:
    name = scratch.create()
    with scratch.connect(name) as connection:
        connection.execute("create table t ()")
    for _ in range(3):
        name = scratch.clone(name)
    with scratch.connect(name) as connection:
        connection.execute("select from t")


def test_an_idle_session_of_the_owner_does_not_stop_a_clone(scratch: Scratch) -> None:
    source = scratch.create()
    with scratch.connect(source) as forgotten:
        forgotten.execute("select 1")
        scratch.clone(source)
        with pytest.raises(psycopg.OperationalError):
            forgotten.execute("select 1")


def test_a_session_at_work_is_not_cut_off_and_named(scratch: Scratch) -> None:
    source = scratch.create()
    with scratch.connect(source, autocommit=False) as busy:
        busy.execute("create table t ()")
        with pytest.raises(ServerError, match=r"in use by .*idle in transaction"):
            scratch.clone(source)
        busy.execute("select from t")


def test_a_database_is_dropped_whoever_is_connected(scratch: Scratch) -> None:
    name = scratch.create()
    with scratch.connect(name) as connection:
        scratch.drop(name)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("select 1")
    assert name not in databases(scratch)
    scratch.drop(name)


def test_what_was_made_is_gone_after_success_and_after_failure(address: Address, scratch: Scratch) -> None:
    made = []
    with Scratch(address) as first:
        made.append(first.create())
        made.append(first.clone(made[0]))

    def fail() -> None:
        with Scratch(address) as second:
            made.append(second.create())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert len(made) == 3
    assert not databases(scratch) & set(made)


def test_makers_do_not_collide_and_do_not_drop_each_others_databases(address: Address, scratch: Scratch) -> None:
    kept = scratch.create()
    names: list[str] = []

    def work() -> None:
        with Scratch(address) as own:
            first = own.create()
            names.extend((first, own.clone(first)))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(names)) == 8
    assert kept in databases(scratch)


def test_an_odd_or_endless_hint_makes_a_name_that_postgresql_keeps(scratch: Scratch) -> None:
    names = [scratch.create('"; drop database x; --'), scratch.create("é" * 100), scratch.create("x" * 100)]
    assert set(names) <= databases(scratch)


def test_the_statement_timeout_holds_for_the_owner_and_leaves_no_trace_in_the_catalog(
    scratch: Scratch, database: str
) -> None:
    with scratch.connect(database) as connection:
        connection.execute("set statement_timeout = 1; reset all")
        assert connection.execute("show statement_timeout").fetchone() == ("1min",)
        assert connection.execute("select count(*) from pg_catalog.pg_db_role_setting").fetchone() == (0,)
    with scratch.connect(database, role="superuser") as connection:
        assert connection.execute("show statement_timeout").fetchone() == ("0",)


def test_no_connection_is_an_error_that_names_the_database(scratch: Scratch) -> None:
    with pytest.raises(ServerError, match="no connection to harness_nowhere"):
        scratch.connect("harness_nowhere")
