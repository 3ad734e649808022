"""Which objects a statement would make, as its tokens tell."""

from __future__ import annotations

import pytest

from harness.walk.targets import targets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("create table if not exists public.t (a int)", ["table t"]),
        ('create table "T" (a int)', ["table T"]),
        ("create unlogged table T (a int)", ["table t"]),
        ("create unique index concurrently if not exists i on only t (a)", ["index i on t"]),
        ("create index on t (a)", []),
        ("create materialized view if not exists v as select 1", ["view v"]),
        ("create sequence if not exists s", ["sequence s"]),
        ("create or replace trigger g before update on t for each row execute function f()", ["trigger g on t"]),
        ("create policy p on t using (true)", ["policy p on t"]),
        ("alter table if exists only t add column if not exists c int, add d int", ["column c on t", "column d on t"]),
        ("alter table t add constraint x check (a > 0)", ["constraint x on t"]),
        ("alter table t add check (a > 0), add primary key (a)", []),
        ("do $$ begin create type e as enum ('a'); exception when duplicate_object then null; end $$", ["type e"]),
        ("do $$ begin execute 'create domain d as text'; end $$", ["domain d"]),
        ("do $$ begin execute format('create type %I as enum ()', n); end $$", []),
        ("select 'create table t'", ["table t"]),
        ("insert into t values ('unclosed", []),
        ("drop table t", []),
    ],
)
def test_targets(text: str, expected: list[str]) -> None:
    found = [
        f"{target.kind} {target.name}" + (f" on {target.table}" if target.table else "") for target in targets(text)
    ]
    assert found == expected
