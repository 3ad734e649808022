"""Schemas of every feature: the server says to every witness what was declared, and nothing is left undecided."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from harness.live.catalog import read
from harness.live.scratch import Scratch
from harness.live.session import Connection
from harness.observed.evidence import Evidence, Observed, Tried
from harness.observed.observe import observe
from harness.schema import Column, ForeignKey, NotNull, Schema, Table
from harness.servers import Address

FILES = sorted(Path(__file__).with_name("schemas").glob("*.sql"))
_EXCEPTION = re.compile(r"-- undecided: (?P<object>[^:]+): (?P<reason>.+)")


@dataclass(frozen=True)
class Shown:
    """A file's schema, and what the server said to it."""

    schema: Schema
    observed: Observed

    def evidence(self, about: str) -> list[Evidence]:
        return [each for each in self.observed.evidence() if each.about == about]

    @property
    def tables(self) -> Iterator[Table]:
        """Tables whose rows are their own: what a partition asks, its parent is asked."""
        return (table for table in self.schema.tables if not table.partition_bound)


def _lacking(conn: Connection) -> str | None:
    """Return what Debian's PostgreSQL is built with and the server is not; None where it has all."""
    for feature, question in (("ICU", "select from pg_collation where collprovider = 'i'"), ("xml", None)):
        try:
            if not conn.execute((question or "select '<a/>'::xml").encode()).rowcount:
                return f"the server is built without {feature}"
        except psycopg.errors.FeatureNotSupported:
            return f"the server is built without {feature}"
    return None


@pytest.fixture(scope="module", params=FILES, ids=[path.stem for path in FILES])
def path(request: pytest.FixtureRequest) -> Path:
    """A file of tables."""
    found: Path = request.param
    return found


@pytest.fixture(scope="module")
def shown(path: Path, address: Address) -> Iterator[Shown]:
    """What a server says to the witnesses of a file, asked once for all tests of the file."""
    with Scratch(address) as scratch, scratch.connect(scratch.create(path.stem)) as conn:
        lacking = _lacking(conn) if path.stem.endswith("-debian") else None
        if lacking:
            pytest.skip(lacking)
        conn.execute(path.read_bytes())
        schema = read(conn)
        yield Shown(schema, observe(conn, schema))


def test_the_server_says_what_was_declared(shown: Shown) -> None:
    broken = [each for each in shown.observed.tried if each.decided and not each.holds]
    assert not broken, "\n\n".join(map(_told, broken))


def test_nothing_is_undecided_but_what_the_file_names(path: Path, shown: Shown) -> None:
    lines = path.read_text("utf-8").splitlines()
    wanted = {found["object"] for line in lines if (found := _EXCEPTION.fullmatch(line))}
    undecided = {each.about: each.undecided for each in shown.observed.evidence() if each.undecided}
    assert shown.observed.unmade == {}
    assert {about: told for about, told in undecided.items() if about not in wanted} == {}
    assert wanted - undecided.keys() == set()


def test_every_constraint_rejects_under_its_own_name_or_is_proven_not_to(shown: Shown) -> None:
    parts = [part for table in shown.tables for part in _rejecting(table)]
    missing = [about for about, named in parts if not _rejects(shown.evidence(about), named)]
    missing += [
        f"{domain} {name}"
        for domain in shown.schema.domains
        for name in (*(name for name, *_ in domain.checks), *([None] if domain.not_null else []))
        if _used(shown.schema, str(domain)) and not _rejects(shown.evidence(str(domain)), name)
    ]
    assert missing == []


def test_every_key_default_and_generated_column_accepts(shown: Shown) -> None:
    missing = [
        f"{column.identity}: {kind}"
        for table in shown.tables
        for column in table.columns
        for kind, asked in _asked_of(column)
        if not any(each.kind == kind and asked(each) for each in shown.evidence(column.identity))
    ]
    assert missing == []


def test_every_label_of_an_enum_type_is_accepted_and_what_is_none_rejected(shown: Shown) -> None:
    for enum in shown.schema.enums:
        (found,) = (each for each in shown.evidence(str(enum)) if each.kind == "enum")
        assert found.accepted >= len(enum.labels)
        assert found.rejected >= 1


