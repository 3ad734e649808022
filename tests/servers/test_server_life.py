"""Servers of our own come, go, and leave nothing, however the run ends."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg
import pytest

from harness.finding import ServerError
from harness.live.scratch import Scratch
from harness.servers import ServerOptions, conninfo, start
from harness.servers.binaries import Binaries
from harness.servers.embedded import find_embedded
from harness.servers.postmaster import stop_leftover
from harness.servers.privileges import server_account
from harness.servers.runs import sweep
from tests.servers.conftest import StartChild, processes

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")


def left_of(base: Path) -> tuple[list[Path], list[int]]:
    return list(base.iterdir()), processes(str(base))


def test_a_stopped_server_leaves_no_process_and_no_file(base: Path) -> None:
    server = start("embedded", ServerOptions())
    assert processes(str(base)), "the look for processes must be able to see one"
    server.stop()
    assert left_of(base) == ([], [])
    server.stop()


def test_a_server_that_does_not_start_leaves_nothing(base: Path) -> None:
    with pytest.raises(ServerError, match="locale"):
        start("embedded", ServerOptions(locale="xx_XX.nonsense"))
    assert left_of(base) == ([], [])


def test_no_room_for_a_cluster_is_one_clear_error_and_leaves_nothing(base: Path, start_child: StartChild) -> None:
    child = start_child(environment={"CHILD_FILE_BYTES": "100000"})
    assert child.end() == 2
    assert "make room in the temporary folder" in child.said["error"]
    assert left_of(base) == ([], [])


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """PostgreSQL's programs in a folder that only we may enter."""
    prefix = find_embedded().bin_dir.parent
    place = tmp_path / "private"
    place.mkdir(mode=0o700)
    for part in (f"{prefix.parent.name}/{prefix.name}", f"{prefix.parent.name}.libs"):
        if (prefix.parent.parent / part).exists():
            shutil.copytree(prefix.parent.parent / part, place / part, ignore=shutil.ignore_patterns("include", "*.a"))
    return place / prefix.parent.name / prefix.name


