"""What reading a catalog promises, whatever is in it: equality, completeness, places, and no trace."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.pq import TransactionStatus

from harness.live import queries
from harness.live.catalog import _unread, digest, read
from harness.live.scratch import Scratch
from harness.live.session import CatalogError, Connection, normal_form
from harness.schema import Check, ForeignKey, Index, PrimaryKey, Unique
from tests.live.conftest import one_of_everything

_ORDERS = """
    create table shops (id integer primary key, city text, unique nulls not distinct (city) include (id));
    create table orders (
        id integer, shop integer not null, total numeric(10,2) default 0,
        constraint pk_orders primary key (id) include (total),
        constraint of_shop foreign key (shop) references shops on delete set null (shop) deferrable,
        constraint positive check (total > 0 and id > 0)
    );
    create index idx on orders (shop, lower(total::text) desc) where total > 10;
"""


def test_databases_built_the_same_way_are_equal_whatever_their_oids(scratch: Scratch) -> None:
    databases = [scratch.create("left"), scratch.create("right")]
    with (
        scratch.connect(databases[0], role="superuser") as left,
        scratch.connect(databases[1], role="superuser") as right,
    ):
        right.execute("create table passing (id serial primary key, dropped text); drop table passing")
        for conn in (left, right):
            one_of_everything(conn)
        assert (
            left.execute("select max(oid) from pg_class").fetchone()
            != right.execute("select max(oid) from pg_class").fetchone()
        )
        assert read(left).compare(read(right)) == ()
        assert digest(left) == digest(right)


def test_the_owner_reads_what_a_superuser_reads(scratch: Scratch) -> None:
    database = scratch.create("mine")
    with scratch.connect(database, role="superuser") as conn:
        one_of_everything(conn)
        schema, hashed = read(conn), digest(conn)
    with scratch.connect(database) as conn:
        assert schema.compare(read(conn)) == ()
        assert hashed == digest(conn)


def test_facts_of_constraints_and_indexes_are_taken_apart(conn: Connection) -> None:
    conn.execute(_ORDERS)
    found = {part.identity: part for table in read(conn).tables for part in (*table.constraints, *table.indexes)}
    key, shop, positive = found["orders.pk_orders"], found["orders.of_shop"], found["orders.positive"]
    assert isinstance(key, PrimaryKey)
    assert (key.columns, key.include) == (("id",), ("total",))
    assert isinstance(shop, ForeignKey)
    assert (shop.columns, str(shop.references), shop.referenced) == (("shop",), "shops", ("id",))
    assert (shop.on_delete, shop.on_update, shop.set_columns, shop.deferrable) == (
        "set null",
        "no action",
        ("shop",),
        1,
    )
    assert isinstance(positive, Check)
    assert str(positive.expression) == "((total > (0)::numeric) AND (id > 0))"
    assert set(positive.columns) == {"id", "total"}
    unique = found["shops.shops_city_id_key"]
    assert isinstance(unique, Unique)
    assert (unique.columns, unique.include, unique.nulls_not_distinct) == (("city",), ("id",), True)
    index = found["idx"]
    assert isinstance(index, Index)
    assert (index.columns, index.elements) == (("shop", None), ("shop", "lower((total)::text)"))
    assert str(index.predicate) == "(total > (10)::numeric)"


_SAME = (
    ("nothing", "", "select 1"),
    ("analyze", "create table orders (id integer)", "analyze orders"),
    ("rows", "create table orders (id serial)", "insert into orders default values"),
    ("rewritten table", "create table orders (id integer)", "alter table orders alter id type integer using id + 1"),
    (
        "column added and dropped",
        "create table orders (id integer)",
        "alter table orders add note text; alter table orders drop note",
    ),
    (
        "last column dropped and added",
        "create table orders (id integer, note text)",
        "alter table orders drop note; alter table orders add note text",
    ),
    (
        "table made again",
        "create table orders (id integer primary key, note text not null)",
        "drop table orders; create table orders (id integer primary key, note text not null)",
    ),
    (
        "explicit list of privileges that says what is the default",
        "create table orders (id integer)",
        "grant all on orders to current_user",
    ),
    (
        "granted and revoked",
        "create function f() returns integer language sql as 'select 1'",
        "grant execute on function f() to pg_monitor; revoke execute on function f() from pg_monitor",
    ),
    (
        "renamed and back",
        "create table orders (id integer not null check (id > 0))",
        "alter table orders rename to bought; alter table bought rename to orders",
    ),
    (
        "not null by another table's name",
        "create table orders (id integer not null)",
        "create table bought (id integer not null); drop table orders; alter table bought rename to orders",
    ),
    (
        "not null under a name cut to size",
        f"create table {'o' * 60} ({'i' * 60} integer not null)",
        f"drop table {'o' * 60}; create table x ({'i' * 60} integer not null); alter table x rename to {'o' * 60}",
    ),
    (
        "not null under a number",
        "create table orders (a integer not null)",
        "alter table orders rename a to b; alter table orders add a integer not null; alter table orders drop b",
    ),
    ("temporary objects", "", "create temp table t (id serial primary key); create temp view v as select 1"),
    (
        "functions and types of a session",
        "",
        (
            "create function pg_temp.f() returns integer language sql as 'select 1';"
            " create type pg_temp.t as (a integer);"
            " comment on type pg_temp.t is 'mine'; grant usage on type pg_temp.t to pg_monitor;"
            ' create collation pg_temp.c from "C"; create text search configuration pg_temp.s (copy = simple);'
            " create operator pg_temp.=== (leftarg = integer, rightarg = integer, function = int4eq)"
        ),
    ),
    (
        "statistics target as it was",
        "create table orders (id integer)",
        "alter table orders alter id set statistics -1",
    ),
    (
        "comment taken back",
        "create table orders (id integer)",
        "comment on table orders is 'x'; comment on table orders is null",
    ),
    ("index rebuilt", "create table orders (id integer primary key)", "reindex table orders"),
)


@pytest.mark.parametrize(("before", "after"), [pair[1:] for pair in _SAME], ids=[pair[0] for pair in _SAME])
def test_what_changes_nothing_is_no_difference(conn: Connection, before: str, after: str) -> None:
    with conn.transaction(force_rollback=True):
        conn.execute(before.encode())
        schema, hashed = read(conn), digest(conn)
        conn.execute(after.encode())
        assert schema.compare(read(conn)) == ()
        assert digest(conn) == hashed


def test_members_of_extensions_are_left_out(everything: Connection) -> None:
    available = {name for (name,) in everything.execute("select name from pg_available_extensions").fetchall()}
    wanted = sorted(
        available & {"citext", "hstore", "postgres_fdw", "pg_trgm", "btree_gin", "btree_gist", "ltree", "lo"}
    )
    if not wanted:
        pytest.skip("this server carries no extension but plpgsql")
    with everything.transaction(force_rollback=True):
        everything.execute("drop extension if exists plpgsql cascade")
        before = read(everything)
        for name in wanted:
            everything.execute(f"create extension {name}".encode())
        assert [str(found) for found in before.compare(read(everything))] == [
            f"extension {name} is left over" for name in wanted
        ]


@pytest.mark.parametrize("autocommit", [True, False])
def test_a_read_leaves_the_session_as_it_was(scratch: Scratch, database: str, *, autocommit: bool) -> None:
    """The settings stay, a transaction that was open stays open, and one that was not is not."""
    with scratch.connect(database, autocommit=autocommit) as conn:
        conn.execute(_HOSTILE)
        conn.execute("create table orders (id integer)")
        before = conn.execute(_ALL_SETTINGS).fetchall()
        status = conn.info.transaction_status
        read(conn)
        digest(conn)
        assert conn.info.transaction_status == status
        assert conn.execute(_ALL_SETTINGS).fetchall() == before
        conn.rollback()
        assert bool(conn.execute("select to_regclass('public.orders')::text").fetchone() == (None,)) is not autocommit


_ALL_SETTINGS = "select name, setting from pg_settings where name not in ('transaction_isolation') order by name"
_HOSTILE = """
    set search_path = public; set quote_all_identifiers = on; set standard_conforming_strings = off;
    set DateStyle = 'SQL, DMY'; set IntervalStyle = iso_8601; set TimeZone = 'Asia/Tokyo'; set bytea_output = escape;
    set extra_float_digits = -10; set xmlbinary = hex; set client_encoding = latin1; set statement_timeout = 5000;
    set enable_hashjoin = off; set row_security = off;
