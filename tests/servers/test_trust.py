"""Nobody is trusted: roles log in with their own passwords, and the owner reaches nothing but its databases."""

from __future__ import annotations

import json

import psycopg
import pytest
from psycopg import errors

from harness.live.scratch import Scratch
from harness.servers import Address, ServerOptions, conninfo, environment, start
from harness.servers.address import Role


@pytest.mark.parametrize("role", ["owner", "superuser"])
@pytest.mark.parametrize("password", ["", "guess", "postgres"])
def test_a_wrong_password_is_refused(password: str, role: Role, address: Address) -> None:
    info = psycopg.conninfo.make_conninfo(conninfo(address, "postgres", role=role), password=password)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(info)


def test_the_password_of_one_role_opens_no_other(address: Address) -> None:
    info = psycopg.conninfo.make_conninfo(conninfo(address, "postgres"), user=address.superuser)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(info)


@pytest.mark.parametrize(
    "statement",
    [
        "copy (select 1) to program 'true'",
        "copy (select 1) to '/tmp/harness_owner'",
        "create table t (x text); copy t from '/etc/passwd'",
        "select pg_catalog.pg_read_file('/etc/passwd')",
        "select pg_catalog.pg_ls_dir('/')",
        "select pg_catalog.lo_import('/etc/passwd')",
        "alter system set shared_preload_libraries = 'x'",
        "set role harness_superuser",
        "set session authorization harness_superuser",
        "create role harness_other",
        "create database harness_other",
        "alter role current_user superuser",
        "grant pg_execute_server_program to current_user",
        "create extension dblink",
        "create function f() returns integer language c as 'libc', 'getpid'",
        "load '/tmp/anything.so'",
    ],
)
def test_the_owner_cannot_reach_the_machine(statement: str, scratch: Scratch, database: str) -> None:
    with scratch.connect(database) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(statement)


def test_the_owner_owns_its_database_and_nothing_else(scratch: Scratch, database: str) -> None:
    with scratch.connect(database) as connection:
        connection.execute("create schema s; create table s.t (id integer); create extension citext")
        owned = connection.execute(
            "select datname from pg_catalog.pg_database where pg_catalog.pg_has_role(datdba, 'usage')"
        ).fetchall()
        (powers,) = connection.execute(
            "select rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls"
            " from pg_catalog.pg_roles where rolname = session_user"
        ).fetchone() or (True,)
    assert (database,) in owned
    assert all(name.startswith("harness_") for (name,) in owned)
    assert not powers


def test_a_superuser_is_had_where_it_is_asked_for_and_the_header_says_so() -> None:
    with start("embedded", ServerOptions(superuser=True)) as server, Scratch(server.address) as scratch:
        with scratch.connect(scratch.create()) as connection:
            connection.execute("create role app; copy (select 1) to program 'cat > /dev/null'")
        assert "superuser" in str(server.address)


def test_an_address_goes_through_json_and_shows_no_password(address: Address) -> None:
    assert Address.from_json(json.loads(json.dumps(address.to_json()))) == address
    for password in (address.owner_password, address.superuser_password):
        assert len(password) > 20
        assert password not in f"{address} {address!r}"


def test_the_environment_leads_libpq_to_the_database(address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    variables = environment(address, "postgres")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with psycopg.connect("") as connection:
        row = connection.execute("select session_user, current_database(), current_setting('statement_timeout')")
        assert row.fetchone() == (address.owner, "postgres", "1min")