def test_every_action_of_a_foreign_key_is_carried_out(shown: Shown) -> None:
    counts = {
        (str(key), event): sum(
            each.holds and each.witness.told.startswith(words)
            for found in shown.evidence(str(key))
            for each in found.tried
        )
        for table in shown.tables
        for key in table.foreign_keys
        if not _generated(table, key)
        for event, words in (("delete", "parent deleted"), ("update", "parent's key changed"))
    }
    assert [each for each, count in counts.items() if not count and not _fixed(shown, *each)] == []


def _told(each: Tried) -> str:
    witness = each.witness
    wanted = f"{witness.sqlstates or 'accepted'} {witness.constraint or witness.column or ''}"
    return (
        f"{witness.about} ({witness.rule}): {witness.told}: {each.verdict} {each.verdict.message}, not {wanted}\n"
        f"{each.script()}"
    )


def _rejecting(table: Table) -> Iterator[tuple[str, str | None]]:
    """Yield what a table has that rejects rows, and the name that the server gives it."""
    for column in table.columns:
        if column.not_null and not column.generated:
            yield column.identity, None
    for constraint in table.constraints:
        if constraint.enforced and not isinstance(constraint, NotNull):
            yield str(constraint), constraint.name
    for index in table.indexes:
        if index.unique and not index.constraint:
            yield str(index), index.name.name


def _rejects(found: Iterable[Evidence], name: str | None) -> bool:
    return any(
        each.proofs
        or any(
            tried.holds and tried.witness.sqlstates and (name is None or tried.verdict.constraint == name)
            for tried in each.tried
        )
        for each in found
    )


def _used(schema: Schema, domain: str) -> bool:
    name = domain.removeprefix("domain ")
    return any(column.type == name for table in schema.tables for column in table.columns)


def _asked_of(column: Column) -> Iterator[tuple[str, Callable[[Evidence], bool]]]:
    """Yield the kinds of evidence that a column must have, and what makes it enough."""
    if column.generated:
        yield "generated", lambda found: bool(found.accepted and found.rejected)
    elif column.identity_kind:
        yield "identity", lambda found: bool(found.accepted)
    if column.identity_kind == "always":
        yield "identity", lambda found: bool(found.rejected)
    if column.default is not None and not column.generated:
        yield "default", lambda found: bool(found.accepted)


def _generated(table: Table, key: ForeignKey) -> bool:
    return any(column.generated and column.name in key.columns for column in table.columns)


def _fixed(shown: Shown, about: str, event: str) -> bool:
    """Say whether it is proven that a parent's key takes no other value."""
    return event == "update" and any("takes no other value" in told for e in shown.evidence(about) for told in e.proofs)


FEATURES = """
not null; primary key; unique (; unique nulls not distinct; include (; deferrable; deferrable initially deferred
deferrable initially immediate; create unique index; where active; lower(email); check (; between; not in (; = any (
<> all (; like; similar to; case when; coalesce(; is distinct from; jsonb_typeof; no inherit; create domain; match full
on delete restrict; on delete cascade; on delete set null; on delete set default; on delete no action
on update restrict; on update cascade; on update set null; on update set default; on update no action
on delete set null (; exclude using gist; exclude using hash; create type; as enum; generated always as identity
generated by default as identity; serial; smallserial; bigserial; stored; before update of; when (old.*; raise exception
partition by range; partition by list; partition by hash; default;; minvalue; maxvalue; inherits (; unlogged; ((true))
create schema; create collation; xml; create extension citext; create extension btree_gist; money; interval; timetz
macaddr8; varbit; tsvector; tsquery; pg_lsn; jsonpath; int4multirange; polygon; positive[]; email[]; as range
"""


def test_the_files_have_every_feature() -> None:
    written = "\n".join(path.read_text("utf-8") for path in FILES)
    features = [each.strip() for line in FEATURES.split("\n") for each in line.split("; ")]
    assert [each for each in features if each not in written] == []
    assert len(FILES) >= 12
