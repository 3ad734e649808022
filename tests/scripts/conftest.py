"""The scripts, run as a person or a pipeline runs them, against a database of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest

from harness.live.scratch import Scratch
from harness.servers.address import Address

SCRIPTS = Path(__file__).parents[2] / "scripts"

Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True)
class Scripts:
    """Runs a script by name with `environment` and nothing else of libpq's set."""

    environment: Mapping[str, str]
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(
        self, name: str, *arguments: str | Path, cwd: Path | None = None, **environment: str | None
    ) -> subprocess.Popen[str]:
        """Start a script without waiting; a variable that is None is taken out of its environment."""
        merged = dict(self.environment) | environment
        process = subprocess.Popen(
            [str(SCRIPTS / name), *map(str, arguments)],
            env={key: value for key, value in merged.items() if value is not None},
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # A group of its own, so that a signal can be sent as a terminal sends it.
            start_new_session=True,
        )
        self.running.append(process)
        return process

    def __call__(
        self, name: str, *arguments: str | Path, cwd: Path | None = None, **environment: str | None
    ) -> subprocess.CompletedProcess[str]:
        """Run a script to its end."""
        process = self.start(name, *arguments, cwd=cwd, **environment)
        out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def url(address: Address, database: str, *, user: str | None = None, password: str | None = None) -> str:
    """Return a DATABASE_URL for `address`, percent-encoded throughout."""
    user, password = user or address.owner, password or address.owner_password
    parts = [quote(part, safe="") for part in (user, password, address.host, database)]
    return "postgresql://{0}:{1}@{2}:{port}/{3}".format(*parts, port=address.port)


@pytest.fixture
def scripts(address: Address, database: str, tmp_path: Path) -> Iterator[Scripts]:
    """The scripts, pointed at `database` by PG* variables; what still runs at the end is ended."""
    home = tmp_path / "home"
    home.mkdir()
    folders = [address.bin_dir] if address.bin_dir else []
    runner = Scripts(
        {
            "PATH": os.pathsep.join([*folders, os.environ["PATH"]]),
            "HOME": str(home),
            "LC_ALL": "C",
            "PGHOST": address.host,
            "PGPORT": str(address.port),
            "PGUSER": address.owner,
            "PGPASSWORD": address.owner_password,
            "PGDATABASE": database,
        }
    )
    assert shutil.which("psql", path=runner.environment["PATH"]), "these tests need psql"
    yield runner
    for process in runner.running:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def connection(scratch: Scratch, database: str) -> Iterator[Connection]:
    """A connection of the test's own to the scripts' database."""
    with scratch.connect(database) as connection:
        yield connection


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for SQL files whose path has a space and a quote."""
    path = tmp_path / "it's a folder"
    path.mkdir()
    return path
