"""Where a run's data lies and what outlives it: whatever became of those folders, a server starts or says why not."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from harness.finding import ServerError
from harness.servers import ServerOptions, conninfo, runs, start
from harness.servers.privileges import Account, server_account
from harness.servers.runs import RunFolder
from tests.servers.conftest import BASE

MEMORY = Path("/dev/shm")  # noqa: S108 (looked at, not written to)


@pytest.fixture(scope="module")
def filled() -> Iterator[Path]:
    """A cache with what one run left there."""
    with tempfile.TemporaryDirectory(prefix="ht-", dir=BASE) as name, pytest.MonkeyPatch.context() as patch:
        place = Path(name)
        patch.setattr("harness.servers.cache.folder", lambda: place)
        start("embedded", ServerOptions()).stop()
        yield place


@pytest.fixture
def cache(base: Path, filled: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own, to be damaged."""
    place = base / "cache"
    shutil.copytree(filled, place, symlinks=True)
    monkeypatch.setattr("harness.servers.cache.folder", lambda: place)
    return place


def the_cluster(cache: Path) -> Path:
    (entry,) = (cache / "clusters").iterdir()
    return entry


@pytest.fixture
def deep(base: Path) -> Iterator[Path]:
    """A folder whose path is too long for a socket."""
    place = base / ("d" * 100)
    place.mkdir()
    yield place
    shutil.rmtree(place)


@pytest.mark.parametrize("lost", ["password", "data/global/pg_control"])
def test_a_cached_cluster_that_lost_something_is_made_anew(lost: str, cache: Path) -> None:
    before = the_cluster(cache)
    path = before / lost
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    with start("embedded", ServerOptions()) as server, psycopg.connect(conninfo(server.address, "postgres")) as session:
        session.execute("select 1")
    assert (the_cluster(cache) / lost).exists()


def test_what_a_killed_initialisation_left_is_no_cluster_and_goes_with_time(cache: Path) -> None:
    entry = the_cluster(cache)
    partial = entry.with_name(f"{entry.name}.partial-1-2")
    entry.rename(partial)
    (partial / "password").unlink()
    os.utime(partial, (0, 0))
    start("embedded", ServerOptions()).stop()
    assert the_cluster(cache).name == entry.name


def test_a_cluster_is_made_once_and_used_by_every_later_run(cache: Path) -> None:
    made = the_cluster(cache).stat().st_ino
    start("embedded", ServerOptions()).stop()
    assert the_cluster(cache).stat().st_ino == made


def test_another_locale_is_another_cluster(cache: Path) -> None:
    start("embedded", ServerOptions(locale="C")).stop()
    assert len(list((cache / "clusters").iterdir())) == 2


def test_without_a_cache_a_server_starts_all_the_same(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harness.servers.cache.folder", lambda: None)
    start("embedded", ServerOptions()).stop()
    assert list(base.iterdir()) == []


def test_a_cache_that_somebody_else_can_write_is_not_used(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise somebody else's cluster, with roles and functions of theirs, would be started as ours."""
    place = base / "schema-harness"
    place.mkdir()
    place.chmod(0o777)
    for name in ("site_cache_path", "user_cache_path"):
        monkeypatch.setattr(f"platformdirs.{name}", lambda _: place)
    start("embedded", ServerOptions()).stop()
    assert list(place.iterdir()) == []


def test_first_runs_at_once_all_succeed_and_leave_one_cluster(cache: Path) -> None:
    shutil.rmtree(the_cluster(cache))

    def run(_: int) -> str:
        with start("embedded", ServerOptions()) as server, psycopg.connect(conninfo(server.address, "postgres")):
            return server.address.run

    with ThreadPoolExecutor(3) as threads:
        assert len(set(threads.map(run, range(3)))) == 3
    assert the_cluster(cache).is_dir()


def test_tmpdir_is_obeyed(base: Path) -> None:
    with start("embedded", ServerOptions()) as server:
        assert Path(server.address.host).is_relative_to(base)


def test_a_temporary_folder_with_a_path_too_long_for_a_socket_is_passed_over(
    deep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    monkeypatch.setenv("TMPDIR", str(deep))
    with start("embedded", ServerOptions()) as server:
        assert not Path(server.address.host).is_relative_to(deep)
        assert list(deep.iterdir()) == []
        path = Path(server.address.host).parent
    assert not path.exists()


def test_where_no_folder_serves_the_error_says_what_one_has_to_be(deep: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_bases", lambda: [deep])
    with pytest.raises(ServerError, match="no temporary folder serves") as caught:
        start("embedded", ServerOptions())
    assert "TMPDIR" in caught.value.finding.mend


@pytest.mark.skipif(not MEMORY.is_dir(), reason="this system keeps no file system in memory there")
def test_a_run_lies_in_memory_where_nothing_else_is_asked_for_and_there_is_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    for room, there in ((1, True), (1 << 60, False)):
        monkeypatch.setattr(runs, "_ROOM", room)
        with RunFolder.make(server_account()) as folder:
            assert (folder.path.parent == MEMORY) is there
        assert not folder.path.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_a_folder_that_the_servers_account_cannot_enter_is_passed_over(base: Path) -> None:
    account = server_account()
    assert account.can_enter(base)
    base.chmod(0o700)
    assert not account.can_enter(base)
    with RunFolder.make(account) as folder:
        assert folder.path.parent != base


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to be somebody else")
def test_root_without_any_unprivileged_account_is_told_to_add_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harness.servers.privileges._UNPRIVILEGED", ("nobody-of-that-name",))
    with pytest.raises(ServerError, match="refuses to run as root") as caught:
        start("embedded", ServerOptions())
    assert "useradd" in caught.value.finding.mend


@pytest.mark.parametrize("role", ["owner", "superuser"])
def test_the_callers_pg_variables_steer_no_connection_of_ours(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = {
        "PGHOST": "nowhere.invalid",
        "PGPORT": "1",
        "PGUSER": "nobody",
        "PGPASSWORD": "wrong",
        "PGDATABASE": "none",
        "PGOPTIONS": "-c search_path=elsewhere",
        "PGSSLMODE": "require",
        "PGCHANNELBINDING": "require",
        "PGCLIENTENCODING": "LATIN1",
        "PGTARGETSESSIONATTRS": "standby",
    }
    for name, value in hostile.items():
        monkeypatch.setenv(name, value)
    with start("embedded", ServerOptions()) as server:
        info = conninfo(server.address, "postgres", role="owner" if role == "owner" else "superuser")
        with psycopg.connect(info) as session:
            assert session.execute(
                "select current_setting('search_path'), current_setting('client_encoding')"
            ).fetchone() == ('"$user", public', "UTF8")


def test_an_account_of_our_own_changes_no_owner(tmp_path: Path) -> None:
    ourselves = Account("us", os.geteuid(), os.getegid(), switch=False)
    (tmp_path / "file").touch()
    ourselves.give_tree(tmp_path)
    assert (tmp_path / "file").stat().st_uid == os.geteuid()
    assert ourselves.spawn == {}
