"""A server of somebody else: nothing on it changes but databases of the run, and each refusal says what to do."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from psycopg import errors, sql

from harness.finding import HarnessError, ServerError
from harness.live.scratch import Scratch
from harness.servers import Address, Server, ServerOptions, conninfo, start
from harness.servers.leftovers import hold_run, sweep_server
from tests.servers.conftest import StartChild

SECRET = "p@ss wörd/1"  # noqa: S105 (every character that a URL has to quote)

# The oldest major treats a new role's membership differently from the newest.
_OLDEST = os.environ.get("HARNESS_PG15", "/usr/lib/postgresql/15/bin")
_HOSTS = ["embedded", *([f"binaries:{_OLDEST}"] if Path(_OLDEST).is_dir() else [])]

_ROLES = {"maker": "createdb createrole", "keeper": "createdb", "guest": ""}

_FACTS = (
    "select datname, datdba::regrole::text, datacl::text, datallowconn from pg_database where datname !~ %(ours)s",
    "select rolname, rolsuper, rolcreaterole, rolcreatedb, rolpassword from pg_authid where rolname !~ %(ours)s",
    "select roleid::regrole::text, member::regrole::text from pg_auth_members where roleid::regrole::text !~ %(ours)s",
    "select name, setting from pg_settings where source not in ('session', 'client')",
    "select setdatabase, setrole, setconfig from pg_db_role_setting",
    "select spcname, spcacl::text from pg_tablespace",
)


@pytest.fixture(scope="module", params=_HOSTS, ids=lambda spec: spec.partition(":")[0])
def host(request: pytest.FixtureRequest) -> Iterator[Address]:
    """A server that is not the run's: with roles of several rights, and a database that matters to somebody."""
    with start(request.param, ServerOptions()) as server:
        with admin(server.address) as session:
            for role, rights in _ROLES.items():
                session.execute(
                    sql.SQL("create role {} login {} password {}").format(
                        sql.Identifier(role), sql.SQL(rights), sql.Literal(SECRET)
                    )
                )
            session.execute("create database precious owner guest")
        with admin(server.address, "precious") as session:
            session.execute("create table public.money as select generate_series(1, 100) as amount")
        yield server.address


def admin(host: Address, database: str = "") -> psycopg.Connection[Any]:
    return psycopg.connect(conninfo(host, database or host.maintenance, role="superuser"), autocommit=True)


def spec(host: Address, user: str = "maker", password: str = SECRET, database: str = "precious") -> str:
    place = f"host={quote(host.host, safe='')}&port={host.port}"
    return f"dsn:postgresql://{quote(user)}:{quote(password, safe='')}@/{database}?{place}"


def reach(host: Address, user: str = "maker", **options: Any) -> Server:
    return start(spec(host, user), ServerOptions(**options))


def facts(host: Address) -> list[list[tuple[Any, ...]]]:
    """Everything that is not a run's own: databases, roles and what they may, settings."""
    with admin(host) as session:
        rows = [
            session.execute(f"{query} order by 1, 2", {"ours": "^harness_[0-9a-f]{12}_"}).fetchall() for query in _FACTS
        ]
    with admin(host, "precious") as session:
        rows.append(session.execute("select relname, relacl::text from pg_class order by 1").fetchall())
        rows.append(session.execute("select amount from public.money order by 1").fetchall())
        rows.append(session.execute("select nspname, nspacl::text from pg_namespace order by 1").fetchall())
    return rows


def names(host: Address) -> list[str]:
    """Every database and role of the server."""
    with admin(host) as session:
        found = session.execute("select datname from pg_database union all select rolname from pg_roles order by 1")
        return [name for (name,) in found]


@pytest.mark.parametrize(
    ("user", "options"),
    [
        ("maker", {}),
        ("maker", {"extensions": ("citext",)}),
        ("keeper", {"scratch_role": True}),
        ("harness_superuser", {"extensions": ("dblink",)}),
        ("harness_superuser", {"superuser": True}),
    ],
)
def test_nothing_but_databases_of_the_run_and_their_owner_is_ever_there(
    user: str, options: dict[str, Any], host: Address
) -> None:
    password = host.superuser_password if user == host.superuser else SECRET
    before, all_before = facts(host), names(host)
    with start(spec(host, user, password), ServerOptions(**options)) as server, Scratch(server.address) as scratch:
        clone = scratch.clone(scratch.create())
        with scratch.connect(clone) as session:
            session.execute("create table t (id integer primary key)")
            assert session.info.user == server.address.owner
        assert facts(host) == before
        new = set(names(host)) - set(all_before)
        assert new
        assert all(name.startswith(f"harness_{server.address.run}_") for name in new)
    assert facts(host) == before
    assert names(host) == all_before


