"""One database that holds one of everything, and connections that close themselves."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from harness.live.scratch import Scratch
from harness.live.session import Connection
from harness.servers import Address
from tests.live.cases import CASES


@pytest.fixture
def conn(scratch: Scratch, database: str) -> Iterator[Connection]:
    """A session of the database's owner, who is no superuser, in autocommit mode."""
    with scratch.connect(database) as conn:
        yield conn


# Others need plpgsql; a database with a subscription cannot be dropped.
_ALONE = frozenset({"extension", "subscription"})


def one_of_everything(conn: Connection) -> None:
    """Run the first step of every story, each in a schema of its own; pass over what this server does not have.

    Objects without a schema can stand only once: the second story that makes one passes.
    """
    major = conn.info.server_version // 10000
    for number, case in enumerate(CASES):
        if not case.since <= major <= case.until or case.name in _ALONE:
            continue
        try:
            with conn.transaction():
                conn.execute(f"create schema s{number}; set local search_path = s{number}".encode())
                conn.execute(case.make.replace("public.item", f"s{number}.item").encode())
        except (psycopg.errors.DuplicateObject, psycopg.errors.DuplicateSchema):
            continue
    conn.execute("reset search_path")


@pytest.fixture(scope="module")
def everything(address: Address) -> Iterator[Connection]:
    """A superuser's session in a database that holds one of everything; nothing that is done there may stay."""
    with Scratch(address) as scratch, scratch.connect(scratch.create("everything"), role="superuser") as conn:
        one_of_everything(conn)
        yield conn
