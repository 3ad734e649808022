"""The catalogs that a schema has: how guards and loops ask them, and that their oids agree."""

from __future__ import annotations

import pytest

from harness.declared.block.catalogs import rows
from harness.schema import (
    Check,
    Comment,
    Domain,
    Expression,
    Extension,
    ForeignKey,
    Function,
    Index,
    Name,
    Object,
    Policy,
    PrimaryKey,
    Schema,
    Sequence,
    Trigger,
    Unique,
    View,
)
from tests.declared.block.host import ending, enum, evaluated, executed, table

_ORDERS, _CUSTOMERS = Name("public", "orders"), Name("shop", "customers")


def _index(name: str, *columns: str, **more: object) -> Index:
    return Index(
        table=_ORDERS,
        name=Name("public", name),
        definition="",
        method="btree",
        columns=columns,
        elements=columns,
        **more,  # type: ignore[arg-type]
    )


_SCHEMA = Schema(
    tables=(
        table(
            "orders",
            "id bigint not null",
            "customer_id bigint",
            "status mood",
            "code character varying(20)",
            "tags text[]",
            constraints=(
                PrimaryKey(table=_ORDERS, name="pk_orders", definition="", columns=("id",)),
                Unique(table=_ORDERS, name="uq_code", definition="", columns=("code", "status")),
                Check(table=_ORDERS, name="ck", definition="", expression=Expression("true"), columns=("id",)),
                ForeignKey(
                    table=_ORDERS,
                    name="fk",
                    definition="",
                    columns=("customer_id",),
                    references=_CUSTOMERS,
                    referenced=("id",),
                    on_delete="cascade",
                ),
            ),
            indexes=(_index("pk_orders", "id", unique=True, constraint="pk_orders"), _index("idx", "code")),
            triggers=(
                Trigger(
                    table=_ORDERS,
                    name="trg",
                    definition="CREATE TRIGGER trg BEFORE INSERT OR UPDATE ON orders",
                    function="f()",
                ),
            ),
            policies=(Policy(table=_ORDERS, name="own", command="all", permissive=True, roles=("public",)),),
        ),
        table("customers", "id bigint not null", namespace="shop"),
    ),
    views=(View(name=Name("public", "open"), owner="me", definition=""),),
    enums=(enum("mood", "sad", "glad"),),
    domains=(Domain(name=Name("public", "email"), owner="me", base="text", checks=(("ck_email", "", True),)),),
    sequences=(
        Sequence(
            name=Name("public", "seq"),
            owner="me",
            type="bigint",
            start=1,
            minimum=1,
            maximum=9,
            increment=1,
            cycle=False,
            cache=1,
        ),
    ),
    functions=(
        Function(name=Name("public", "f"), arguments="", owner="me", flavour="function", definition=""),
        Function(name=Name("public", "g"), arguments="integer, text", owner="me", flavour="function", definition=""),
    ),
    extensions=(Extension(name="pgcrypto", namespace="public", version="1.3"),),
    comments=(Comment(on="column orders.code", text="The code."), Comment(on="type mood", text="Moods.")),
    objects=(Object(of="type", name="shop.address", definition="composite (street text)"),),
)

_TRUE = """
    select from pg_type where typname = 'mood' and typtype = 'e';
    select from pg_type t join pg_namespace n on n.oid = t.typnamespace where n.nspname = 'shop' and typname =
        'address';
    select from pg_enum where enumtypid = 'mood'::regtype and enumlabel = 'glad';
    select from pg_enum e join pg_type t on e.enumtypid = t.oid where t.typname = 'mood' and e.enumlabel =
        'sad';
    select from pg_class where relname = 'orders' and relkind in ('r', 'p');
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'shop';
    select from pg_class where oid = 'seq'::regclass and relkind = 'S';
    select from pg_class where relname = 'idx' and relkind = 'i' and pg_table_is_visible(oid);
    select from pg_constraint where conname = 'pk_orders' and contype = 'p';
    select from pg_constraint where conrelid = 'public.orders'::regclass and conname = 'fk' and confdeltype =
        'c';
    select from pg_constraint where confrelid = 'shop.customers'::regclass and contype = 'f';
    select from pg_constraint c join pg_class t on t.oid = c.conrelid where t.relname = 'orders' and c.contype
        = 'u';
    select from pg_constraint where contypid = 'email'::regtype;
    select from pg_constraint where conrelid = 'orders'::regclass and conkey = array[1]::smallint[] and
        contype = 'p';
    select from pg_attribute where attrelid = 'orders'::regclass and attname = 'code' and not attisdropped;
    select from pg_attribute where attrelid = 'orders'::regclass and attname = 'id' and attnotnull;
    select from pg_attribute a where attrelid = 'orders'::regclass and format_type(a.atttypid, a.atttypmod) =
        'character varying(20)';
    select from pg_attribute where attname = 'status' and atttypid = 'mood'::regtype;
    select from pg_attribute where attname = 'tags' and atttypid::regtype::text = 'text[]';
    select from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attname = 'code' and t.typname =
        'varchar';
    select from pg_index where indexrelid = 'idx'::regclass and not indisunique;
    select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where
        i.indisprimary and a.attname = 'id';
    select from pg_indexes where tablename = 'orders' and indexname = 'idx';
    select from pg_tables where schemaname = 'shop' and tablename = 'customers';
    select from pg_views where viewname = 'open';
    select from pg_sequences where sequencename = 'seq';
    select from pg_trigger where tgname = 'trg' and tgrelid = 'orders'::regclass and not tgisinternal;
    select from pg_proc where proname = 'f';
    select from pg_proc p join pg_namespace n on p.pronamespace = n.oid where n.nspname = 'public' and proname
        = 'g';
    select from pg_extension where extname = 'pgcrypto';
    select from pg_policies where tablename = 'orders' and policyname = 'own';
    select from pg_policy where polname = 'own' and polrelid = 'orders'::regclass;
    select from pg_namespace where nspname = 'shop';
    select from information_schema.schemata where schema_name = 'public';
    select from information_schema.tables where table_schema = current_schema() and table_name = 'orders';
    select from information_schema.views where table_name = 'open';
    select from information_schema.columns where table_name = 'orders' and column_name = 'id' and is_nullable
        = 'NO';
    select from information_schema.columns where column_name = 'code' and data_type = 'character varying' and
        character_maximum_length = 20;
    select from information_schema.columns where column_name = 'status' and udt_name = 'mood';
    select from information_schema.table_constraints where constraint_name = 'fk' and constraint_type =
        'FOREIGN KEY';
    select from information_schema.key_column_usage where constraint_name = 'uq_code' and column_name =
        'status';
    select from information_schema.constraint_column_usage where constraint_name = 'fk' and table_name =
        'customers';
    select from information_schema.sequences where sequence_name = 'seq';
    select from information_schema.triggers where trigger_name = 'trg' and event_manipulation = 'UPDATE';
    select from information_schema.routines where routine_name = 'g';
""".strip().split(";")[:-1]


