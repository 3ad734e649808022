"""Chains in any order: one that holds is walked, and of one that does not a walk is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.chain import read_chain
from harness.examples import unpack
from harness.live.scratch import Scratch
from harness.machine import Versions, walk_in_any_order

SQL = Path(__file__).parents[1] / "sql"
_TWO = """-- file: V0001.up.sql
create table if not exists shops (id int constraint pk_shops primary key, name text not null);
-- file: V0001.down.sql
drop table if exists shops;
-- file: V0002.up.sql
alter table shops add column if not exists town text not null default 'Rome';

create table if not exists orders (id int constraint pk_orders primary key,
  shop_id int not null constraint fk_orders_shop_id references shops on delete cascade);

create index if not exists idx_orders_shop_id on orders (shop_id);
-- file: V0002.down.sql
drop table if exists orders;

alter table shops drop column if exists town;
"""


def versions(text: str, folder: Path, scratch: Scratch) -> Versions:
    unpack(text, folder)
    return Versions.of(read_chain(folder), scratch)


def test_the_data_model_holds_in_any_order(scratch: Scratch) -> None:
    walk_in_any_order(Versions.of(read_chain(SQL), scratch), examples=6, steps=10)


def test_a_chain_of_two_holds_in_any_order(tmp_path: Path, scratch: Scratch) -> None:
    walk_in_any_order(versions(_TWO, tmp_path, scratch), examples=15, steps=12)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("drop table if exists orders;\n\nalter", "alter", "not what version 1 is"),
        (
            "alter table shops drop column if exists town;",
            "delete from shops;\n\nalter table shops drop column town;",
            "0 rows",
        ),
        (
            "alter table shops add column if not exists town text not null default 'Rome';",
            "update shops set name = 'x';\n\nalter table shops add column if not exists town text not null default '';",
            "0 rows",
        ),
    ],
    ids=["a-table-left", "rows-deleted", "rows-changed"],
)
def test_what_does_not_hold_is_found_by_a_walk(old: str, new: str, says: str, tmp_path: Path, scratch: Scratch) -> None:
    seen = versions(_TWO.replace(old, new), tmp_path, scratch)
    with pytest.raises(AssertionError, match=says):
        walk_in_any_order(seen, examples=40, steps=12, shrink=False)
