"""What a chain makes, written as SQL and applied to an empty database, is read back as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from itertools import chain
from pathlib import Path

import psycopg
import pytest
from psycopg.pq import TransactionStatus

from harness.chain.statement import Script
from harness.live.catalog import read
from harness.live.scratch import Scratch
from harness.live.session import Connection
from harness.schema import Schema
from harness.schema.write import statements
from harness.servers import Address
from harness.settings import read_settings
from harness.walk.units import fits_a_transaction, units_of
from tests.miniature import CHAINS, Miniature, chain_of

MINIATURES = [Miniature.read(path) for path in sorted(CHAINS.glob("*.sql"))]

_BLOCKS = re.compile(r"^\s*(begin|start transaction|commit|rollback)\b.*;$", re.MULTILINE | re.IGNORECASE)


@pytest.fixture(scope="module")
def empty(address: Address) -> Iterator[Connection]:
    """An empty database for all that is written here: each is rolled back."""
    with Scratch(address) as scratch, scratch.connect(scratch.create("written")) as conn:
        yield conn


def again(conn: Connection, schema: Schema) -> Schema:
    """Write a schema into an empty database, and read it back."""
    with conn.transaction(force_rollback=True):
        conn.execute("set local check_function_bodies = off")
        conn.execute(";\n".join(statements(schema)).encode())
        return read(conn)


def told(left: Schema, right: Schema) -> list[str]:
    return [str(difference) for difference in left.compare(right)]


@pytest.mark.parametrize("miniature", MINIATURES, ids=[miniature.name for miniature in MINIATURES])
def test_what_a_chain_makes_is_made_again(
    miniature: Miniature, tmp_path: Path, scratch: Scratch, empty: Connection
) -> None:
    folder = miniature.unpack(tmp_path)
    found = chain_of(folder, read_settings(folder))
    scripts = [*filter(None, [found.setup]), *(migration.up for migration in found.migrations)]
    scripts = [script for script in scripts if not script.meta_commands]
    if not any(_needs_its_own(script) for script in scripts):
        with empty.transaction(force_rollback=True):  # a fifth of what a database and a session of its own would cost
            live = _applied(empty, scripts)
    else:
        with scratch.connect(scratch.create()) as conn:
            live = _applied(conn, scripts)
    assert told(live, again(empty, live)) == []


def _needs_its_own(script: Script) -> bool:
    return not fits_a_transaction(units_of(script)) or bool(_BLOCKS.search(script.text))


def _applied(conn: Connection, scripts: list[Script]) -> Schema:
    alone = conn.info.transaction_status == TransactionStatus.IDLE
    conn.execute("set statement_timeout = '1s'")  # one of them never ends
    for statement in chain.from_iterable(script.statements for script in scripts):
        if statement.kind == "sql":
            with suppress(psycopg.Error), nullcontext() if alone else conn.transaction():  # some are there to fail
                conn.execute(statement.text.encode())
    if alone:
        conn.rollback()  # what a file left open
    return read(conn)
