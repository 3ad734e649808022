"""Statements that are refused without a server, in the words of the server, and statements that are not."""

from __future__ import annotations

import psycopg
import pytest

from harness.chain import read_text_chain
from harness.declared import declare
from harness.live.scratch import Scratch


def refusals(text: str) -> list[str]:
    found = declare(read_text_chain(text, "one.up.sql"))
    assert not found.unknowns
    return [each.message for each in found.refused]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("create sequence large as cycle", 'type "cycle" does not exist'),
        ("create sequence large as text", "sequence type must be smallint, integer, or bigint"),
        (
            "create table t (n text generated always as identity)",
            "identity column type must be smallint, integer, or bigint",
        ),
        ("create sequence numbers owned by orders", "invalid OWNED BY option"),
        ("alter type place rename attribute road to street", 'column "road" does not exist'),
        ("alter type place drop attribute road", 'column "road" of relation "place" does not exist'),
        ("alter type place alter attribute road type text", 'column "road" of relation "place" does not exist'),
        ("alter type place add attribute street text", 'column "street" of relation "place" already exists'),
    ],
)
def test_a_refusal_reads_as_the_servers(text: str, message: str, scratch: Scratch, database: str) -> None:
    made = "create type place as (street text);"
    assert refusals(made + text) == [message]
    with scratch.connect(database) as conn:
        conn.execute(made.encode())
        with pytest.raises(psycopg.Error) as refused:
            conn.execute(text.encode())
    assert refused.value.diag.message_primary == message


@pytest.mark.parametrize(
    "query",
    [
        "with recursive n as (select 1 as a union all select a + 1 from n where a < 3) select * from n",
        "select * from only orders, lateral (select * from notes) as s",
        "select 1 from pg_class, pg_catalog.pg_type, information_schema.tables",
        "select g from generate_series(1, 3) as g, rows from (unnest(array[1]), unnest(array[2])) as r",
        "select last_value from numbers union all select id from orders",
        "select extract(epoch from now()), trim(leading 'x' from 'xy'), substring('abc' from 2)",
        'select * from "Odd name" as o(x), (orders cross join notes)',
        "select * from current_date",
        "select orders from orders tablesample system (10)",
    ],
)
def test_a_view_over_what_is_there_is_not_refused(query: str, scratch: Scratch, database: str) -> None:
    made = """
        create table orders (id integer); create table notes (note text);
        create sequence numbers; create table "Odd name" (id integer);
    """
    assert refusals(f"{made}; create view v as {query}") == []
    with scratch.connect(database) as conn:
        conn.execute(f"{made}; create view v as {query}".encode())


def test_what_stands_in_the_way_is_named_by_its_kind() -> None:
    made = "create table orders (id integer); create view v as select id from orders;"
    assert refusals(f"{made} drop table orders;") == ["view v depends on table orders"]
    assert refusals(f"{made} create view w as select * from v; drop view v;") == ["view w depends on view v"]
