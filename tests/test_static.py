"""`harness check --static` as a person, an editor or a hook runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from harness.cli import main
from harness.examples import unpack

ROOT = Path(__file__).parents[1]

FINE = """
-- file: V0001.up.sql
create table if not exists invoices (id integer primary key);
-- file: V0001.down.sql
drop table if exists invoices;
"""
UNGUARDED = FINE.replace("table if not exists", "table")
BROKEN = FINE.replace("drop table if exists invoices", "drop table invoice")
HIDDEN = FINE.replace("drop table", "do $$ begin execute (select 'x' from invoices); end $$;\ndrop table")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.harness]\n")
    return tmp_path


def chain(folder: Path, text: str) -> Path:
    unpack(text, folder / "chain")
    return folder / "chain"


def check(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["check", "--static", *arguments], input=stdin)


def report(*arguments: str, stdin: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(check(*arguments, "--format", "json", stdin=stdin).stdout)
    return found


def test_sql_holds() -> None:
    done = check(str(ROOT / "sql"))
    assert done.exit_code == 0, done.output
    assert "holds: " in done.output
    assert done.output.rstrip().endswith("understood: 151 of 151 statements")


def test_a_finding_at_the_severity_that_fails_exits_1(folder: Path) -> None:
    chain(folder, UNGUARDED)
    assert check("chain").exit_code == 0
    done = check("chain", "--fail-on", "warning")
    assert done.exit_code == 1
    assert "chain/V0001.up.sql:1  invoices  [guard]  warning\n" in done.output
    assert "  mend: create table if not exists invoices (id integer primary key);\n" in done.output


def test_an_error_exits_1_and_says_what_could_not_be_asked_for_it(folder: Path) -> None:
    chain(folder, BROKEN)
    done = check("chain")
    assert done.exit_code == 1
    assert "chain/V0001.down.sql:1  invoice  [dropped-but-never-made]  error" in done.output
    assert "not asked of chain/V0001.down.sql: down-drops-all, guard: " in done.output
    assert "(see [dropped-but-never-made])" in done.output


def test_the_json_report_is_format_1_without_a_server(folder: Path) -> None:
    chain(folder, UNGUARDED)
    found = report("chain")
    assert (found["format"], found["server"], found["evidence"]) == (1, None, None)
    assert (found["migrations"], found["statements"], found["understood"]) == (1, 2, 2)
    assert [each["rule"] for each in found["findings"]] == ["guard"]
    assert set(found["findings"][0]) == {"rule", "severity", "path", "line", "object", "have", "want", "mend", "try"}
    assert set(found["seconds"]) == {"total", "collect", "read"}


def test_what_is_not_understood_is_counted_and_an_error_where_that_is_asked_for(folder: Path) -> None:
    chain(folder, HIDDEN)
    done = check("chain")
    assert done.exit_code == 0, done.output
    assert "not asked of chain/V0001.down.sql: down-drops-all: chain/V0001.down.sql:1 is not understood" in done.output
    assert done.output.rstrip().endswith("understood: 2 of 3 statements")
    strict = check("chain", "--strict")
    assert strict.exit_code == 1
    assert "chain/V0001.down.sql:1  [not-understood]  error" in strict.output


def test_one_file_of_a_chain_is_asked_about_alone_and_read_with_those_before_it(folder: Path) -> None:
    text = UNGUARDED + "-- file: V0002.up.sql\ncreate table invoices (x int);\n-- file: V0002.down.sql\nselect 1;\n"
    chain(folder, text)
    found = report("chain/V0002.up.sql")["findings"]
    assert [(each["rule"], each["path"], each["line"]) for each in found] == [
        ("declared-twice", "chain/V0002.up.sql", 1)
    ]


def test_standard_input_takes_the_place_of_the_file_that_it_is(folder: Path) -> None:
    chain(folder, FINE)
    text = "-- a comment\ncreate table invoices (id integer primary key);\n"
    found = report("-", "--stdin-filename", "chain/V0001.up.sql", stdin=text)["findings"]
    assert [(each["rule"], each["path"], each["line"]) for each in found] == [("guard", "chain/V0001.up.sql", 2)]


def test_standard_input_can_be_a_file_that_is_not_saved_yet(folder: Path) -> None:
    chain(folder, FINE)
    found = report("-", "--stdin-filename", "chain/V0002.up.sql", stdin="drop table invoice;\n")
    assert ("dropped-but-never-made", "chain/V0002.up.sql") in {(x["rule"], x["path"]) for x in found["findings"]}
    assert {each["path"] for each in found["findings"]} == {"chain/V0002.up.sql"}
    assert found["migrations"] == 2


def test_standard_input_without_a_name_is_a_chain_of_itself(folder: Path) -> None:
    chain(folder, FINE)
    found = report("-", stdin="create table a (x int);\ncreate table a (x int);\n")["findings"]
    assert [(each["rule"], each["path"], each["line"]) for each in found] == [("declared-twice", "stdin.sql", 2)]


def test_excuses_settings_and_selections_count_as_they_do_on_a_server(folder: Path) -> None:
    chain(folder, UNGUARDED.replace("create", "-- harness: ignore[guard] because it runs once\ncreate"))
    assert "1 suppressed" in check("chain", "--fail-on", "info").output
    chain(folder, UNGUARDED)
    assert report("chain", "--select", "fk-index")["checks"] == {"passed": 1, "failed": 0, "skipped": 0}
    assert report("chain", "--ignore", "guard")["findings"] == []
    (folder / "pyproject.toml").write_text(
        '[tool.harness]\npath = "chain"\n[[tool.harness.suppress]]\nrule = "guard"\nreason = "it runs once"\n'
    )
    assert [each["rule"] for each in report()["suppressed"]] == ["guard"]


def test_an_excuse_that_excuses_nothing_is_told(folder: Path) -> None:
    chain(folder, FINE.replace("create", "-- harness: ignore[guard] because it runs once\ncreate"))
    assert "chain/V0001.up.sql:1 ignores [guard], which finds nothing there: take it out" in check("chain").output


def test_an_excuse_of_what_only_a_server_can_ask_is_left_alone(folder: Path) -> None:
    chain(folder, FINE.replace("create", "-- harness: ignore[hidden-drift] because it runs once\ncreate"))
    assert "take it out" not in check("chain").output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["chain", "--server", "embedded"], "--server has no meaning without a server"),
        (["chain", "-n", "2"], "-n has no meaning without a server"),
        (["chain", "--select", "unwinds"], "every rule that is selected needs a server"),
        (["chain", "--select", "unwind"], "there is no rule 'unwind'"),
        (["chain", "--stdin-filename", "a.sql"], "nothing does"),
        (["nowhere"], "no such file or folder"),
        (["chain", "--output", "nowhere/report"], "cannot be written"),
    ],
)
def test_what_cannot_be_asked_exits_2_with_a_mend(folder: Path, arguments: list[str], says: str) -> None:
    chain(folder, FINE)
    done = check(*arguments)
    assert done.exit_code == 2
    assert says in done.output
    assert "mend: " in done.output


def test_the_report_can_go_to_a_file(folder: Path) -> None:
    chain(folder, UNGUARDED)
    assert check("chain", "--output", "report.txt").output == ""
    assert "[guard]  warning" in (folder / "report.txt").read_text()


def test_the_check_on_a_server_says_the_same_of_what_both_ask(folder: Path) -> None:
    text = """
-- file: V0001.up.sql
create table if not exists customers (id int constraint pk_customers primary key);
create table if not exists orders (
  id int constraint pk_orders primary key,
  customer_id int constraint fk_orders_customer_id references customers
);
-- file: V0003.up.sql
"""
    chain(folder, text)
    selected = [
        word for rule in ("fk-index", "empty-file", "down-exists", "version-gap") for word in ("--select", rule)
    ]
    on_a_server = CliRunner().invoke(
        main, ["check", "chain", "--server", "embedded", "--format", "json", *selected], catch_exceptions=False
    )
    found = json.loads(on_a_server.stdout)
    assert found["findings"] == report("chain", *selected)["findings"]
    assert len(found["findings"]) == 4
    assert found["understood"] == found["statements"] == 2
