"""Databases that hold the data model, and ways to run its files."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from harness.live.scratch import Scratch
from harness.servers.address import Address

SQL = Path(__file__).parents[2] / "sql"
UP, DOWN, SEED = SQL / "V0001.up.sql", SQL / "V0001.down.sql", SQL / "seed.sql"

Connection = psycopg.Connection[tuple[Any, ...]]
RunPsql = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def template(address: Address) -> Iterator[str]:
    """The name of a database with the up and the seed applied; tests read it inside a transaction or clone it."""
    with Scratch(address) as scratch:
        name = scratch.create("data_model")
        with scratch.connect(name) as connection:
            connection.execute(UP.read_bytes())
            connection.execute(SEED.read_bytes())
        yield name


@pytest.fixture
def model(template: str, scratch: Scratch) -> Iterator[Connection]:
    """A connection to the seeded model whose transaction is rolled back after the test."""
    with scratch.connect(template, autocommit=False) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def empty(database: str, scratch: Scratch) -> Iterator[Connection]:
    """A connection, in autocommit mode, to an empty database."""
    with scratch.connect(database) as connection:
        yield connection


@pytest.fixture
def run_psql(address: Address) -> RunPsql:
    """Run psql with `arguments` on `database` as people do by hand; a failing statement fails the test."""
    # A server's own psql where it brings one, else whatever psql there is.
    psql = (address.bin_dir and shutil.which("psql", path=address.bin_dir)) or shutil.which("psql")
    assert psql, "these tests need psql"

    def run(database: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "PGHOST": address.host,
            "PGPORT": str(address.port),
            "PGUSER": address.owner,
            "PGPASSWORD": address.owner_password,
            "PGDATABASE": database,
        }
        command = [psql, "-X", "-q", "-v", "ON_ERROR_STOP=1", *map(str, arguments)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done

    return run
