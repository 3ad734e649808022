"""`harness rows`: valid rows for a development database, in every form."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from harness.cli import main
from harness.examples import unpack
from harness.servers import Address

TEXT = """
-- file: V0001.up.sql
create type mood as enum ('good', 'bad');
create table customers (
  id int generated always as identity primary key, email varchar(255) not null unique, "first_name" text
);
create table orders (
  id int generated always as identity primary key,
  customer_id int not null references customers,
  price numeric(8, 2) not null check (price > 0),
  doubled numeric generated always as (price * 2) stored,
  felt mood,
  paid boolean not null,
  data jsonb not null
);
create table moods (felt mood primary key);
create view open_orders as select id from orders;
-- file: V0001.down.sql
drop view open_orders;
drop table moods, orders, customers;
drop type mood;
"""


@pytest.fixture(autouse=True)
def _chain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpack(TEXT, tmp_path / "chain")
    (tmp_path / "pyproject.toml").write_text('[tool.harness]\npath = "chain"\n')
    monkeypatch.chdir(tmp_path)


def rows(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["rows", *arguments])


def process(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "harness", "rows", *arguments]


def test_rows_are_for_psql_where_no_form_is_named_and_what_they_need_comes_first() -> None:
    found = rows("orders", "-n", "5")
    assert found.exit_code == 0, found.output
    assert found.stderr == "they need rows of other tables too: customers (5)\n"
    lines = found.stdout.splitlines()
    assert lines[1] == "copy public.customers (id, email, first_name) from stdin;"
    assert lines[7] == "\\."
    assert lines[8].startswith("select pg_catalog.setval(")
    assert lines[9] == "copy public.orders (customer_id, price, felt, paid, data) from stdin;"
    assert len(lines) == 16
    assert rows("chain", "orders", "-n", "5").stdout == found.stdout
    assert rows("orders", "-n", "5", "--seed", "1").stdout != found.stdout


def test_a_table_that_is_named_has_as_many_rows_and_one_that_is_not_no_more_than_a_hundred() -> None:
    assert "customers (100)" in rows("orders", "-n", "200").stderr
    both = rows("orders", "customers", "-n", "200")
    assert both.stderr == ""
    assert both.stdout.count("\n") == 2 * 202 + 2


def test_json_has_one_object_a_line_with_the_types_of_the_columns() -> None:
    found = [json.loads(line) for line in rows("orders", "-n", "30", "--format", "json").stdout.splitlines()]
    orders = [row for row in found if row["table"] == "orders"]
    assert len(orders) == 30
    assert all(isinstance(row["price"], float | int) and row["price"] > 0 for row in orders)
    assert all(isinstance(row["paid"], bool) and isinstance(row["data"], dict) for row in orders)
    assert {row["felt"] for row in orders} == {"good", "bad", None}
    assert "table" not in json.loads(rows("customers", "-n", "1", "--format", "json").stdout)


def test_csv_has_the_names_of_the_columns_in_its_first_line() -> None:
    found = list(csv.reader(StringIO(rows("customers", "-n", "3", "--format", "csv").stdout)))
    assert found[0] == ["email", "first_name"], "the server gives the number: nothing here references it"
    assert len(found) == 4


def test_csv_of_several_tables_is_refused() -> None:
    found = rows("orders", "--format", "csv")
    assert found.exit_code == 2
    assert "these are 2: customers, orders" in found.stderr
    assert "--format copy" in found.stderr


def test_sql_gives_identities_that_others_reference_and_has_500_rows_a_statement() -> None:
    found = rows("customers", "orders", "-n", "501", "--format", "sql").stdout
    assert found.count("insert into public.customers (id, email, first_name) overriding system value values\n") == 2
    assert found.count("insert into public.orders (customer_id, price, felt, paid, data) values\n") == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["customer"], "table customers"),
        (["chain"], "no table is named"),
        (["chain", "open_orders"], "nothing here is called table open_orders"),
        (["orders", "-n", "0"], "there is nothing to make"),
        (["moods", "-n", "3"], "moods_pkey (felt) allows 2 rows, not 3"),
        (["orders", "--output", "no/such/folder"], "cannot be written"),
    ],
)
def test_what_cannot_be_made_is_an_error_that_says_why(arguments: list[str], told: str) -> None:
    found = rows(*arguments)
    assert found.exit_code == 2
    assert told in found.stderr
    assert found.stdout == ""


def test_rows_can_be_written_to_a_file() -> None:
    assert rows("customers", "-n", "2", "--output", "rows.sql").stdout == ""
    assert Path("rows.sql").read_text() == rows("customers", "-n", "2").stdout


def test_a_reader_that_has_read_enough_ends_it_quietly(address: Address) -> None:
    assert address
    with subprocess.Popen(
        process("customers", "-n", "3000000"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        assert started.stdout.readline() == b"set client_encoding = 'UTF8';\n"
        started.stdout.close()
        assert started.stderr.read() == b""
        assert started.wait() == 0


def test_a_million_rows_take_no_more_memory_than_a_thousand() -> None:
    peaks = []
    for count in ("1000", "1000000"):
        with Path(os.devnull).open("wb") as nowhere:
            started = subprocess.Popen(process("orders", "-n", count), stdout=nowhere, stderr=nowhere)
            _, status, usage = os.wait4(started.pid, 0)
            started.returncode = status
        assert status == 0
        peaks.append(usage.ru_maxrss)
    assert peaks[1] < 1.15 * peaks[0]