def test_binaries_that_the_servers_account_cannot_read_are_copied_and_their_folders_left_as_they_are(
    base: Path, private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = base / "cache"
    cache.mkdir(mode=0o755)
    monkeypatch.setattr("harness.servers.cache.folder", lambda: cache)
    modes = {path: path.stat().st_mode for path in (private, *private.parents)}
    with start(f"binaries:{private}", ServerOptions()) as server:
        elsewhere = str(server.address.bin_dir).startswith(f"{cache}/")
        assert elsewhere == server_account().switch
    assert modes == {path: path.stat().st_mode for path in (private, *private.parents)}


@pytest.mark.parametrize("mode", [0o755, 0o700], ids=["an open cache", "a closed cache"])
def test_a_cached_cluster_that_lost_something_is_made_anew_where_binaries_are_copied(
    mode: int, base: Path, private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = base / "cache"
    cache.mkdir(mode=mode)
    monkeypatch.setattr("harness.servers.cache.folder", lambda: cache)
    start(f"binaries:{private}", ServerOptions()).stop()
    (spoilt,) = (cache / "clusters").glob("*/data/global/pg_control")
    spoilt.unlink()
    start(f"binaries:{private}", ServerOptions()).stop()
    assert spoilt.exists()


def test_an_option_that_cannot_be_met_stops_the_server_again(base: Path) -> None:
    with pytest.raises(ServerError, match="nonesuch"):
        start("embedded", ServerOptions(extensions=("nonesuch",)))
    assert left_of(base) == ([], [])


@pytest.mark.parametrize(("number", "code"), [(None, 0), (signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_end_interruption_and_termination_leave_nothing(
    number: signal.Signals | None, code: int, base: Path, start_child: StartChild
) -> None:
    child = start_child()
    assert str(base) in child.address.host
    assert child.end(number) == code
    assert left_of(base) == ([], [])


def test_what_a_killed_run_left_is_swept_by_the_next(base: Path, start_child: StartChild) -> None:
    child = start_child()
    child.end(signal.SIGKILL)
    assert processes(child.address.run), "its server goes on without it"
    assert sweep() == [child.address.run]
    assert left_of(base) == ([], [])


def test_a_killed_run_whose_server_died_too_is_swept(base: Path, start_child: StartChild) -> None:
    child = start_child()
    child.process.kill()
    postmaster = int((base / f"harness-{child.address.run}/data/postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)
    child.end()
    assert sweep() == [child.address.run]
    assert list(base.iterdir()) == []


def test_a_run_in_progress_is_never_swept(base: Path, start_child: StartChild) -> None:
    child = start_child()
    assert sweep() == []
    with start("embedded", ServerOptions()) as other, psycopg.connect(conninfo(child.address, "postgres")):
        assert {path.name for path in base.iterdir()} == {
            f"harness-{run}" for run in (child.address.run, other.address.run)
        }


def test_a_process_that_was_given_a_dead_servers_number_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "60"]) as bystander:
        (tmp_path / "postmaster.pid").write_text(f"{bystander.pid}\n{tmp_path}\n")
        stop_leftover(tmp_path)
        assert bystander.poll() is None
        bystander.kill()


def test_a_folder_that_only_looks_like_a_run_stays(base: Path) -> None:
    for name in ("harness-mine", "harness-0123456789abc"):
        (base / name).mkdir()
    (base / "harness-0123456789ab").symlink_to(base / "harness-mine")
    assert sweep() == []
    assert len(list(base.iterdir())) == 3


def test_root_runs_the_server_as_somebody_else_and_others_as_themselves(base: Path) -> None:
    with start("embedded", ServerOptions()) as server:
        folder = base / f"harness-{server.address.run}"
        postmaster = int((folder / "data/postmaster.pid").read_text().splitlines()[0])
        owner = Path(f"/proc/{postmaster}").stat().st_uid
        assert owner == server_account().uid != 0
        for private in ("data", "socket"):
            status = (folder / private).stat()
            assert (status.st_uid, status.st_mode & 0o777) == (owner, 0o700)


def test_a_normal_user_has_servers_too(base: Path, binaries: Binaries, start_child: StartChild) -> None:
    uid = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else os.geteuid()
    home = base / "home"
    home.mkdir()
    base.chmod(0o1777)
    if os.geteuid() == 0:
        os.chown(home, uid, -1)
    child = start_child(
        f"binaries:{binaries.bin_dir}",
        uid=uid if os.geteuid() == 0 else None,
        environment={"HOME": str(home), "XDG_CACHE_HOME": str(home)},
    )
    (process,) = [pid for pid in processes(f"harness-{child.address.run}") if pid != child.process.pid][:1]
    assert Path(f"/proc/{process}").stat().st_uid == uid
    assert child.end() == 0
    assert list(base.iterdir()) == [home]
    assert [path.name for path in (home / "schema-harness").iterdir()] == ["clusters"]


def test_a_server_that_dies_in_the_middle_is_one_clear_error(base: Path) -> None:
    with start("embedded", ServerOptions()) as server:
        scratch = Scratch(server.address)
        scratch.create()
        pid = int((base / f"harness-{server.address.run}/data/postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGQUIT)
        while processes(str(base)):
            time.sleep(0.01)
        with pytest.raises(ServerError, match="server"):
            scratch.create()
        with pytest.raises(ServerError, match="no connection"):
            scratch.close()
    assert left_of(base) == ([], [])


def test_the_cluster_is_kept_private_and_its_password_is_void_in_every_run(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = base / "cache"
    place.mkdir(mode=0o755)
    monkeypatch.setattr("harness.servers.cache.folder", lambda: place)
    passwords = []
    for _ in range(2):
        with start("embedded", ServerOptions()) as server:
            (entry,) = (place / "clusters").iterdir()
            cached = (entry / "password").read_text()
            passwords.append(server.address.superuser_password)
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(conninfo(server.address, "postgres", role="superuser"), password=cached)
    assert (entry.stat().st_mode & 0o777, (entry / "password").stat().st_mode & 0o777) == (0o700, 0o600)
    assert len({*passwords, cached}) == 3
