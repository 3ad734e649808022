"""Every kind of object is written so that it is made again as it was, or named as one that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from harness.live.catalog import read
from harness.live.scratch import Scratch
from harness.live.session import Connection
from harness.schema.write import Unwritable, is_writable, statements
from harness.servers import Address
from tests.declared.test_write import again, told
from tests.live.cases import CASES, Case

# What the catalog reader tells of them is too little to make them again.
_UNWRITABLE = frozenset(
    {
        "access method",
        "constraint trigger",
        "conversion",
        "event trigger",
        "foreign server",
        "foreign-data wrapper",
        "language",
        "large object",
        "operator",
        "operator class",
        "operator family",
        "publication",
        "subscription",
        "text search configuration",
        "text search dictionary",
        "text search parser",
        "text search template",
        "transform",
        "user mapping",
    }
)


# Dropping what every database starts with is not written.
_ALONE = frozenset({"extension"})


@pytest.fixture(scope="module")
def superuser(address: Address) -> Iterator[Connection]:
    """A superuser's session in an empty database."""
    with Scratch(address) as scratch, scratch.connect(scratch.create("written"), role="superuser") as conn:
        yield conn


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_kind_of_object_is_made_again_or_named_as_unwritable(superuser: Connection, case: Case) -> None:
    major = superuser.info.server_version // 10000
    if not case.since <= major <= case.until:
        pytest.skip(f"PostgreSQL {major} has no {case.name}")
    with superuser.transaction(force_rollback=True):
        superuser.execute(case.make.encode())
        made = read(superuser)
        superuser.execute(case.change.encode())
        changed = read(superuser)
    for live in (made, changed):
        unwritable = [thing for thing in live.objects if not is_writable(thing)]
        invalid = [index for table in live.tables for index in table.indexes if not index.valid]
        assert {thing.of for thing in unwritable if not thing.definition.startswith(("base", "shell"))} <= _UNWRITABLE
        if unwritable or invalid:
            with pytest.raises(Unwritable) as refused:
                statements(live)
            assert all(str(part) in refused.value.finding.have for part in unwritable or invalid)
        elif case.name not in _ALONE:
            assert told(live, again(superuser, live)) == []
