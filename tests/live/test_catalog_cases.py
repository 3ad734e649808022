"""Every kind of object is read, said to differ in exactly what was changed, and gone when it is dropped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from harness.live.catalog import digest, read
from harness.live.scratch import Scratch
from harness.live.session import Connection
from harness.servers import Address
from tests.live.cases import CASES, Case


@pytest.fixture(scope="module")
def conn(address: Address) -> Iterator[Connection]:
    """One database for all stories of a worker: each is rolled back."""
    with Scratch(address) as scratch, scratch.connect(scratch.create("cases"), role="superuser") as conn:
        yield conn


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_changed_property_is_the_difference_that_is_told(conn: Connection, case: Case) -> None:
    major = conn.info.server_version // 10000
    if not case.since <= major <= case.until:
        pytest.skip(f"PostgreSQL {major} has no {case.name}")
    with conn.transaction(force_rollback=True):
        start, nothing = read(conn), digest(conn)
        conn.execute(case.make.encode())
        before, made = read(conn), digest(conn)
        assert start.compare(before)
        assert made != nothing
        conn.execute(case.change.encode())
        after, changed = read(conn), digest(conn)
        assert [str(item) for item in before.compare(after)] == [text.format(me=conn.info.user) for text in case.says]
        assert changed != made
        conn.execute(case.drop.encode())
        assert read(conn).compare(start) == ()
        assert digest(conn) == nothing
