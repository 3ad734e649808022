"""Every form of DDL: what its SQL declares is what the catalog of a real server then holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from harness.chain import split
from harness.chain.statement import Chain, Migration, Script
from harness.live.apply import Applier, Connection
from harness.live.catalog import read
from harness.live.scratch import Scratch
from harness.servers import Address
from harness.servers.address import Role
from harness.walk.places import Places
from harness.walk.witness import Witness
from tests.declared.forms import FORMS as FORMS_FOLDER
from tests.declared.forms import Form, make_roles, read_forms

FORMS = read_forms()

# What must not, or cannot, be rolled back: such a form gets a database of its own.
_ALONE = re.compile(
    r"^\s*(begin|start|commit|end|rollback|abort|savepoint|release|vacuum|prepare|discard)\b"
    r"|\b(concurrently|commit;|add\s+value)\b",
    re.IGNORECASE | re.MULTILINE,
)


class Workshop:
    """One database for the forms that are rolled back, and a fresh one for each that cannot be."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self._shared = scratch.create("forms")
        self._open: dict[bool, Connection] = {}
        with scratch.connect(scratch.address.maintenance, role="superuser") as admin:
            make_roles(admin, FORMS, scratch.address.owner)

    @contextmanager
    def database_for(self, form: Form) -> Iterator[Connection]:
        """Give an empty database for the length of the block, within a transaction where that will do."""
        if not _ALONE.search(form.text):
            with self._session(form).transaction(force_rollback=True):
                yield self._session(form)
            return
        name = self._scratch.create("form")
        try:
            with self._scratch.connect(name, role=_role(form)) as conn:
                yield conn
        finally:
            self._scratch.drop(name)

    def close(self) -> None:
        for conn in self._open.values():
            conn.close()

    def _session(self, form: Form) -> Connection:
        if form.superuser not in self._open:
            self._open[form.superuser] = self._scratch.connect(self._shared, role=_role(form))
        return self._open[form.superuser]


@pytest.fixture(scope="module")
def workshop(address: Address) -> Iterator[Workshop]:
    """The databases that forms are applied to."""
    with Scratch(address) as scratch:
        made = Workshop(scratch)
        yield made
        made.close()


def _role(form: Form) -> Role:
    return "superuser" if form.superuser else "owner"


def _chain(form: Form) -> Chain:
    """Return the form as a chain of one version; no file of its own is needed."""
    path = f"{form.page}.sql"
    statements = split(form.text, path, first_line=form.first_line).statements
    up = Script(FORMS_FOLDER / path, path, form.text, statements)
    return Chain(FORMS_FOLDER, ".", "single", ledger=False, migrations=(Migration(form.page, up),))


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_what_a_form_declares_is_what_the_catalog_holds(form: Form, workshop: Workshop) -> None:
    with workshop.database_for(form) as conn:
        major = conn.info.server_version // 10000
        if not form.on(major):
            pytest.skip(f"PostgreSQL {major} has no {form.title}")
        chain, given = _chain(form), read(conn)
        (migration,) = chain.migrations
        applied = Applier(conn, timeout=30).within(migration.up.statements)
        said = f"{form.page}.sql:{applied.failure.line}: {applied.failure}" if applied.failure else ""
        assert said == ""
        witness = Witness(chain, owner=conn.info.user, major=major, given=given)
        declared = witness.declared
        assert [str(each) for each in declared.refused] == []
        if form.unknown:
            assert declared.unknowns
            return
        assert [str(each) for each in declared.unknowns] == []
        assert [str(each) for each in witness.disagreements(conn, migration.up, Places())] == []
