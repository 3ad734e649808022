"""What the server makes of an author's words: printed as the live parts are, refused where they cannot be, no trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from harness.live.catalog import digest, read
from harness.live.restate import restated
from harness.live.scratch import Scratch
from harness.live.session import Connection
from harness.schema import (
    Check,
    Column,
    Domain,
    Exclusion,
    Expression,
    ForeignKey,
    Function,
    Index,
    Name,
    Policy,
    PrimaryKey,
    Schema,
    Sequence,
    Table,
    Trigger,
    View,
)
from harness.schema.agreement import disagreements
from harness.servers import Address

_MADE = """
    create extension btree_gist;
    create type mood as enum ('sad', 'happy');
    create domain positive as integer default 1 constraint above check (value > 0);
    create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
    create table customers (id integer constraint pk_customers primary key, name varchar(20) not null);
    create table bookings (
        id serial constraint pk_bookings primary key,
        customer integer constraint of_customer references customers on delete cascade,
        room integer not null constraint few check (room between 1 and 5),
        label varchar(20) default 'none',
        mood mood default 'sad',
        made timestamptz not null default now(),
        during tstzrange,
        amount positive,
        twice integer generated always as (room * 2) stored,
        follows integer constraint of_booking references bookings,
        constraint apart exclude using gist (room with =, during with &&) where (label <> 'free')
    );
    create index by_label on bookings (lower(label), made desc) where customer is not null;
    create index by_customer on bookings (customer);
    create trigger touched before update on bookings for each row when (old.room <> new.room) execute function touch();
    alter table bookings enable row level security;
    create policy own on bookings for select using (label = current_user);
    create view booked as
        select b.id, c.name, count(*) over () as many from bookings b join customers c on c.id = b.customer;