"""
_SENSITIVE = r"""
    create schema shop;
    create table shop.orders (
        id integer, at timestamptz default '2020-01-02 03:04:05+00', for_ interval default '1 day 2 hours',
        ratio float8 default 0.1, data bytea default '\x00ff', path text default E'a\\b',
        "Order" date default '2020-02-01'
    );
    create view shop.v as select id, path from shop.orders where at > '2020-01-02 03:04:05+00' and path <> E'\\';
    comment on table shop.orders is 'Bestellungen für Köln';
"""


def test_settings_of_the_session_do_not_show_in_the_schema(conn: Connection) -> None:
    conn.execute(_SENSITIVE.encode())
    schema, hashed = read(conn), digest(conn)
    conn.execute(_HOSTILE)
    conn.execute("set search_path = shop, pg_catalog")
    assert schema.compare(read(conn)) == ()
    assert digest(conn) == hashed
    assert "Bestellungen für Köln" in {comment.text for comment in schema.comments}


def test_a_role_that_was_set_does_not_show_in_the_schema(everything: Connection) -> None:
    schema = read(everything)
    everything.execute("set role pg_monitor")
    assert schema.compare(read(everything)) == ()
    assert everything.execute("select current_user").fetchone() == ("pg_monitor",)
    everything.execute("reset role")


def test_a_read_in_a_transaction_sees_its_changes_and_a_rollback_takes_them(conn: Connection) -> None:
    empty, hashed = read(conn), digest(conn)
    with conn.transaction(force_rollback=True):
        conn.execute("create table orders (id integer)")
        inside = read(conn)
        assert [str(found) for found in empty.compare(inside)] == ["orders is left over"]
        assert digest(conn) != hashed
        with conn.transaction(force_rollback=True):
            conn.execute("drop table orders")
            assert read(conn) == empty
            assert digest(conn) == hashed
        assert read(conn) == inside
    assert read(conn) == empty


def test_what_discard_all_takes_away_is_prepared_again(conn: Connection) -> None:
    schema, hashed = read(conn), digest(conn)
    conn.execute("discard all")
    assert (read(conn), digest(conn)) == (schema, hashed)
    conn.execute("deallocate harness_digest")
    assert digest(conn) == hashed


def test_the_first_thing_that_a_session_does_may_be_a_read(scratch: Scratch, database: str) -> None:
    with scratch.connect(database, autocommit=False) as conn:
        first = read(conn)
        assert conn.info.transaction_status == TransactionStatus.IDLE
        assert read(conn) == first


def test_a_failed_transaction_is_a_clear_error(conn: Connection) -> None:
    conn.execute("begin")
    with pytest.raises(psycopg.errors.DivisionByZero):
        conn.execute("select 1 / 0")
    with pytest.raises(CatalogError, match="the transaction has failed"):
        read(conn)


def test_a_closed_connection_is_a_clear_error(scratch: Scratch, database: str) -> None:
    conn = scratch.connect(database)
    conn.close()
    with pytest.raises(CatalogError, match="connection is closed"):
        digest(conn)


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The harness as it would be if nobody had thought of publications."""
    queries.readers.cache_clear()
    monkeypatch.setattr(queries, "OBJECTS", tuple(kind for kind in queries.OBJECTS if kind != "publications"))
    yield
    queries.readers.cache_clear()


