"""Which statements commit together, and which mean another thing inside a transaction."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.chain import split
from harness.chain.statement import Script
from harness.walk.units import (
    fits_a_transaction,
    is_about_transactions,
    only_comments,
    reads_comments,
    units_of,
)


def script(text: str) -> Script:
    return Script(Path("a.sql"), "a.sql", text, tuple(split(text, "a.sql").statements))


def lines(text: str) -> list[list[int]]:
    return [[statement.line for statement in unit.statements] for unit in units_of(script(text))]


def test_statements_outside_a_block_commit_one_by_one() -> None:
    assert lines("select 1;\nselect 2;\n") == [[1], [2]]


def test_a_block_commits_as_one_and_keeps_its_control() -> None:
    (first, block, last) = units_of(script("select 1;\nbegin;\nselect 3;\nselect 4;\ncommit;\nselect 6;"))
    assert [statement.line for statement in block.statements] == [3, 4]
    assert [statement.line for statement in block.whole] == [2, 3, 4, 5]
    assert (first.last.line, block.last.line, last.last.line) == (1, 5, 6)


@pytest.mark.parametrize(
    "text", ["begin;\nselect 1;\nrollback;", "begin;\nselect 1;", "start transaction; select 1; abort;"]
)
def test_a_block_that_does_not_commit_is_undone(text: str) -> None:
    (unit,) = units_of(script(text))
    assert unit.undone


def test_rollback_to_a_savepoint_does_not_close_a_block() -> None:
    (unit,) = units_of(script("begin;\nsavepoint a;\nrollback to a;\nrollback work to savepoint a;\ncommit;"))
    assert [statement.line for statement in unit.statements] == [2, 3, 4]


def test_begin_atomic_in_a_function_opens_no_block() -> None:
    assert lines("create function f() returns int language sql begin atomic select 1; end;\nselect 2;") == [[1], [2]]


@pytest.mark.parametrize(
    "text",
    [
        "create index concurrently i on t (a)",
        "create unique index concurrently i on t (a)",
        "-- a comment first\ndrop index concurrently if exists i",
        "reindex index concurrently i",
        "vacuum t",
        "alter table t detach partition p concurrently",
        "lock table t",
        "set local search_path = a",
        "savepoint a",
        "begin; select 1; rollback",
    ],
)
def test_what_means_another_thing_in_a_transaction_does_not_fit_one(text: str) -> None:
    assert not fits_a_transaction(units_of(script(text)))


@pytest.mark.parametrize(
    "text",
    [
        "create index i on t (a)",
        "begin; create table t (a int); commit",
        "select 'create index concurrently'",
        "create table concurrently_made (vacuum int)",
        "insert into t values ('lock')",
        "set search_path = a",
    ],
)
def test_what_means_the_same_fits(text: str) -> None:
    assert fits_a_transaction(units_of(script(text)))


@pytest.mark.parametrize(("sqlstate", "about"), [("25001", True), ("55P04", True), ("42P07", False), ("23505", False)])
def test_errors_that_a_transaction_may_explain_are_told_from_the_rest(sqlstate: str, about: bool) -> None:
    assert is_about_transactions(sqlstate) is about


def test_a_unit_of_comments_is_told_and_so_is_a_file_that_reads_them() -> None:
    lone, mixed = units_of(
        script("-- why\ncomment on table t is 'x';\nbegin; comment on table t is 'y'; select 1; commit;")
    )
    assert only_comments(lone)
    assert not only_comments(mixed)
    assert not reads_comments([lone, mixed])
    assert reads_comments(units_of(script("do $$ begin perform obj_description('t'::regclass); end $$;")))