@pytest.mark.parametrize("query", _TRUE)
def test_a_guard_finds_what_is_declared_and_nothing_on_an_empty_schema(query: str) -> None:
    body = f"begin if exists ({query}) then create x; end if; end"
    assert executed(body, _SCHEMA) == ["create x"]
    assert ending(body) in ("", "undefined_table", "undefined_object")


_VALUES = {
    "'orders'::regclass": "<orders>",
    "'shop.customers'::regclass": "<shop.customers>",
    "to_regclass('customers')": "null",
    "to_regtype('mood')": "<mood>",
    "to_regtype('int')": "<integer>",
    "to_regtype('mood[]')": "<mood[]>",
    "to_regproc('f')": "<f>",
    "to_regprocedure('g(int, text)')": "<g(integer,text)>",
    "to_regprocedure('g(int)')": "null",
    "to_regnamespace('shop')": "<shop>",
    "'orders'::regclass::oid = (select oid from pg_class where relname = 'orders')": "<true>",
    "(select conrelid::regclass from pg_constraint where conname = 'fk')": "<orders>",
    "col_description('orders'::regclass, 4)": "<The code.>",
    "col_description('orders'::regclass, 1)": "null",
    "obj_description('mood'::regtype, 'pg_type')": "<Moods.>",
    "(select string_agg(attname, ',' order by attnum) from pg_attribute a where attnum > 0 and a.attrelid = "
    "'orders'::regclass)": "<id,customer_id,status,code,tags>",
    "(select array_agg(enumlabel order by enumsortorder) from pg_enum where enumtypid = 'mood'::regtype)": (
        "<{sad,glad}>"
    ),
}


@pytest.mark.parametrize("expression", _VALUES)
def test_names_and_oids_and_comments_are_resolved(expression: str) -> None:
    assert evaluated(expression, _SCHEMA) == _VALUES[expression]


def test_a_loop_over_the_catalogs_makes_a_statement_of_each_row() -> None:
    body = """declare r record; begin
      for r in
        select n.nspname, c.relname, con.conname
        from pg_constraint con
        join pg_class c on c.oid = con.conrelid
        join pg_namespace n on n.oid = c.relnamespace
        where con.contype in ('u', 'c')
        order by con.conname
      loop
        execute format('alter table %I.%I drop constraint %I', r.nspname, r.relname, r.conname);
      end loop;
    end"""
    assert executed(body, _SCHEMA) == [
        "alter table public.orders drop constraint ck",
        "alter table public.orders drop constraint uq_code",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "select from pg_roles where rolname = 'app'",
        "select from pg_settings",
        "select from orders",
        "select from pg_constraint where pg_get_constraintdef(oid) like '%x%'",
        "select from pg_proc where proname = 'f' and prosrc like '%x%'",
        "select from pg_class where no_such_column",
    ],
)
def test_what_a_schema_does_not_hold_is_unknowable(query: str) -> None:
    assert ending(f"begin if exists ({query}) then create x; end if; end", _SCHEMA) == "unknowable"


def test_a_function_that_the_schema_declares_is_handed_to_the_host_wherever_it_is_called() -> None:
    body = "declare a int; t text := 'x'; begin a := g(1, t); if f() then null; end if; end"
    assert executed(body, _SCHEMA) == ["select g(1, 'x')", "select f()"]


def test_rows_are_made_once_and_oids_last_through_other_schemas() -> None:
    assert rows(_SCHEMA, "pg_catalog.pg_class") is rows(_SCHEMA, "pg_catalog.pg_class")
    assert rows(_SCHEMA, "pg_catalog.pg_roles") is None
    small = rows(Schema(enums=_SCHEMA.enums), "pg_catalog.pg_enum")
    assert small == rows(_SCHEMA, "pg_catalog.pg_enum")


def test_asking_leaves_a_schema_equal_to_what_it_was() -> None:
    first, second = Schema(enums=_SCHEMA.enums), Schema(enums=_SCHEMA.enums)
    rows(first, "pg_catalog.pg_enum")
    assert first == second
    assert repr(first) == repr(second)
