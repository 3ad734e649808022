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
