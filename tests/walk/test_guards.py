"""The mend for a statement that failed when it was run again."""

from __future__ import annotations

import pytest

from harness.chain.statement import Statement
from harness.live.apply import Failure
from harness.rules.guards import guarded


@pytest.mark.parametrize(
    ("sqlstate", "text", "mend"),
    [
        ("42P07", "create table t (a int);", "create table if not exists t (a int);"),
        (
            "42P07",
            "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a);",
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a);",
        ),
        ("42P07", "create view v as select 1;", "create or replace view v as select 1;"),
        ("42701", "alter table t add column c int;", "alter table t add column if not exists c int;"),
        (
            "42701",
            "alter table t add c int, add d int;",
            "alter table t add if not exists c int, add if not exists d int;",
        ),
        ("42703", "alter table t drop column c;", "alter table t drop column if exists c;"),
        ("42704", "alter table t drop constraint c;", "alter table t drop constraint if exists c;"),
        ("42704", "drop type e;", "drop type if exists e;"),
        ("42P01", "drop table t;", "drop table if exists t;"),
        (
            "42723",
            "create function f() returns int language sql as 'select 1';",
            "create or replace function f() returns int language sql as 'select 1';",
        ),
        ("23505", "insert into t values (1);", "insert into t values (1)\non conflict do nothing;"),
        ("42P06", "create schema s;", "create schema if not exists s;"),
        ("42703", "alter table t drop type;", "alter table t drop if exists type;"),
        (
            "42710",
            "create trigger g before insert on t execute function f();",
            "create or replace trigger g before insert on t execute function f();",
        ),
        (
            "42701",
            "alter table t add column c int, add constraint k check (c > 0);",
            "alter table t add column if not exists c int, add constraint k check (c > 0);",
        ),
        (
            "42703",
            "alter table t drop constraint if exists k, drop column c;",
            "alter table t drop constraint if exists k, drop column if exists c;",
        ),
        (
            "42P07",
            "-- create table t: what came first\ncreate table t (a text default 'create table t');",
            "-- create table t: what came first\ncreate table if not exists t (a text default 'create table t');",
        ),
    ],
)
def test_the_statement_comes_back_with_its_guard(sqlstate: str, text: str, mend: str) -> None:
    assert guarded(Failure(Statement("a.sql", 1, text), 1, sqlstate, "")) == mend


@pytest.mark.parametrize(
    ("sqlstate", "text", "word"),
    [
        ("42710", "create type e as enum ('a');", "pg_type"),
        ("42710", "alter table t add constraint k check (a > 0);", "pg_constraint"),
        ("42710", "create constraint trigger g after insert on t execute function f();", "drop it first"),
        ("42P07", "alter table t add constraint k unique (a);", "pg_constraint"),
        ("42P07", "alter table t rename to u;", "old name"),
        ("42701", "alter table t rename column a to b;", "old name"),
        ("42703", "alter table t rename column a to b;", "old name"),
        ("42704", "alter table t rename constraint a to b;", "old name"),
        ("42703", "alter table t alter column a drop not null;", "guard it"),
        ("42703", "update t set a = b;", "do block"),
        ("42P01", "insert into t select * from u;", "do block"),
        ("23505", "insert into t values (1) returning a;", "on conflict"),
        ("42P16", "alter table t add primary key (a);", "pg_constraint"),
        ("22012", "select 1 / 0;", "guard it"),
        ("42P07", "create table t (" + ", ".join(f"column_{number} integer" for number in range(40)) + ");", "…"),
    ],
)
def test_where_two_words_do_not_do_it_the_advice_is_in_words(sqlstate: str, text: str, word: str) -> None:
    mend = guarded(Failure(Statement("a.sql", 1, text), 1, sqlstate, ""))
    assert word in mend or (word == "…" and "if not exists" not in mend)


def test_a_guard_that_the_error_is_not_about_is_not_proposed() -> None:
    statement = Statement("a.sql", 1, "create table t (a int constraint k primary key);")
    mend = guarded(Failure(statement, 1, "42P07", 'relation "k" already exists'))
    assert "if not exists" not in mend


def test_a_long_statement_is_not_repeated_but_the_places_that_lack_a_guard_are() -> None:
    columns = ", ".join(f"ADD COLUMN column_{number} varchar(100) NOT NULL DEFAULT ''" for number in range(9))
    mend = guarded(Failure(Statement("a.sql", 1, f"ALTER TABLE t {columns};"), 1, "42701", ""))
    assert mend.startswith("guard it: ADD COLUMN IF NOT EXISTS column_0 …, ADD COLUMN IF NOT EXISTS column_1 …")
    assert mend.endswith("and 6 more")
