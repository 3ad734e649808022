"""A session of a database's owner, as whoever applies migrations has it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from harness.live.scratch import Scratch
from harness.live.session import Connection


@pytest.fixture
def conn(scratch: Scratch, database: str) -> Iterator[Connection]:
    """A session in autocommit mode, in a fresh database."""
    with scratch.connect(database) as conn:
        yield conn
