"""`harness blame`: which statements shaped an object."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from harness.cli import main
from harness.examples import unpack

TEXT = """
-- file: V0001.up.sql
create table orders (
  id int,
  customer_id int
);
create type mood as enum ('good');
create index idx_x on orders (customer_id);
-- file: V0002.up.sql
alter table orders rename column customer_id to buyer_id;
alter table orders rename to purchases;
-- file: V0003.up.sql
alter table purchases
  alter column buyer_id set not null;
drop index idx_x;
drop type mood;
"""


@pytest.fixture(autouse=True)
def _chain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpack(TEXT, tmp_path / "chain")
    (tmp_path / "pyproject.toml").write_text('[tool.harness]\npath = "chain"\n')
    monkeypatch.chdir(tmp_path)


def blame(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["blame", *arguments])


def test_a_column_is_followed_through_both_renames_to_the_line_that_made_it() -> None:
    assert blame("purchases.buyer_id").output == (
        "chain/V0001.up.sql:3  made                             create table orders (\n"
        "                                                         …\n"
        "                                                         customer_id int\n"
        "chain/V0002.up.sql:1  renamed from orders.customer_id  "
        "alter table orders rename column customer_id to buyer_id;\n"
        "chain/V0002.up.sql:2  renamed from orders.buyer_id     alter table orders rename to purchases;\n"
        "chain/V0003.up.sql:1  changed                          alter table purchases\n"
        "                                                         alter column buyer_id set not null;\n"
    )


def test_a_table_is_blamed_on_all_that_changed_it() -> None:
    found = json.loads(blame("purchases", "chain", "--format", "json").stdout)
    assert [(each["path"][-11:], each["line"], each["verb"]) for each in found["events"]] == [
        ("0001.up.sql", 1, "made"),
        ("0001.up.sql", 6, "changed"),
        ("0002.up.sql", 1, "changed"),
        ("0002.up.sql", 2, "renamed from"),
        ("0003.up.sql", 1, "changed"),
        ("0003.up.sql", 3, "changed"),
    ]
    assert found["events"][3]["other"] == "orders"
    assert found["events"][0]["statement"].startswith("create table orders (")


@pytest.mark.parametrize(("words", "line"), [(["type", "mood"], 4), (["index", "idx_x"], 3), (["idx_x"], 3)])
def test_what_is_dropped_by_now_has_a_history_too(words: list[str], line: int) -> None:
    last = blame(*words).output.splitlines()[-1]
    assert last.startswith(f"chain/V0003.up.sql:{line}  dropped  drop ")


def test_an_older_name_says_where_it_went() -> None:
    last = blame("orders").output.splitlines()[-1]
    assert last.startswith("chain/V0002.up.sql:2  renamed to purchases  alter table")


@pytest.mark.parametrize(
    ("words", "says", "mend"),
    [
        (["purchase"], "nothing here is called purchase", "mend: purchases"),
        (["purchases.buyer"], "nothing here is called purchases.buyer", "purchases.buyer_id"),
        (["purchases", "nowhere/sql"], "no such file or folder", "mend: "),
    ],
)
def test_what_the_chain_never_made_exits_2_with_what_may_be_meant(words: list[str], says: str, mend: str) -> None:
    done = blame(*words)
    assert done.exit_code == 2
    assert says in done.output
    assert mend in done.output
