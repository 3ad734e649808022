"""Random schemas, and random changes to them: what is written, what the text tells, and what the catalog holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.chain.split import split
from harness.chain.statement import Chain, Migration, Script
from harness.live.catalog import read
from harness.live.scratch import Scratch
from harness.live.session import Connection
from harness.schema import Schema
from harness.schema.agreement import disagreements
from harness.schema.write import statements
from harness.servers import Address
from harness.walk.places import Places
from harness.walk.witness import Witness
from tests.declared.schemas import alterations, schemas


@pytest.fixture(scope="module")
def conn(address: Address) -> Iterator[Connection]:
    """An empty database: each example is rolled back."""
    with Scratch(address) as scratch, scratch.connect(scratch.create("random")) as conn:
        yield conn


@pytest.fixture(scope="module")
def nothing(conn: Connection) -> Schema:
    """What every database holds."""
    return read(conn)


def _chain(parts: Sequence[Sequence[str]]) -> Chain:
    """Return a chain with one version for each list of statements."""
    here = Path()
    migrations = []
    for number, script in enumerate(parts, start=1):
        path = f"V{number}.up.sql"
        text = "".join(f"{statement};\n" for statement in script)
        migrations.append(Migration(str(number), Script(here / path, path, text, split(text, path).statements)))
    return Chain(here, ".", "single", ledger=False, migrations=tuple(migrations))


def _witnessed(conn: Connection, nothing: Schema, parts: Sequence[Sequence[str]]) -> Witness:
    """Apply lists of statements one after the other; after each, the text and the catalog must agree."""
    chain = _chain(parts)
    major = conn.info.server_version // 10000
    witness = Witness(chain, owner=conn.info.user, major=major, given=nothing)
    assert [str(each) for each in (*witness.declared.unknowns, *witness.declared.refused)] == []
    for migration in chain.migrations:
        conn.execute(migration.up.text.encode())
        assert [str(each) for each in witness.disagreements(conn, migration.up, Places())] == []
    return witness


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_random_schema_its_text_and_the_catalog_are_equal(
    conn: Connection, nothing: Schema, data: st.DataObject
) -> None:
    schema = data.draw(schemas(owner=conn.info.user))
    with conn.transaction(force_rollback=True):
        witness = _witnessed(conn, nothing, [statements(schema)])
        read_back = witness.declared.schema
        differing = [each for each in disagreements(schema, read_back, Schema()) if each.change != "extra"]
        assert [str(each) for each in differing] == []


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_text_and_the_catalog_stay_equal_through_random_changes(
    conn: Connection, nothing: Schema, data: st.DataObject
) -> None:
    schema = data.draw(schemas(owner=conn.info.user, tables=3))
    changes = data.draw(alterations(schema, most=8))
    with conn.transaction(force_rollback=True):
        _witnessed(conn, nothing, [statements(schema), *([change] for change in changes)])
