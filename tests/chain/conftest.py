"""A database that psql can be run against, and every psql of this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.live.scratch import Scratch
from harness.servers import Address
from tests.chain.psql import Psql


def _found() -> list[Path]:
    """The psql of Debian's packages, one a major; the embedded server's is added where the server is known."""
    return sorted(Path("/usr/lib/postgresql").glob("*/bin/psql"))


@pytest.fixture(scope="session")
def psql_environment(address: Address) -> Iterator[dict[str, str]]:
    """What leads psql, as the owner, to a database with tables `t` and `"T;"` of one text column."""
    with Scratch(address) as scratch:
        name = scratch.create("split")
        with scratch.connect(name) as conn:
            conn.execute('create table t (a text); create table "T;" (a text)')
        yield {key: value for key, value in os.environ.items() if not key.startswith("PG")} | {
            "PGHOST": address.host,
            "PGPORT": str(address.port),
            "PGUSER": address.owner,
            "PGPASSWORD": address.owner_password,
            "PGDATABASE": name,
            "PGCLIENTENCODING": "UTF8",
            "LC_ALL": "C",
        }


@pytest.fixture(scope="session", params=["the server's", *(str(path) for path in _found())])
def psql(request: pytest.FixtureRequest, address: Address, psql_environment: dict[str, str]) -> Psql:
    """A psql to compare with."""
    if request.param != "the server's":
        return Psql(Path(request.param), psql_environment)
    if not address.bin_dir:
        pytest.skip("the server under test brings no psql")
    return Psql(Path(address.bin_dir) / "psql", psql_environment)