def test_the_owner_is_a_role_of_the_runs_own_without_any_right_elsewhere(host: Address) -> None:
    with reach(host) as server, Scratch(server.address) as scratch, scratch.connect(scratch.create()) as session:
        assert server.address.owner == f"harness_{server.address.run}_owner"
        assert session.execute(
            "select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls from pg_roles"
            " where rolname = current_user"
        ).fetchone() == (False,)
        with pytest.raises(errors.InsufficientPrivilege):
            session.execute("set role maker")
        with (
            psycopg.connect(conninfo(server.address, "precious"), autocommit=True) as there,
            pytest.raises(errors.InsufficientPrivilege),
        ):
            there.execute("select * from public.money")


def test_scratch_role_lets_the_role_of_the_url_own_the_databases(host: Address) -> None:
    with reach(host, "maker", scratch_role=True) as server:
        assert server.address.owner == "maker"


def test_the_rights_to_drop_a_database_reach_the_role_of_the_url(host: Address) -> None:
    with reach(host) as server, admin(host) as session:
        session.execute(
            sql.SQL("create database {} owner {}").format(
                sql.Identifier(f"harness_{server.address.run}_left"), sql.Identifier(server.address.owner)
            )
        )
    assert not [name for name in names(host) if server.address.run in name]


@pytest.mark.parametrize(
    ("user", "options", "have", "mend"),
    [
        ("guest", {}, "the role guest may not create databases", 'alter role "guest" createdb'),
        ("keeper", {}, "the role keeper may not make a role", "--scratch-role"),
        ("maker", {"roles": ("app", 'b"c')}, 'the server has no role app, b"c', 'create role "b""c"'),
        ("maker", {"extensions": ("dblink",)}, "permission denied to create extension", "server of the harness's own"),
        ("maker", {"extensions": ("postgis",)}, "does not carry the extension postgis", "container:postgis/postgis"),
        ("maker", {"superuser": True}, "`superuser` asks for a superuser, and maker is none", "--server embedded"),
        ("maker", {"versions": ("99",)}, "versions names 99", "--any-version"),
    ],
)
def test_what_the_role_of_the_url_may_not_do_is_said_with_its_mend_and_leaves_nothing(
    user: str, options: dict[str, Any], have: str, mend: str, host: Address
) -> None:
    before = names(host)
    with pytest.raises(ServerError) as caught:
        reach(host, user, **options)
    assert have in caught.value.finding.have
    assert mend in caught.value.finding.mend
    assert names(host) == before


def test_migrations_become_a_superuser_only_where_that_is_asked_for(host: Address) -> None:
    url = spec(host, host.superuser, host.superuser_password)
    with pytest.raises(ServerError, match="--scratch-role would run the migrations as harness_superuser"):
        start(url, ServerOptions(scratch_role=True))
    with start(url, ServerOptions(scratch_role=True, superuser=True)) as server:
        assert str(server.address).endswith("; migrations run as a superuser")


def test_an_owner_that_cannot_log_in_is_found_at_the_start(host: Address) -> None:
    """The server's own list of who may log in is somebody else's to write."""
    hba = Path(host.host).parent / "data" / "pg_hba.conf"
    before, rules = names(host), hba.read_text()
    try:
        hba.write_text("local all maker,harness_superuser scram-sha-256\n")
        with admin(host) as session:
            session.execute("select pg_reload_conf()")
        with pytest.raises(ServerError, match="the scratch role cannot log in") as caught:
            reach(host)
        assert "pg_hba.conf" in caught.value.finding.mend
        reach(host, scratch_role=True).stop()
    finally:
        hba.write_text(rules)
        with admin(host) as session:
            session.execute("select pg_reload_conf()")
    assert names(host) == before


@pytest.mark.parametrize(
    ("url", "mend"),
    [
        ("localhost", "--server dsn:postgresql://"),
        ("postgresql://u:s3cret word@h/x", "--server dsn:postgresql://"),
        ("host='s3cret", "--server dsn:postgresql://"),
        ("postgresql://u:s3cret@127.0.0.1:1/x", "start the server, or correct the host and the port"),
        ("host=/nowhere user=u password=s3cret dbname=x", "start the server, or correct the host and the port"),
    ],
)
def test_an_url_that_leads_nowhere_is_said_without_its_password(url: str, mend: str) -> None:
    with pytest.raises(HarnessError) as caught:
        start(f"dsn:{url}", ServerOptions())
    assert mend in caught.value.finding.mend
    assert "s3cret" not in _everything(caught.value)


@pytest.mark.parametrize("forgotten", ["postgresql://u:s3cret@h/x", "dsn", "dsn:", "DSN:postgresql://u:s3cret@h/x"])
def test_a_word_that_is_no_kind_of_server_is_said_without_what_follows(forgotten: str) -> None:
    with pytest.raises(HarnessError, match="names no server") as caught:
        start(forgotten, ServerOptions())
    assert "dsn:URL" in caught.value.finding.mend
    assert "s3cret" not in _everything(caught.value)