"""

CUSTOMERS = Name("public", "customers")
BOOKINGS = Name("public", "bookings")
ME = "harness_owner"


def _source(text: str) -> Expression:
    return Expression(None, text)


def _columns(table: Name, *columns: tuple[str, str, dict[str, Any]]) -> tuple[Column, ...]:
    return tuple(
        Column(table=table, name=name, position=at, type=kind, **more)
        for at, (name, kind, more) in enumerate(columns, start=1)
    )


def _key(table: Name, name: str) -> tuple[PrimaryKey, Index]:
    key = PrimaryKey(table=table, name=name, definition="primary key (id)", columns=("id",))
    index = Index(
        table=table,
        name=Name("public", name),
        definition="",
        method="btree",
        columns=("id",),
        elements=("id",),
        unique=True,
        constraint=name,
    )
    return key, index


def _customers() -> Table:
    key, index = _key(CUSTOMERS, "pk_customers")
    columns = _columns(
        CUSTOMERS,
        ("id", "integer", {"not_null": True}),
        ("name", "character varying(20)", {"not_null": True}),
    )
    return Table(name=CUSTOMERS, owner=ME, columns=columns, constraints=(key,), indexes=(index,))


def _bookings() -> Table:
    key, index = _key(BOOKINGS, "pk_bookings")
    columns = _columns(
        BOOKINGS,
        ("id", "integer", {"not_null": True, "default": _source("nextval('public.bookings_id_seq'::regclass)")}),
        ("customer", "integer", {}),
        ("room", "integer", {"not_null": True}),
        ("label", "varchar(20)", {"default": _source("'none'")}),
        ("mood", "mood", {"default": _source("'sad'")}),
        ("made", "timestamptz", {"not_null": True, "default": _source("now() -- by now")}),
        ("during", "tstzrange", {}),
        ("amount", "positive", {}),
        ("twice", "int4", {"default": _source("room*2"), "generated": "stored"}),
        ("follows", "integer", {}),
    )
    columns = tuple(replace(column, default=_without_comment(column.default)) for column in columns)
    constraints = (
        ForeignKey(
            table=BOOKINGS,
            name="of_booking",
            definition="",
            columns=("follows",),
            references=BOOKINGS,
            referenced=("id",),
        ),
        ForeignKey(
            table=BOOKINGS,
            name="of_customer",
            definition="",
            columns=("customer",),
            references=CUSTOMERS,
            referenced=("id",),
            on_delete="cascade",
        ),
        Check(
            table=BOOKINGS,
            name="few",
            definition="CHECK (room between 1 and 5)",
            expression=_source("room between 1 and 5"),
        ),
        Exclusion(
            table=BOOKINGS,
            name="apart",
            definition="EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (label <> 'free')",
        ),
        key,
    )
    indexes = (
        index,
        _index("apart", "", method="gist", columns=("room", "during"), constraint="apart", predicate=_source("x")),
        _index("by_customer", "CREATE INDEX by_customer ON public.bookings USING btree (customer)"),
        _index(
            "by_label",
            "CREATE INDEX by_label ON public.bookings USING btree (lower(label), made DESC) WHERE customer is not null",
            columns=(None, "made"),
            predicate=_source("customer is not null"),
        ),
    )
    trigger = Trigger(
        table=BOOKINGS,
        name="touched",
        definition="create trigger touched before update on public.bookings for each row"
        " when (old.room <> new.room) execute function touch()",
        function="touch()",
    )
    policy = Policy(
        table=BOOKINGS,
        name="own",
        command="select",
        permissive=True,
        roles=("public",),
        using=_source("label = current_user"),
    )
    return Table(
        name=BOOKINGS,
        owner=ME,
        row_security=True,
        columns=columns,
        constraints=constraints,
        indexes=indexes,
        triggers=(trigger,),
        policies=(policy,),
    )


def _without_comment(default: Expression | None) -> Expression | None:
    """The fold leaves comments out; a text that ended in one would swallow the rest of its line."""
    return default and _source(str(default).partition(" --")[0])


def _index(name: str, definition: str, *, columns: tuple[str | None, ...] = ("customer",), **more: Any) -> Index:
    given = {"method": "btree", "elements": tuple(column or "?" for column in columns)} | more
    return Index(table=BOOKINGS, name=Name("public", name), definition=definition, columns=columns, **given)


_SEQUENCE = Sequence(
    name=Name("public", "bookings_id_seq"),
    owner=ME,
    type="integer",
    start=1,
    minimum=1,
    maximum=2147483647,
    increment=1,
    cycle=False,
    cache=1,
    owned_by="bookings.id",
)
_DOMAIN = Domain(
    name=Name("public", "positive"),
    owner=ME,
    base="integer",
    default=_source("1"),
    checks=(("above", "CHECK (value>0)", True),),
)
_FUNCTION = Function(
    name=Name("public", "touch"),
    arguments="",
    owner=ME,
    flavour="function",
    definition="create or replace function public.touch() returns trigger as $$ begin return new; end $$"
    " language plpgsql -- as ever",
)
_VIEW = View(
    name=Name("public", "booked"),
    owner=ME,
    definition="select b.id, name, count(*) over () as many from bookings b join customers c on c.id = customer;",
)


def declared(live: Schema) -> Schema:
    """What a fold would make of the statements above, with the rest as it is."""
    return replace(
        live,
        tables=(_bookings(), _customers()),
        views=(_VIEW,),
        domains=(_DOMAIN,),
        functions=(_FUNCTION,),
        sequences=(_SEQUENCE,),
    )


@pytest.fixture(scope="module")
def conn(address: Address) -> Iterator[Connection]:
    """A session of the owner in a database that holds what is declared here."""
    with Scratch(address) as scratch:
        name = scratch.create("restated")
        with scratch.connect(name) as conn:
            conn.execute(_MADE)
            yield conn


def _asked(conn: Connection, schema: Schema) -> tuple[list[str], list[str]]:
    """Return what the live schema differs in, and what was refused."""
    parts = (*schema.tables, *schema.views, *schema.domains, *schema.functions, *schema.sequences)
    said, refused = restated(conn, schema, parts, search_path=("public",))
    told = [str(item) for item in disagreements(schema, read(conn), said)]
    return told, [f"{refusal.sqlstate} {refusal.part}" for refusal in refused]


def _with(schema: Schema, *children: Any) -> Schema:
    """Put children in the place of those of the same key in table bookings."""
    table = next(item for item in schema.tables if item.name == BOOKINGS)
    new = {child.key: child for child in children}
    changed: dict[str, Any] = {
        name: tuple(new.pop(item.key, item) for item in getattr(table, name))
        for name in ("columns", "constraints", "indexes", "triggers", "policies")
    }
    assert not new
    return replace(schema, tables=(replace(table, **changed), *(each for each in schema.tables if each != table)))


def _part(schema: Schema, kind: str, identity: str) -> Any:
    return schema.index[kind, identity]


def test_an_authors_words_are_what_the_server_holds(conn: Connection) -> None:
    assert _asked(conn, declared(read(conn))) == ([], [])


def test_each_part_alone_is_restated_as_it_is_among_the_others(conn: Connection) -> None:
    schema = declared(read(conn))
    parts = (*schema.tables, *schema.views, *schema.domains, *schema.functions)
    whole, _ = restated(conn, schema, parts, search_path=("public",))
    for part in parts:
        alone, refused = restated(conn, schema, [part], search_path=("public",))
        assert refused == ()
        assert [item for key, item in alone.index.items() if whole.index[key].facts() != item.facts()] == []


def test_it_leaves_no_trace_and_works_inside_a_transaction(conn: Connection) -> None:
    before = digest(conn)
    _asked(conn, declared(read(conn)))
    assert digest(conn) == before
    with conn.transaction(force_rollback=True):
        conn.execute("set local search_path = pg_catalog; set local role none")
        assert _asked(conn, declared(read(conn))) == ([], [])
        shown = conn.execute("show search_path").fetchone()
        assert shown is not None
        assert shown[0] == "pg_catalog"


@pytest.mark.parametrize(
    ("kind", "identity", "change", "told"),
    [
        ("constraint", "bookings.few", {"definition": "CHECK (room between 1 and 6)"}, "bookings.few changed"),
        ("column", "bookings.label", {"type": "varchar(21)"}, "bookings.label changed: type"),
        ("column", "bookings.label", {"default": _source("'nothing'")}, "bookings.label changed: default"),
        ("column", "bookings.label", {"default": None}, "bookings.label changed: default: none →"),
        ("column", "bookings.twice", {"default": _source("room * 3")}, "bookings.twice changed: default"),
        ("column", "bookings.room", {"not_null": False}, "bookings.room changed: not null: no → yes"),
        ("constraint", "bookings.of_customer", {"on_delete": "restrict"}, "bookings.of_customer changed: on delete"),
        (
            "index",
            "by_customer",
            {"definition": "CREATE INDEX by_customer ON public.bookings USING btree (customer DESC)"},
            "index by_customer changed: definition",
        ),
        (
            "index",
            "by_customer",
            {"definition": "CREATE UNIQUE INDEX by_customer ON public.bookings USING btree (customer)", "unique": True},
            "index by_customer changed",
        ),
        ("policy", "bookings.own", {"using": _source("label <> current_user")}, "policy bookings.own changed: using"),
        (
            "trigger",
            "bookings.touched",
            {
                "definition": "create trigger touched after update on public.bookings for each row"
                " execute function touch()"
            },
            "bookings.touched changed: definition",
        ),
        (
            "constraint",
            "bookings.apart",
            {"definition": "EXCLUDE USING gist (room WITH =, during WITH &&)"},
            "bookings.apart changed: definition",
        ),
    ],
)
def test_what_the_server_says_otherwise_is_the_one_difference(
    conn: Connection, kind: str, identity: str, change: dict[str, Any], told: str
) -> None:
    schema = declared(read(conn))
    differences, refused = _asked(conn, _with(schema, replace(_part(schema, kind, identity), **change)))
    assert refused == []
    assert [text[: len(told)] for text in differences] == [told]


def test_domains_functions_and_views_are_compared_by_what_they_say(conn: Connection) -> None:
    schema = declared(read(conn))
    other = replace(
        schema,
        domains=(replace(_DOMAIN, checks=(("above", "CHECK (value > 1)", True),)),),
        functions=(replace(_FUNCTION, definition=_FUNCTION.definition.replace("new", "old")),),
        views=(replace(_VIEW, definition=_VIEW.definition.replace("name", "upper(name) as name")),),
    )
    told, refused = _asked(conn, other)
    assert refused == []
    assert [text.partition(" changed: ")[0] for text in told] == [
        "view booked",
        "domain positive",
        "function touch()",
        "booked.name",
    ]


def test_what_one_side_lacks_is_told_once(conn: Connection) -> None:
    schema = declared(read(conn))
    with conn.transaction(force_rollback=True):
        conn.execute("drop view booked; alter table bookings drop column label cascade; create table more (id integer)")
        told, refused = _asked(conn, schema)
    assert refused == []
    assert [text.partition(":")[0] for text in told] == [
        "bookings.label is missing",
        "bookings.apart is missing",
        "index by_label is missing",
        "policy bookings.own is missing",
        "view booked is missing",
        "more is left over",
    ]


def test_a_part_that_the_server_refuses_is_told_and_takes_nothing_else_along(conn: Connection) -> None:
    schema = declared(read(conn))
    trigger = replace(
        _part(schema, "trigger", "bookings.touched"),
        definition="create trigger touched before update on public.bookings execute function missing()",
    )
    policy = replace(_part(schema, "policy", "bookings.own"), using=_source("nobody = 1"))
    assert _asked(conn, _with(schema, trigger, policy)) == ([], ["42703 policy bookings.own", "42883 bookings.touched"])


def test_what_names_a_refused_part_means_the_live_one(conn: Connection) -> None:
    schema = declared(read(conn))
    column = replace(_part(schema, "column", "bookings.mood"), default=_source("'glad'"))
    told, refused = _asked(conn, _with(schema, column))
    assert refused == ["22P02 bookings"]
    # Without the server, a type is compared as it was written.
    assert [text for text in told if " changed: type: " not in text] == []


def test_a_partition_is_restated_as_a_table(scratch: Scratch) -> None:
    with scratch.connect(scratch.create()) as conn:
        conn.execute(
            "create table readings (taken date, value numeric check (value > 0)) partition by range (taken);"
            "create index on readings (abs(value));"
            "create table old partition of readings for values from ('2023-01-01') to ('2024-01-01');"
            "create schema other; create table other.parent (id integer);"
            "create table other.child (more integer default 1 + 1) inherits (other.parent)"
        )
        live = read(conn)
        said, refused = restated(conn, live, live.tables, search_path=())
        assert refused == ()
        assert list(disagreements(live, live, said)) == []
        assert said.table("old").partition_bound is None
