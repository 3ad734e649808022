"""Rows by number: a server takes them all, and each is what seed, table and number make it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

import psycopg
import pytest

from harness.live import catalog
from harness.live.evaluate import evaluating
from harness.live.psql import find_psql
from harness.live.scratch import Connection, Scratch
from harness.live.standing import standing
from harness.rows.model import models
from harness.rows.stream.forms import Format, texts
from harness.rows.stream.pattern import counters
from harness.rows.stream.picks import Deal, Free
from harness.rows.stream.plan import Plan, plan
from harness.rows.worlds import Unmade
from harness.schema import Name, quoted
from harness.servers import Address, environment

ROOT = Path(__file__).parents[2]
DATA_MODEL = ROOT / "sql" / "V0001.up.sql"
STREAMS = Path(__file__).parent / "streams.sql"
SCHEMAS = Path(__file__).parent / "schemas"
COUNT = 300


@dataclass
class Database:
    """A database in which a schema stands, and clones of it that rows are put into."""

    scratch: Scratch
    name: str

    def plan(self, *tables: str, count: int = COUNT, seed: str = "0") -> Plan:
        with closing(self.scratch.connect(self.name)) as conn:
            schema = catalog.read(conn)
            with evaluating(conn) as ask:
                found, facts = models(schema, ask)
                there = standing(conn, [model.table for model in found.values()])
                named = {Name("public", table): count for table in tables}
                return plan(found, facts, ask, named, seed, there)

    def psql(self, text: str) -> Mapping[str, int]:
        """Have psql put rows into a clone; return how many there are of each table."""
        clone = self.scratch.clone(self.name)
        address: Address = self.scratch.address
        done = subprocess.run(
            [find_psql(address), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-"],
            input=text.encode(),
            env=environment(address, clone),
            capture_output=True,
            check=False,
        )
        assert not done.returncode, done.stderr.decode()
        with closing(self.scratch.connect(clone)) as conn:
            return counted(conn)

    def connect(self) -> Connection:
        return self.scratch.connect(self.scratch.clone(self.name))


def dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - nothing here is secret


def counted(conn: Connection) -> Mapping[str, int]:
    tables = conn.execute(
        "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
    ).fetchall()
    return {name: conn.execute(f"select count(*) from {quoted(name)}".encode()).fetchall()[0][0] for (name,) in tables}


def made(found: Plan, form: Format) -> str:
    return "".join(texts(found, form))


def _database(address: Address, schema: Path) -> Iterator[Database]:
    with Scratch(address) as scratch:
        name = scratch.create("streams")
        with closing(scratch.connect(name)) as conn:
            conn.execute(schema.read_bytes())
        yield Database(scratch, name)


@pytest.fixture(scope="module")
def data_model(address: Address) -> Iterator[Database]:
    yield from _database(address, DATA_MODEL)


@pytest.fixture(scope="module")
def streams(address: Address) -> Iterator[Database]:
    yield from _database(address, STREAMS)


@pytest.fixture(scope="module")
def every_table(data_model: Database) -> Plan:
    return data_model.plan(*re.findall(r"create table if not exists (\w+)", DATA_MODEL.read_text()))


@pytest.mark.parametrize("form", ["copy", "sql"])
def test_psql_puts_rows_of_every_table_of_the_data_model_in(
    data_model: Database, every_table: Plan, form: Format
) -> None:
    found = data_model.psql(made(every_table, form))
    assert set(found.values()) == {COUNT}
    assert len(found) == len(every_table.tables) == 11


def test_csv_of_every_table_of_the_data_model_is_taken_by_copy(data_model: Database, every_table: Plan) -> None:
    with closing(data_model.connect()) as conn:
        for rows in every_table.tables:
            text = made(Plan((rows,)), "csv")
            listed = ", ".join(map(quoted, rows.written))
            with conn.cursor().copy(f"copy {rows.name} ({listed}) from stdin (format csv, header)".encode()) as copy:
                copy.write(text)
        assert set(counted(conn).values()) == {COUNT}


def test_json_of_every_table_of_the_data_model_has_the_same_rows_as_copy(
    data_model: Database, every_table: Plan
) -> None:
    with closing(data_model.connect()) as conn:
        for line in made(every_table, "json").splitlines():
            row = json.loads(line)
            table = row.pop("table")
            conn.execute(
                f"insert into {table} select * from json_populate_record(null::{table}, %s)".encode(), [json.dumps(row)]
            )
        assert set(counted(conn).values()) == {COUNT}


GROUPS = [
    ["tenants"],
    ["users"],
    ["projects"],
    ["members"],
    ["members", "users", "projects", "tenants"],
    ["follows"],
    ["plates"],
    ["eggs", "hens"],
    ["owners"],
    ["bookings"],
    ["days"],
    ["slots"],
    ["profiles"],
    ["parts"],
    ["uses"],
    ["lookups", "uses"],
    ["links"],
    ["addresses"],
    ["soft"],
    ["accounts"],
]


@pytest.mark.parametrize("tables", GROUPS, ids=" ".join)
def test_rows_that_must_agree_with_one_another_do(streams: Database, tables: Sequence[str]) -> None:
    for count, form in ((7, "sql"), (COUNT, "copy")):
        found = streams.psql(made(streams.plan(*tables, count=count), form))  # type: ignore[arg-type] # both are forms
        assert {found[table] for table in tables} <= {count, count + 2}, "two of the lookups stand there already"


@pytest.mark.parametrize("file", sorted(SCHEMAS.glob("*.sql")), ids=lambda file: file.stem)
def test_what_is_made_is_taken_and_what_cannot_be_made_says_so(address: Address, file: Path) -> None:
    made_of, without = 0, dict[str, str]()
    with Scratch(address) as scratch, closing(scratch.connect(scratch.create())) as conn:
        try:
            conn.execute(file.read_bytes())
        except psycopg.errors.FeatureNotSupported as error:
            pytest.skip(str(error))
        schema = catalog.read(conn)
        conn.execute("set timezone = 'UTC'; set datestyle = 'ISO, YMD'")
        with evaluating(conn) as ask:
            found, facts = models(schema, ask)
            there = standing(conn, [model.table for model in found.values()])
            for name, model in found.items():
                if model.table.partition_bound:
                    continue
                try:
                    text = made(plan(found, facts, ask, {name: 30}, "0", there), "sql")
                except Unmade as unmade:
                    without[str(name)] = str(unmade)
                    continue
                try:
                    with conn.transaction(force_rollback=True):
                        conn.execute(text.encode())
                    made_of += 1
                except psycopg.errors.RaiseException:  # a trigger's own rule, which no declaration tells
                    without[str(name)] = "a trigger"
    assert all(without.values())
    assert made_of or file.stem == "cycles", without


def test_the_server_counts_on_behind_the_numbers_that_were_given(streams: Database) -> None:
    text = made(streams.plan("profiles"), "copy")
    clone_of_users = "insert into users (tenant_id, email) select min(id), 'another@one' from tenants;\n"
    assert streams.psql(text + clone_of_users)["users"] == COUNT + 1


def test_a_finite_key_says_how_many_rows_it_allows(streams: Database) -> None:
    assert streams.psql(made(streams.plan("moods", count=12), "copy"))["moods"] == 12
    with pytest.raises(Unmade, match=r"moods_pkey \(felt, level\) allows 12 rows, not 13"):
        streams.plan("moods", count=13)


@pytest.mark.parametrize("table", ["impossible", "computed", "strange"])
def test_a_table_whose_rows_cannot_be_made_is_named(streams: Database, table: str) -> None:
    with pytest.raises(Unmade) as raised:
        streams.plan(table)
    assert raised.value.table.name == table


def test_the_same_seed_gives_the_same_rows_and_another_gives_others(data_model: Database) -> None:
    first, again, other = (made(data_model.plan("events", seed=seed), "copy") for seed in ("a", "a", "b"))
    assert first == again
    assert len(set(first.splitlines()) & set(other.splitlines())) < 20, "only what opens and closes a table"


def test_each_row_is_the_same_whenever_and_with_whatever_it_is_made(every_table: Plan) -> None:
    numbers = dice(1).sample(range(COUNT), 60)
    for rows in every_table.tables:
        for name, column in rows.columns.items():
            whole = column.values(range(COUNT))
            assert list(column.values(numbers)) == [whole[number] for number in numbers], (rows.name, name)
            assert list(column.values(range(100, 150))) == list(whole[100:150])
        assert rows.row(17) == rows.row(17)


def test_nothing_is_held_back_until_the_end(data_model: Database) -> None:
    parts = texts(data_model.plan("contacts", count=10**12), "copy")
    assert sum(map(len, islice(parts, 12))) < 10 * 2**20


def test_columns_look_like_what_they_are_called(every_table: Plan) -> None:
    contacts = every_table[Name("public", "contacts")]
    for number in range(50):
        row = contacts.row(number)
        assert row["email"] is None or re.fullmatch(r"[a-z.]+@example\.(com|org|net)", row["email"])
        assert re.fullmatch(r"\+1\d{3}55501\d\d", row["phone_number"] or "")
        assert (row["created_at"] or "") <= (row["updated_at"] or "")
    assert any(contacts.row(number)["email"] is None for number in range(50))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 7, 100, 1009])
def test_a_deal_gives_every_card_once_a_round_and_can_be_worked_out_backwards(size: int) -> None:
    deal = Deal.shuffled(size, dice(size))
    for turn in range(3):
        numbers = range(turn * size, (turn + 1) * size)
        cards = deal.cards(numbers)
        assert sorted(cards) == list(range(size))
        assert [deal.number(card, turn) for card in cards] == list(numbers)


def test_no_combination_comes_twice_before_all_have_come() -> None:
    first = Free(Deal.shuffled(6, dice(1)))
    second = Free(Deal.shuffled(4, dice(2)), 6, first.of)
    third = Free(Deal.shuffled(3, dice(3)), 24, second.of)
    apart = Free(Deal.shuffled(5, dice(4)), 6, first.of, apart=True)
    rows = range(72)
    assert len(set(zip(first.of(rows), second.of(rows), third.of(rows), strict=True))) == 72
    pairs = list(zip(first.of(range(30)), apart.of(range(30)), strict=True))
    assert len(set(pairs)) == 30
    assert all(one != other for one, other in pairs)


PATTERNS = [
    r"^\+[1-9][0-9]{1,14}$",
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    r"^[A-Z]{2}[0-9]{3}[A-Z]{2}$",
    r"^(foo|ba[rz])-\d+$",
    r"^\w{3,5}$",
    r"x",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_counter_written_into_a_pattern_gives_distinct_texts_that_match(pattern: str) -> None:
    need = 1 if pattern == "x" else 500
    (counter,) = counters(pattern, need, 30, dice(1))
    found = [counter.text(number) for number in range(need)]
    assert len(set(found)) == need
    assert all(re.search(pattern.replace("$", r"\Z"), text) for text in found)


def test_a_pattern_of_few_texts_gives_all_of_them() -> None:
    several = counters("^[a-c]{1,2}$", 500, None, dice(1))
    assert sorted(each.text(number) for each in several for number in range(each.size)) == sorted(
        [*"abc", *(one + other for one in "abc" for other in "abc")]
    )


def test_what_cannot_be_counted_is_not() -> None:
    assert counters(r"^(a)\1$", 5, None, dice(1)) == ()
    assert counters("(", 5, None, dice(1)) == ()