@pytest.mark.parametrize(
    ("user", "password", "database", "mend"),
    [
        ("maker", "s3cret", "precious", "correct the user, the password or the database"),
        ("nobody_there", "s3cret", "precious", "correct the user, the password or the database"),
        ("maker", SECRET, "nonesuch", "correct the user, the password or the database"),
        ("maker", "", "precious", "give the password in the URL"),
    ],
)
def test_a_login_that_is_refused_says_what_to_correct_and_never_the_password(
    user: str, password: str, database: str, mend: str, host: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", "/nonexistent")
    with pytest.raises(ServerError) as caught:
        start(spec(host, user, password, database), ServerOptions())
    assert mend in caught.value.finding.mend
    said = _everything(caught.value)
    assert not any(form in said for form in ("s3cret", SECRET, quote(SECRET, safe="")))


def test_the_address_names_user_and_place_and_no_password(host: Address) -> None:
    with reach(host) as server:
        assert str(server.address) == (f"PostgreSQL {host.version}, dsn: asked for, maker at {host.host}:{host.port}")
        assert SECRET not in repr(server.address)
        assert server.address.owner_password not in repr(server.address)


def test_the_password_may_stand_in_the_environment(host: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", SECRET)
    with start(spec(host, password=""), ServerOptions()) as server, Scratch(server.address) as scratch:
        monkeypatch.delenv("PGPASSWORD")
        assert scratch.create()


def test_what_a_killed_run_left_is_dropped_by_the_next(host: Address, start_child: StartChild) -> None:
    before = names(host)
    child = start_child(spec(host))
    child.end(signal.SIGKILL)
    assert set(names(host)) > set(before)
    _until_unlocked(host, child.address.run)
    with reach(host) as server:
        assert {name for name in names(host) if server.address.run not in name} == set(before)
    assert names(host) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_drops_its_databases_and_its_role(
    number: signal.Signals, host: Address, start_child: StartChild
) -> None:
    before = names(host)
    child = start_child(spec(host))
    assert [name for name in names(host) if child.address.run in name]
    child.end(number)
    assert names(host) == before


def test_runs_at_once_leave_each_other_alone(host: Address, start_child: StartChild) -> None:
    child = start_child(spec(host, database="postgres"))  # its lock is held in another database than ours
    theirs = {name for name in names(host) if child.address.run in name}
    with reach(host) as server, Scratch(server.address) as scratch:
        scratch.create()
        assert theirs <= set(names(host))
    assert theirs <= set(names(host))


def test_what_only_looks_like_ours_is_never_dropped(host: Address) -> None:
    lookalikes = ["harness_mine", "harness_0123456789ab", "xharness_0123456789ab_owner"]
    others = "harness_0123456789ab_of_somebody"  # named like ours, and owned by a role that is not the run's
    with admin(host) as session:
        for name in lookalikes:
            session.execute(sql.SQL("create role {}").format(sql.Identifier(name)))
            session.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        session.execute(sql.SQL("create database {} owner guest").format(sql.Identifier(others)))
    try:
        reach(host).stop()
        assert {*lookalikes, others} <= set(names(host))
    finally:
        with admin(host) as session:
            for name in [*lookalikes, others]:
                session.execute(sql.SQL("drop database {}").format(sql.Identifier(name)))
            for name in lookalikes:
                session.execute(sql.SQL("drop role {}").format(sql.Identifier(name)))


def test_a_dead_runs_database_that_somebody_still_uses_stays_for_later(host: Address) -> None:
    run = "0123456789ab"
    with admin(host) as session:
        session.execute(f"create role harness_{run}_owner")
        session.execute(f"create database harness_{run}_1 owner harness_{run}_owner")
        with admin(host, f"harness_{run}_1"):
            assert sweep_server(session) == []
        _until_free(session, f"harness_{run}_1")
        with admin(host, "precious") as living:
            hold_run(living, run)
            assert sweep_server(session) == []
        _until_unlocked(host, run)
        assert sweep_server(session) == [f"harness_{run}_1", f"harness_{run}_owner"]


def test_a_server_that_goes_away_does_not_hide_the_cause_behind_the_clean_up(caplog: pytest.LogCaptureFixture) -> None:
    with start("embedded", ServerOptions()) as other:
        url = spec(other.address, other.address.superuser, other.address.superuser_password, "postgres")
        with start(url, ServerOptions()), pytest.raises(ServerError):  # noqa: PT012
            other.stop()
            Scratch(replace(other.address)).create()
    assert "the next run there sweeps" in caplog.text


def _everything(error: BaseException) -> str:
    """All that a report or a traceback could show of an error."""
    return "\n".join([str(error), repr(error), *traceback.format_exception(error)])


def _until_unlocked(host: Address, run: str) -> None:
    """Wait until the server has noticed that the session that held a run's lock is gone."""
    with admin(host) as session:
        while session.execute(
            "select from pg_locks where locktype = 'advisory' and objid = %s", [int(run, 16) & 0xFFFFFFFF]
        ).rowcount:
            pass


def _until_free(session: psycopg.Connection[Any], database: str) -> None:
    while session.execute("select from pg_stat_activity where datname = %s", [database]).rowcount:
        pass
