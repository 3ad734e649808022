"""Statements → nodes, and what is refused, with the offset at which reading stopped."""

from __future__ import annotations

import pytest

from harness.declared.grammar import parse
from harness.declared.nodes import (
    AddColumn,
    AlterColumn,
    AlterRelation,
    ColumnDef,
    ConstraintDef,
    CreateEnum,
    CreateFunction,
    CreateIndex,
    CreateSchema,
    CreateTable,
    CreateView,
    Drop,
    DropColumn,
    Grant,
    IndexElement,
    Node,
    Nothing,
    Query,
    Rename,
    SequenceOptions,
    SetVariable,
    Transaction,
)
from harness.declared.tokens import Cursor, Named, Source, Unreadable
from harness.declared.types import TypeRef, read_type

T = Named(None, "t")


def kind(text: str) -> TypeRef:
    return read_type(Cursor(text))


STATEMENTS: dict[str, Node] = {
    "create table t (a int not null default 1 + 1, primary key (a))": CreateTable(
        T,
        elements=(
            ColumnDef("a", kind("int"), default=Source("1 + 1", 39), not_null=True),
            ConstraintDef("primary key", columns=("a",)),
        ),
    ),
    "create temp table t (a int) on commit drop": CreateTable(
        T, "temporary", elements=(ColumnDef("a", kind("int")),), until_commit=True
    ),
    "create unique index i on only t (a desc, lower(b))": CreateIndex(
        "i",
        T,
        (IndexElement("a", None, descending=True), IndexElement(None, Source("lower(b)", 41))),
        unique=True,
        only=True,
    ),
    "create index on t (a)": CreateIndex(None, T, (IndexElement("a", None),)),
    "create or replace view t (x) as select 1": CreateView(T, Source("select 1", 32), or_replace=True, columns=("x",)),
    "create type s.mood as enum ('sad', 'ok')": CreateEnum(Named("s", "mood"), ("sad", "ok")),
    "create schema s create table t ()": CreateSchema("s", elements=(CreateTable(T),)),
    "alter table if exists only t add column a int, drop b cascade": AlterRelation(
        "table",
        T,
        (AddColumn(ColumnDef("a", kind("int"))), DropColumn("b", cascade=True)),
        if_exists=True,
        only=True,
    ),
    "alter table t rename to u": AlterRelation("table", T, (Rename("u"),)),
    "alter table t alter a set generated always set increment 2": AlterRelation(
        "table",
        T,
        (AlterColumn("a", "set identity", identity="always", sequence=SequenceOptions(increment=2)),),
    ),
    "drop table if exists t, s.u cascade": Drop(
        "table", ((T, ""), (Named("s", "u"), "")), if_exists=True, cascade=True
    ),
    "drop trigger x on t": Drop("trigger", ((Named(None, "x"), ""),), table=T),
    "grant select (a), insert on t to public with grant option": Grant(
        (("select", ("a",)), ("insert", ())), "table", (T,), (), ("public",), option=True
    ),
    "set local search_path to a, 'B'": SetVariable("search_path", ("a", "B"), local=True),
    "reset role": SetVariable("role", None),
    "rollback to savepoint x": Transaction("rollback to", "x"),
    "commit and chain": Transaction("commit", "chain"),
    "insert into t values (1)": Query("insert", Source("insert into t values (1)")),
    "analyze t": Nothing("analyze"),
    "": Nothing("nothing"),
}


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_statement_is_read_into_its_node(text: str) -> None:
    assert parse(text) == STATEMENTS[text]


def test_a_semicolon_and_comments_change_nothing() -> None:
    assert parse("drop /* the */ table t -- now\n;") == parse("drop table t")


def test_select_into_is_a_table_that_a_query_fills() -> None:
    made = parse("select 1 as a into temp t from u")
    assert isinstance(made, CreateTable)
    assert (made.name, made.persistence, made.query) == (T, "temporary", Source("select 1 as a from u"))


@pytest.mark.parametrize(
    ("arguments", "modes"),
    [
        ("integer", [("in", None)]),
        ("a integer, out b text", [("in", "a"), ("out", "b")]),
        ("a out integer, b inout text", [("out", "a"), ("inout", "b")]),
        ("variadic a text[] default '{}'", [("variadic", "a")]),
        ("double precision", [("in", None)]),
    ],
)
def test_an_argument_has_its_mode_before_or_behind_its_name(
    arguments: str, modes: list[tuple[str, str | None]]
) -> None:
    made = parse(f"create function f({arguments}) language sql as 'select 1'")
    assert isinstance(made, CreateFunction)
    assert [(each.mode, each.name) for each in made.arguments] == modes


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("creat table t ()", 0),
        ("create tabel t ()", 7),
        ("create table t (a int,)", 22),
        ("create table t (a int) where", 23),
        ("create index s.i on t (a)", 15),
        ("create or replace schema s", 18),
        ("alter table t add a int, frobnicate", 25),
        ("drop table", 10),
        ("drop table t nonsense", 13),
        ("grant select on t", 17),
        ("alter extension e add table t", 18),
    ],
)
def test_what_is_no_statement_is_unreadable_at_the_word_that_does_not_fit(text: str, offset: int) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(text)
    assert caught.value.offset == offset
