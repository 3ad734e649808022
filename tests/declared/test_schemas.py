"""Random schemas and changes to them are what PostgreSQL accepts, and a written schema is read as it was meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.live.catalog import read
from harness.live.restate import restated
from harness.live.scratch import Scratch
from harness.live.session import Connection
from harness.schema import Schema
from harness.schema.agreement import disagreements
from harness.schema.write import statements
from harness.servers import Address
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


def _apply(conn: Connection, script: list[str]) -> None:
    conn.execute(";\n".join(script).encode())


def _again(conn: Connection, schema: Schema) -> Schema:
    with conn.transaction(force_rollback=True):
        _apply(conn, list(statements(schema)))
        return read(conn)


def _seeded(schema: Schema, nothing: Schema) -> Schema:
    return replace(
        schema,
        extensions=nothing.extensions,
        grants=nothing.grants,
        comments=(*nothing.comments, *schema.comments),
        objects=(*nothing.objects, *schema.objects),
    )


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_a_random_schema_is_read_as_it_was_written(conn: Connection, nothing: Schema, data: st.DataObject) -> None:
    schema = _seeded(data.draw(schemas(owner=conn.info.user)), nothing)
    with conn.transaction(force_rollback=True):
        _apply(conn, list(statements(schema)))
        live = read(conn)
        assert [str(item) for item in disagreements(schema, live, Schema())] == []
        said, refused = restated(conn, schema, (*schema.tables, *schema.domains), search_path=("public",))
        assert [str(refusal) for refusal in refused] == []
        assert [str(item) for item in disagreements(schema, live, said)] == []
    # What the server prints is not always what it prints once more: `in ('a', 'b')` of varchar settles the second time.
    second = _again(conn, live)
    assert list(disagreements(live, second, Schema())) == []
    assert [str(item) for item in second.compare(_again(conn, second))] == []


@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_random_changes_are_valid_one_after_the_other(conn: Connection, data: st.DataObject) -> None:
    schema = data.draw(schemas(owner=conn.info.user))
    changes = data.draw(alterations(schema))
    with conn.transaction(force_rollback=True):
        _apply(conn, list(statements(schema)))
        _apply(conn, changes)
