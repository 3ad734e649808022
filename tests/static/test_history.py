"""What happened to a name: the history of a chain."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.chain import read_chain
from harness.examples import unpack
from harness.schema import Name
from harness.static.reading import Reading

TEXT = """
-- file: V0001.up.sql
create table orders (
  id int constraint pk_orders primary key,
  note text
);
create index idx_note on orders (note);
create type mood as enum ('ok');
create function f(a int) returns int language sql as 'select 1';
-- file: V0002.up.sql
alter table orders rename column note to remark;
alter table orders rename to purchases;
alter type mood rename to temper;
alter function f(int) rename to g;
alter index idx_note rename to idx_remark;
alter table purchases rename constraint pk_orders to pk_purchases;
-- file: V0003.up.sql
alter table purchases alter column remark set not null;
alter type temper add value 'bad';
create table orders (id int);
drop index idx_remark;
drop table purchases;
"""
PUBLIC = "public"


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    unpack(TEXT, tmp_path)
    return Reading(read_chain(tmp_path, root=tmp_path))


def told(reading: Reading, kind: str, name: str, part: str | None = None) -> list[tuple[str, str]]:
    events = reading.history.of((kind, Name(PUBLIC, name), part))
    return [(f"{event.place[0][4]}:{event.place[1]}", event.verb) for event in events]


def test_a_column_has_the_line_of_its_clause_and_what_came_before_both_renames(reading: Reading) -> None:
    assert told(reading, "column", "purchases", "remark") == [
        ("1:3", "made"),
        ("2:1", "renamed from"),
        ("2:2", "renamed from"),
        ("3:1", "changed"),
        ("3:5", "dropped"),
    ]


def test_a_name_that_is_used_again_has_both_lives(reading: Reading) -> None:
    lives = told(reading, "table", "orders")
    assert lives[0] == ("1:1", "made")
    assert lives[-2:] == [("2:2", "renamed to"), ("3:3", "made")]


def test_types_functions_indexes_and_constraints_are_followed(reading: Reading) -> None:
    assert told(reading, "type", "temper") == [
        ("1:6", "made"),
        ("2:3", "renamed from"),
        ("3:2", "changed"),
    ]
    assert [verb for _, verb in told(reading, "function", "g", "integer")] == ["made", "renamed from"]
    assert [verb for _, verb in told(reading, "index", "idx_remark")][-1] == "dropped"
    assert told(reading, "constraint", "purchases", "pk_purchases")[0] == ("1:2", "made")
