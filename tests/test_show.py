"""`harness show`: the declared schema, in every form."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from harness.cli import main
from harness.examples import unpack
from harness.live import catalog
from harness.live.scratch import Scratch

TEXT = """
-- file: V0001.up.sql
create type mood as enum ('good', 'bad');
create table customers (id int constraint pk_customers primary key, email varchar(255) unique);
create table orders (
  id int generated always as identity constraint pk_orders primary key,
  customer_id int not null constraint fk_orders_customer_id references customers,
  price numeric(8, 2) default 0,
  felt mood
);
create index idx_orders_customer_id on orders (customer_id);
create view open_orders as select id from orders;
-- file: V0001.down.sql
select 1;
-- file: V0002.up.sql
alter table orders add column note text;
create table "Odd ""name%" (
  "pk" int constraint "odd pk" primary key,
  "a b" text,
  twin int constraint uq_twin unique constraint "fk %" references customers
);
-- file: V0002.down.sql
select 1;
"""


@pytest.fixture(autouse=True)
def _chain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpack(TEXT, tmp_path / "chain")
    (tmp_path / "pyproject.toml").write_text('[tool.harness]\npath = "chain"\n')
    monkeypatch.chdir(tmp_path)


def show(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["show", *arguments])


def as_json(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(show(*arguments, "--format", "json").stdout)
    return found


def test_a_table_is_shown_with_the_line_of_each_of_its_parts() -> None:
    shown = show("orders").output
    assert shown.startswith("orders  chain/V0001.up.sql:3\n")
    rows = [re.split(r"\s{2,}", line.strip()) for line in shown.splitlines()]
    assert ["customer_id", "integer", "chain/V0001.up.sql:5"] in rows
    assert ["price", "numeric(8,2)", "null", "0", "chain/V0001.up.sql:6"] in rows
    assert ["note", "text", "null", "chain/V0002.up.sql:1"] in rows
    assert any(row[0] == "fk_orders_customer_id" and row[-1] == "chain/V0001.up.sql:5" for row in rows)
    assert any(row[0] == "idx_orders_customer_id" and row[-1] == "chain/V0001.up.sql:9" for row in rows)


def test_everything_is_shown_where_nothing_is_named() -> None:
    shown = show("chain").output
    assert "orders  chain/V0001.up.sql:3" in shown
    assert re.search(r"type mood +good, bad +chain/V0001.up.sql:1", shown)
    assert re.search(r"view open_orders +select id from orders +chain/V0001.up.sql:10", shown)


def test_an_earlier_version_can_be_asked_for_by_its_name_or_number() -> None:
    for version in ("V0001", "1", "V0001.up.sql"):
        found = as_json("orders", "--at", version)
        assert found["version"] == "V0001"
        assert [each["name"] for each in found["tables"][0]["columns"]] == ["id", "customer_id", "price", "felt"]


def test_the_json_has_the_keys_that_are_documented() -> None:
    found = as_json()
    documented = (Path(__file__).parents[1] / "docs" / "show.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", documented, re.MULTILINE))
    place = {"path", "line"}

    def keys(name: str) -> set[str]:
        return set(re.findall(r"`(\w+)`", rows[name])) | place

    table = next(each for each in found["tables"] if each["name"] == "orders")
    assert set(table) == keys("tables")
    assert set(table["columns"][0]) == keys("columns")
    foreign = next(each for each in table["constraints"] if each["kind"] == "foreign key")
    assert set(foreign) == keys("constraints")
    assert set(table["indexes"][0]) == keys("indexes")
    assert set(found["views"][0]) == keys("views")
    assert set(found["enums"][0]) == keys("enums")
    assert set(found["objects"][0]) == keys("objects")
    assert set(found) == {"format", "path", "version", *rows} - {"columns", "constraints", "indexes", "triggers"} - {
        "policies",
        "parts",
    }


# The tokens of mermaid's own grammar for an entity-relationship diagram (erDiagram.jison), as far as we use them.
_ENTITY = r'"[^"%\\\n\r\v\x08]+"'
_WORD = r"(?!(?:PK|FK|UK)\b)[*A-Za-z_][A-Za-z0-9_\[\]()-]*"
_ATTRIBUTE = rf' {{8}}{_WORD} (?i:{_WORD})(?: (?:PK|FK|UK)(?:, (?:PK|FK|UK))*)?(?: "[^"]*")?'
_LINES = (
    r"erDiagram",
    rf" {{4}}{_ENTITY}(?: {{)?",
    _ATTRIBUTE,
    r" {4}}",
    rf" {{4}}{_ENTITY} (?:\|\||\|o)--(?:o\||o{{) {_ENTITY} : {_ENTITY}",
)


def test_the_diagram_keeps_to_the_grammar_whatever_the_names() -> None:
    lines = show("--format", "mermaid").stdout.splitlines()
    assert [line for line in lines if not any(re.fullmatch(pattern, line) for pattern in _LINES)] == []
    assert '    "customers" ||--o{ "orders" : "fk_orders_customer_id"' in lines
    assert '    "customers" |o--o| "_Odd __name__" : "fk _"' in lines
    assert '        integer pk_ PK "pk, not null"' in lines
    assert '        text a_b "a b"' in lines
    assert '        numeric(8_2) price "numeric(8,2)"' in lines


def test_the_statements_make_the_same_schema_on_a_server(scratch: Scratch) -> None:
    text = show("--format", "sql").stdout
    made, wanted = scratch.create("made"), scratch.create("wanted")
    ups = "".join(Path("chain", f"V000{number}.up.sql").read_text() for number in (1, 2))
    schemas = []
    for database, sql in ((made, text), (wanted, ups)):
        with scratch.connect(database) as conn:
            owned = sql.replace("owner to owner", "owner to current_user")
            conn.execute(owned.encode())
            schemas.append(catalog.read(conn))
    assert [str(each) for each in schemas[0].compare(schemas[1])] == []


@pytest.mark.parametrize(
    ("arguments", "says", "mend"),
    [
        (["ordres"], "nothing here is called ordres", "mend: orders"),
        (["orders.nothe"], "nothing here is called orders.nothe", "orders.note"),
        (["type", "mod"], "nothing here is called type mod", "mend: type mood"),
        (["--at", "V0003"], "there is no version V0003", "--at V000"),
        (["orders", "customers"], "more than one object", "mend: "),
        (["nowhere/sql"], "no such file or folder", "mend: "),
        (["open_orders", "--format", "mermaid"], "cannot be shown as mermaid", "mend: "),
    ],
)
def test_what_is_not_there_exits_2_with_what_may_be_meant(arguments: list[str], says: str, mend: str) -> None:
    done = show(*arguments)
    assert done.exit_code == 2
    assert says in done.output
    assert mend in done.output


def test_a_kind_says_which_of_two_is_meant() -> None:
    assert as_json("type", "mood")["enums"][0]["labels"] == ["good", "bad"]
    assert as_json("index", "idx_orders_customer_id")["parts"][0]["columns"] == ["customer_id"]
    assert as_json("view", "open_orders")["views"][0]["name"] == "open_orders"
