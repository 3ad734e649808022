"""The pytest plugin in projects of other people: what it collects, what it leaves alone, what its ids look like."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from harness.examples import unpack

CHAIN = """
-- file: V0001.up.sql
create table if not exists invoices (id integer primary key);
-- file: V0001.down.sql
drop table invoices;
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with a chain in sql/, a data file that is no chain, and a test of its own."""
    unpack(CHAIN, pytester.path / "sql")
    (pytester.path / "tests").mkdir()
    (pytester.path / "tests" / "data.sql").write_text("select 1;\n")
    (pytester.path / "tests" / "test_own.py").write_text("def test_own(): pass\n")
    return pytester


def ids(result: pytest.RunResult) -> list[str]:
    return [line for line in result.outlines if "::" in line]


def test_an_explicitly_named_folder_is_collected_file_by_file(project: pytest.Pytester) -> None:
    found = ids(project.runpytest_subprocess("sql", "--collect-only", "-q"))
    assert "sql/V0001.up.sql::up-reruns" in found
    assert "sql/V0001.down.sql::down-restores" in found


def test_a_run_of_the_whole_project_collects_no_sql(project: pytest.Pytester) -> None:
    assert ids(project.runpytest_subprocess("--collect-only", "-q")) == ["tests/test_own.py::test_own"]


def test_naming_the_tests_folder_collects_no_sql_that_lies_in_it(project: pytest.Pytester) -> None:
    assert ids(project.runpytest_subprocess("tests", "--collect-only", "-q")) == ["tests/test_own.py::test_own"]


def test_the_configured_path_is_collected_where_pytest_comes_by(project: pytest.Pytester) -> None:
    project.makepyprojecttoml('[tool.harness]\npath = "sql"\n')
    found = ids(project.runpytest_subprocess("--collect-only", "-q"))
    assert "sql/V0001.up.sql::up-applies" in found
    assert "tests/test_own.py::test_own" in found


def test_the_questions_about_a_chain_are_made_once_for_all_its_files(project: pytest.Pytester) -> None:
    project.makeconftest(
        "import harness.pytest_plugin as plugin\n"
        "make = plugin.questions\n"
        "plugin.questions = lambda *given: print('made') or make(*given)\n"
    )
    result = project.runpytest_subprocess("sql", "--collect-only", "-q", "-s")
    assert len({line.partition("::")[0] for line in ids(result)}) == 2
    assert result.outlines.count("made") == 1


def test_a_stray_file_in_a_folder_below_is_collected_and_told(project: pytest.Pytester) -> None:
    (project.path / "sql" / "older").mkdir()
    (project.path / "sql" / "older" / "V0002.up.sql").write_text("select 1;\n")
    found = ids(project.runpytest_subprocess("sql", "--collect-only", "-q"))
    assert "sql/older/V0002.up.sql::stray-file" in found


def test_one_file_can_be_named(project: pytest.Pytester) -> None:
    found = ids(project.runpytest_subprocess("sql/V0001.down.sql", "--collect-only", "-q"))
    assert found
    assert all(line.startswith("sql/V0001.down.sql::") for line in found)


def test_one_question_can_be_asked_by_its_id_or_by_keyword(project: pytest.Pytester) -> None:
    one = project.runpytest_subprocess("sql/V0001.up.sql::up-reruns", "--harness-server=embedded")
    one.assert_outcomes(passed=1)
    several = project.runpytest_subprocess("sql", "-k", "down-reruns", "--harness-server=embedded")
    several.assert_outcomes(failed=1, deselected=several.parseoutcomes()["deselected"])


def test_a_finding_is_shown_as_it_is_without_a_traceback(project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess("sql", "--harness-server=embedded")
    result.stdout.fnmatch_lines(
        [
            "*harness: PostgreSQL 18*",
            "sql/V0001.down.sql:1  *  [[]down-reruns[]]",
            "  have: when the down is run again: *42P01*",
            "  mend: drop table if exists invoices;",
        ]
    )
    result.stdout.no_fnmatch_line("*Standing*Traceback*")
    assert result.parseoutcomes()["failed"] == 1


def test_two_workers_answer_as_one_and_junit_has_every_question(project: pytest.Pytester) -> None:
    counts = []
    for options in ((), ("-n", "2")):
        result = project.runpytest_subprocess("sql", "--harness-server=embedded", "--junitxml=out.xml", *options)
        outcomes = result.parseoutcomes()
        counts.append({name: outcomes[name] for name in ("passed", "failed")})
    assert counts[0] == counts[1]
    cases = ET.parse(project.path / "out.xml").getroot().findall(".//testcase")
    assert len(cases) == sum(counts[0].values())
    assert {case.get("name") for case in cases} >= {"up-applies", "down-restores", "unwinds"}


def test_a_server_that_cannot_be_had_ends_the_run_with_the_mend(project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess("sql", "--harness-server=binaries:/nowhere")
    assert result.ret == 2
    result.stderr.fnmatch_lines(["*/nowhere*", "*mend: *"])


def test_a_wrong_setting_is_a_usage_error_that_names_the_right_ones(project: pytest.Pytester) -> None:
    project.makepyprojecttoml('[tool.harness]\npaht = "sql"\n')
    result = project.runpytest_subprocess()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*paht*"])


def test_each_object_has_an_item_at_the_line_that_last_defined_it(pytester: pytest.Pytester) -> None:
    unpack(
        """
        -- file: V0001.up.sql
        create table if not exists users (id integer primary key, email text);
        create table if not exists "Odd name" (id integer);
        create type mood as enum ('sad', 'happy');
        create view emails as select email from users;
        create table if not exists gone (id integer);
        drop table if exists gone;
        create index if not exists idx_users_email on users (email);
        -- file: V0002.up.sql

        alter table users add column if not exists name text;
        alter type mood rename to feeling;
        create or replace function answer(integer) returns integer language sql as 'select 42';
        """.replace("        ", ""),
        pytester.path / "sql",
    )
    pytester.makeconftest("""
        def pytest_collection_modifyitems(items):
            for item in items:
                if "[" in item.name:
                    print("at", item.location[0], item.location[1] + 1, item.name.partition("[")[2])
    """)
    result = pytester.runpytest_subprocess("sql", "--collect-only", "-q", "-s")
    assert [line.removeprefix("at sql/") for line in result.outlines if line.startswith("at ")] == [
        'V0001.up.sql 2 "Odd name"]',
        "V0001.up.sql 3 type mood]",
        "V0001.up.sql 4 emails]",
        "V0001.up.sql 7 users]",
        "V0002.up.sql 2 users]",
        "V0002.up.sql 3 type feeling]",
        "V0002.up.sql 4 function answer(integer)]",
    ]


def test_what_one_object_fails_the_others_do_not(pytester: pytest.Pytester) -> None:
    unpack(
        """-- file: V0001.up.sql
create table if not exists months (month date primary key);
create table if not exists notes (id integer);
create or replace function add_column() returns trigger language plpgsql as $$
begin
  alter table notes add column if not exists body text;
  create table if not exists january ();
  return null;
end
$$;
create or replace trigger trg_months_add after insert on months for each row execute function add_column();
insert into months (month) values ('2026-01-01') on conflict do nothing;
""",
        pytester.path / "sql",
    )
    options = ("--harness-server=embedded", "-k", "declared-equals-live", "--harness-fail-on=warning", "-rA")
    result = pytester.runpytest_subprocess("sql", *options)
    name = "sql/V0001.up.sql::declared-equals-live"
    failed = {line.split(" ", 1)[1] for line in result.outlines if line.startswith("FAILED ")}
    passed = {line.split(" ", 1)[1] for line in result.outlines if line.startswith("PASSED ")}
    assert {each.partition(" - ")[0] for each in failed} == {f"{name}[notes]", name}
    assert passed == {f"{name}[months]", f"{name}[function add_column()]"}
