"""Rows as counts and hashes: what counts is which rows are there, not their order, nor how the session prints them."""

from __future__ import annotations

import pytest

from harness.live.contents import Contents, Rows, columns, contents, rows
from harness.live.scratch import Scratch
from harness.live.session import CatalogError, Connection
from harness.schema import Name

_ORDERS, _SHOPS = Name("public", "orders"), Name("public", "shops")
_MAKE = """
    create table orders (id integer, note text, at timestamptz, ratio float8);
    create table shops (id integer);
    insert into orders
    select n, 'order ' || n, '2020-01-01 00:00+00'::timestamptz + n * interval '1 day', n / 3.0
    from generate_series(1, 10) n;
"""


@pytest.fixture
def shop(conn: Connection) -> Connection:
    conn.execute(_MAKE)
    return conn


def test_rows_are_counted_and_hashed_by_table(shop: Connection) -> None:
    found = contents(shop)
    assert {table: rows.count for table, rows in found.tables.items()} == {_ORDERS: 10, _SHOPS: 0}
    assert found.total == 10
    assert found.tables[_ORDERS].digest != 0
    assert found.tables[_SHOPS] == Rows(0, 0)


def test_the_order_of_rows_does_not_count(shop: Connection) -> None:
    before = contents(shop)
    shop.execute("create table again as select * from orders order by id desc; delete from orders")
    assert contents(shop).compare(before) == ((_ORDERS, 0, 10),)
    shop.execute("insert into orders select * from again")
    assert contents(shop).compare(before) == ()


@pytest.mark.parametrize(
    ("change", "after"),
    [
        ("update orders set note = 'x' where id = 3", 10),
        ("update orders set note = null where id = 3", 10),
        ("update orders set note = '' where id = 3", 10),
        ("delete from orders where id = 3", 9),
        ("insert into orders values (11)", 11),
        ("update orders set id = 11 - id", 10),
        ("update orders set ratio = ratio + 1e-13 where id = 3", 10),
        ("delete from orders where id = 3; insert into orders select * from orders where id = 4", 10),
    ],
)
def test_any_change_of_a_row_is_a_difference(shop: Connection, change: str, after: int) -> None:
    before = contents(shop)
    with shop.transaction(force_rollback=True):
        shop.execute(change.encode())
        assert before.compare(contents(shop)) == ((_ORDERS, 10, after),)
    assert before == contents(shop)


def test_what_a_row_adds_is_the_same_whatever_stands_beside_it(shop: Connection) -> None:
    row = "insert into orders values (99, 'more')"
    empty = contents(shop).tables[_ORDERS].digest
    shop.execute(row)
    added = contents(shop).tables[_ORDERS].digest - empty
    shop.execute("delete from orders")
    shop.execute(row)
    assert contents(shop).tables[_ORDERS].digest == added


def test_settings_of_the_session_do_not_show_in_the_hashes(shop: Connection) -> None:
    before = contents(shop)
    shop.execute("set DateStyle = 'SQL, DMY'; set TimeZone = 'Asia/Tokyo'; set extra_float_digits = -10")
    assert contents(shop) == before
    assert shop.execute("show TimeZone").fetchone() == ("Asia/Tokyo",)


def test_only_the_columns_that_are_asked_for_are_compared(shop: Connection) -> None:
    assert columns(shop) == {_ORDERS: ("id", "note", "at", "ratio"), _SHOPS: ("id",)}
    shared = {_ORDERS: ("note", "id")}
    before = contents(shop, columns=shared)
    assert list(before.tables) == [_ORDERS]
    shop.execute("alter table orders drop at; alter table orders add more text; update orders set ratio = 0")
    assert contents(shop, columns=shared) == before
    shop.execute("update orders set note = 'x' where id = 1")
    assert before.compare(contents(shop, columns=shared)) == ((_ORDERS, 10, 10),)


def test_only_the_tables_that_are_asked_for_are_counted(shop: Connection) -> None:
    assert list(contents(shop, [_SHOPS]).tables) == [_SHOPS]
    assert contents(shop, []) == contents(shop, columns={}) == Contents()


def test_a_table_that_does_not_exist_is_a_clear_error(shop: Connection) -> None:
    with pytest.raises(CatalogError, match=r'relation "public\.none" does not exist'):
        contents(shop, [Name("public", "none")])


def test_rows_belong_to_the_table_that_holds_them(conn: Connection) -> None:
    conn.execute("""
        create table parent (id integer); create table child () inherits (parent);
        insert into parent values (1); insert into child values (2), (3);
        create table whole (id integer) partition by list (id);
        create table part partition of whole default; insert into whole values (1), (2), (3), (4);
        create view v as select 1; create materialized view m as select 1; create temp table t as select 1
    """)
    counts = {table.name: rows.count for table, rows in contents(conn).tables.items()}
    assert counts == {"parent": 1, "child": 2, "part": 4}


def test_a_forced_policy_hides_no_row_from_the_count(shop: Connection) -> None:
    before = contents(shop)
    shop.execute("alter table orders enable row level security, force row level security")
    assert shop.execute("select count(*) from orders").fetchone() == (0,)
    with shop.transaction(force_rollback=True):
        assert contents(shop) == before
        assert rows(shop, _ORDERS, ("id",), limit=1) == [("1",)]
    assert shop.execute("select relforcerowsecurity from pg_class where relname = 'orders'").fetchone() == (True,)


def test_rows_that_the_owner_may_not_see_are_an_error_not_a_smaller_count(scratch: Scratch, shop: Connection) -> None:
    with scratch.connect(shop.info.dbname, role="superuser") as superuser:
        superuser.execute("create table hidden (id integer)")
    with pytest.raises(CatalogError, match="permission denied"):
        contents(shop)


def test_odd_names_are_no_trouble(conn: Connection) -> None:
    conn.execute('create schema "a.b"; create table "a.b"."c""d" ("the row" integer, "%s {}" text)')
    conn.execute('insert into "a.b"."c""d" values (1, null)')
    table = Name("a.b", 'c"d')
    assert contents(conn).tables[table].count == 1
    assert contents(conn, columns={table: ("%s {}",)}).tables[table].count == 1
    assert rows(conn, table) == [("1", None)]


def test_examples_are_texts_in_one_order(shop: Connection) -> None:
    assert rows(shop, _ORDERS, ("id", "note"), limit=2) == [("1", "order 1"), ("10", "order 10")]
    assert rows(shop, _ORDERS, limit=1) == [("1", "order 1", "2020-01-02 00:00:00+00", "0.3333333333333333")]


def test_a_read_leaves_the_transaction_as_it_was(shop: Connection) -> None:
    with shop.transaction(force_rollback=True):
        shop.execute("delete from orders")
        assert contents(shop).total == 0
        assert rows(shop, _ORDERS) == []
    assert contents(shop).total == 10
