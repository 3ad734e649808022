"""Generated rows: a server takes whatever is drawn, and overrides are kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from harness.live import catalog
from harness.live.evaluate import evaluating
from harness.live.scratch import Scratch
from harness.live.session import Connection
from harness.rows.strategies import Known, dataset_from_schema, know, rows_from_table
from harness.servers import Address

SQL = Path(__file__).parents[2] / "sql" / "V0001.up.sql"
TABLES = (
    "users",
    "email_templates",
    "campaigns",
    "contacts",
    "exclusion_list_entries",
    "call_attempts",
    "survey_responses",
    "events",
    "email_notifications",
    "provider_configs",
    "transcript_snippets",
)
_SHAPES = """
create schema shop;
create domain shop.sku as text not null check (value ~ '^[A-Z]{2}-[0-9]{3}$');
create type shop.state as enum ('draft', 'sent');
create table shop.products (sku shop.sku primary key, price numeric(8, 2) not null check (price > 0), tags text[],
  size int4range check (not isempty(size)), doc jsonb not null default '{}' check (jsonb_typeof(doc) = 'object'));
create table shop.orders (id bigint generated always as identity primary key, parent_id bigint references shop.orders,
  state shop.state not null, sent_on date, check ((state = 'sent') = (sent_on is not null)));
create table shop.lines (order_id bigint not null references shop.orders, sku shop.sku references shop.products,
  amount smallint not null check (amount between 1 and 99), cost money, primary key (order_id, sku));
"""

quick = settings(
    max_examples=12,
    database=None,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def conn(address: Address) -> Iterator[Connection]:
    with Scratch(address) as scratch, closing(scratch.connect(scratch.create())) as conn:
        conn.execute(SQL.read_bytes())
        conn.execute(_SHAPES.encode())
        yield conn


@pytest.fixture(scope="module")
def known(conn: Connection) -> Known:
    with evaluating(conn) as ask:
        return know(catalog.read(conn), ask)


@pytest.mark.parametrize("table", TABLES)
def test_a_server_takes_every_dataset_of_the_data_model(table: str, known: Known, conn: Connection) -> None:
    @quick
    @given(dataset_from_schema(known, sizes={table: 3}))
    def taken(dataset: object) -> None:
        with conn.transaction(force_rollback=True):
            dataset.insert(conn)  # type: ignore[attr-defined]

    taken()


def test_a_server_takes_datasets_of_other_shapes(known: Known, conn: Connection) -> None:
    @quick
    @given(dataset_from_schema(known, sizes={"shop.products": 3}))
    def taken(dataset: object) -> None:
        with conn.transaction(force_rollback=True):
            dataset.insert(conn)  # type: ignore[attr-defined]

    taken()


def test_rows_shrink_to_the_plainest_that_shows_it(known: Known) -> None:
    row = find(
        rows_from_table("contacts", schema=known),
        lambda row: row["do_not_call"] == "true",
        settings=settings(database=None),
    )
    assert row["do_not_call"] == "true"
    assert (row["external_contact_id"], row["email"], row["last_outcome"]) == (None, None, None)


def test_columns_can_be_set_drawn_and_made(known: Known) -> None:
    strategy = rows_from_table(
        "contacts",
        schema=known,
        state="completed",
        phone_number=st.sampled_from(["+390612345678", "+15550100"]),
        email=lambda row: f"{row['state']}@example.com",
    )

    @quick
    @given(strategy)
    def kept(row: dict[str, str]) -> None:
        assert row["state"] == "completed"
        assert row["phone_number"] in {"+390612345678", "+15550100"}
        assert row["email"] == "completed@example.com"

    kept()


def test_foreign_keys_reference_the_parents_that_are_given(known: Known) -> None:
    attempt = {"id": "a0000000-0000-4000-8000-000000000001", "contact_id": "b0000000-0000-4000-8000-000000000001"}

    @quick
    @given(rows_from_table("transcript_snippets", schema=known, parents={"call_attempts": [attempt]}))
    def referenced(row: dict[str, str]) -> None:
        assert row["call_attempt_id"] == attempt["id"]

    referenced()


def test_a_table_or_a_column_that_is_not_there_is_named_with_those_that_are(known: Known) -> None:
    with pytest.raises(KeyError, match=r"contact.*there are.*contacts"):
        rows_from_table("contact", schema=known)
    with pytest.raises(KeyError, match=r"fone.*phone_number"):
        rows_from_table("contacts", schema=known, fone="1")