@pytest.mark.usefixtures("blind")
def test_an_object_without_a_reader_is_an_error_that_names_it(conn: Connection) -> None:
    read(conn)
    conn.execute("create publication news; create publication more")
    with pytest.raises(CatalogError, match=r"cannot read: publication (news, publication more|more, publication news)"):
        read(conn)


def test_every_class_that_can_hold_a_user_object_is_watched(everything: Connection) -> None:
    """Drop what is known of each class in turn from the rows that were read: each must be missed."""
    with normal_form(everything) as form:
        found = form.ask(queries.readers(everything.info.server_version // 10000))
    existing = found.pop(queries.CHECK)
    assert _unread(found, existing) == []
    held = {row["class"] for row in existing if any(oid is not None for oid in row["oids"])}
    classes = {row["class"] for rows in found.values() for row in rows if row.get("class")}
    assert classes - {"pg_extension", "pg_namespace"} <= held
    for missing in held:
        rest = {kind: [row for row in rows if row.get("class") != missing] for kind, rows in found.items()}
        assert {name for name, _ in _unread(rest, existing)} == {missing}


def test_places_come_from_the_transaction_that_wrote_each_part(conn: Connection) -> None:
    lines: dict[int, tuple[str, int]] = {}
    statements = (
        "create table orders (id integer, total integer)",
        "create index idx on orders (id)",
        "alter table orders add constraint positive check (total > 0)",
        "alter table orders alter total set default 1",
        "create type mood as enum ('a')",
        "comment on table orders is 'x'",
        "create view v as select id from orders",
        "create sequence s",
        "create function f() returns integer language sql as 'select 1'",
        "create schema shop",
    )
    for line, statement in enumerate(statements, 1):
        with conn.transaction():
            row = conn.execute("select pg_current_xact_id()::text::bigint % 4294967296").fetchone()
            assert row is not None
            lines[row[0]] = ("V1.sql", line)
            conn.execute(statement.encode())
    schema = read(conn, places=lines.get)
    placed = {str(part): part.line for part in schema.parts() if part.path == "V1.sql"}
    assert placed == {
        "orders": 1,
        "orders.id": 1,
        "orders.total": 4,
        "index idx": 2,
        "orders.positive": 3,
        "type mood": 5,
        "comment on table orders": 6,
        "view v": 7,
        "v.id": 7,
        "sequence s": 8,
        "function f()": 9,
        "schema shop": 10,
    }
    assert schema == read(conn)
