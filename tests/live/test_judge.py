"""Verdicts: who rejects a row, by which name, and that no trial leaves anything behind."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest

from harness.live.contents import contents
from harness.live.judge import Trial, Verdict, verdicts
from harness.live.session import Connection
from harness.schema import Name

_MAKE = """
    create type mood as enum ('sad', 'happy');
    create domain short as varchar(3) constraint short_lower check (value = lower(value));
    create table shops (id integer constraint pk_shops primary key, note varchar(5));
    create table orders (
      id integer generated always as identity constraint pk_orders primary key,
      shop_id integer not null constraint fk_orders_shop references shops,
      total numeric(4, 2) constraint ck_orders_total check (total > 0),
      mood mood,
      code short,
      during int4range,
      constraint uq_orders_code unique (code) deferrable initially deferred,
      constraint ex_orders_during exclude using gist (during with &&)
    );
    insert into shops values (1);
"""
_ORDERS = Name("public", "orders")


@pytest.fixture
def shop(conn: Connection) -> Connection:
    conn.execute(_MAKE)
    return conn


def insert(columns: str, values: str, given: tuple[str, ...] = ()) -> Trial:
    return Trial(f"insert into orders ({columns}) values ({values})", given)


@pytest.mark.parametrize(
    ("trial", "expected"),
    [
        (insert("shop_id", "1"), Verdict()),
        (insert("total", "1"), Verdict("23502", None, "shop_id", _ORDERS)),
        (insert("shop_id", "2"), Verdict("23503", "fk_orders_shop", None, _ORDERS)),
        (insert("shop_id, total", "1, 0"), Verdict("23514", "ck_orders_total", None, _ORDERS)),
        (insert("shop_id, total", "1, 100"), Verdict("22003")),
        (insert("shop_id, mood", "1, 'Sad'"), Verdict("22P02")),
        (insert("shop_id, code", "1, 'ABC'"), Verdict("23514", "short_lower", datatype="short")),
        (insert("shop_id, code", "1, 'abcd'"), Verdict("22001")),
        (insert("id, shop_id", "7, 1"), Verdict("428C9")),
        (
            insert("shop_id, code", "1, 'a'", ("insert into orders (shop_id, code) values (1, 'a')",)),
            Verdict("23505", "uq_orders_code", None, _ORDERS),
        ),
        (
            insert("shop_id, during", "1, '[2, 4)'", ("insert into orders (shop_id, during) values (1, '[1, 3)')",)),
            Verdict("23P01", "ex_orders_during", None, _ORDERS),
        ),
        (
            Trial("delete from shops", ("insert into orders (shop_id) values (1)",)),
            Verdict("23503", "fk_orders_shop", None, _ORDERS),
        ),
        (
            Trial("delete from shops", ("insert into orders (shop_id) values (9)",)),
            Verdict("23503", "fk_orders_shop", None, _ORDERS, given=True),
        ),
        (Trial("do $$ begin assert false; end $$"), Verdict("P0004")),
        (Trial("do $$ begin raise exception 'no' using errcode = 'ZZ123'; end $$"), Verdict("ZZ123")),
        (Trial("insert into"), Verdict("42601")),
    ],
    ids=str,
)
def test_the_server_names_what_rejects_a_row(shop: Connection, trial: Trial, expected: Verdict) -> None:
    (found,) = verdicts(shop, [trial])
    assert replace(found, message="") == expected
    assert bool(found.message) != found.accepted


def test_each_trial_meets_the_database_as_it_was(shop: Connection) -> None:
    before = contents(shop)
    trial = insert("shop_id, code", "1, 'a'")
    assert verdicts(shop, [trial] * 2_500) == [Verdict()] * 2_500
    assert contents(shop) == before
    assert shop.execute("select to_regproc('pg_temp.harness_judge')").fetchone() == (None,)


def test_a_transaction_that_is_open_stays_as_it_was(shop: Connection) -> None:
    with shop.transaction(force_rollback=True):
        shop.execute("insert into shops values (2)")
        assert [str(each) for each in verdicts(shop, [insert("shop_id", "2"), insert("shop_id", "3")])] == [
            "accepted",
            "23503 fk_orders_shop",
        ]
        assert shop.execute("select count(*) from shops").fetchone() == (2,)


def test_a_statement_timeout_is_no_verdict(shop: Connection) -> None:
    shop.execute("set statement_timeout = 50")
    with pytest.raises(psycopg.errors.QueryCanceled):
        verdicts(shop, [Trial("select pg_sleep(5)")])
