"""This repository's own schema: every statement is understood, and text and catalog agree after each one of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from harness.chain import read_chain
from harness.chain.statement import Chain, Migration
from harness.declared import declare
from harness.live.catalog import read
from harness.live.scratch import Scratch
from harness.servers import Address, ServerOptions, start
from harness.walk.places import Places
from harness.walk.witness import Witness

SQL = Path(__file__).parents[2] / "sql"
OTHER_MAJORS = (15, 16, 17)


@pytest.fixture(scope="module", params=[None, *OTHER_MAJORS], ids=lambda major: f"PostgreSQL {major or 'under test'}")
def server(request: pytest.FixtureRequest, address: Address) -> Iterator[Address]:
    """The tests' own server, and each other major that the machine has."""
    major = request.param
    if major is None:
        yield address
        return
    folder = os.environ.get(f"HARNESS_PG{major}", f"/usr/lib/postgresql/{major}/bin")
    if not (Path(folder) / "initdb").exists() and not (Path(folder) / "bin" / "initdb").exists():
        pytest.skip(f"PostgreSQL {major} is not installed at {folder}; HARNESS_PG{major} names another place")
    with start(f"binaries:{folder}", ServerOptions(any_version=True)) as found:
        yield found.address


def _one_by_one(chain: Chain) -> Chain:
    """Return the chain whose every statement is a version."""
    (migration,) = chain.migrations
    versions = [
        Migration(str(number), replace(migration.up, path=f"{number}.up.sql", statements=(statement,)))
        for number, statement in enumerate(migration.up.statements, start=1)
    ]
    return replace(chain, migrations=tuple(versions))


def test_every_statement_is_understood() -> None:
    declared = declare(read_chain(SQL))
    assert [str(each) for each in (*declared.unknowns, *declared.refused)] == []
    assert declared.understood == declared.statements > len(declared.schema.tables)


def test_after_each_statement_the_text_and_the_catalog_agree(server: Address) -> None:
    chain = _one_by_one(read_chain(SQL))
    with Scratch(server) as scratch, scratch.connect(scratch.create("sql")) as conn:
        witness = Witness(chain, owner=server.owner, major=server.major, given=read(conn))
        for migration in chain.migrations:
            (statement,) = migration.up.statements
            conn.execute(statement.text.encode())
            found = [str(each) for each in witness.disagreements(conn, migration.up, Places())]
            assert (str(statement), found) == (str(statement), [])
