"""`[tool.harness]`: what it takes, and what it says of what it does not take."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.finding import Severity, UsageError
from harness.settings import Settings, Suppression, read_settings


def settings(tmp_path: Path, text: str) -> Settings:
    (tmp_path / "pyproject.toml").write_text(f"[tool.harness]\n{text}\n")
    return read_settings(tmp_path)


def test_the_nearest_file_with_the_table_counts(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.harness]\npath = "db"\n')
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    found = read_settings(below)
    assert (found.path, found.root) == ("db", tmp_path)


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings(root=tmp_path)


def test_every_kind_of_value_is_read(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        'versions = ["15"]\nfail-on = "warning"\nledger = false\nstatement-timeout = 5\nsuperuser = true\n'
        '[[tool.harness.suppress]]\nrule = "fk-index"\nreason = "ten rows"\nobject = "t.a"\n',
    )
    assert found.versions == ("15",)
    assert found.fail_on is Severity.WARNING
    assert (found.ledger, found.statement_timeout, found.superuser) == (False, 5, True)
    assert found.suppress == (Suppression("fk-index", "ten rows", None, "t.a"),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('paht = "sql"', "paht"),
        ("versions = 15", "versions"),
        ("versions = [15]", "versions"),
        ('superuser = "yes"', "superuser"),
        ("statement-timeout = true", "statement-timeout"),
        ('fail-on = "fatal"', "fatal"),
        ('suppress = [{ rule = "fk-index" }]', "reason"),
        ("allow-psql = true", "allow-psql"),
        ("any-version = true", "any-version"),
        ("path = ", "TOML"),
        ("rules = 3", "rules"),
        ("[tool.harness.rules]\nnaming = 3", "rules"),
    ],
)
def test_what_it_does_not_take_is_an_error_that_names_it(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UsageError) as refused:
        settings(tmp_path, text)
    finding = refused.value.finding
    assert says in finding.have + finding.want
    assert finding.mend
    assert finding.path.endswith("pyproject.toml")


def test_what_single_rules_are_told_is_read_as_it_stands(tmp_path: Path) -> None:
    found = settings(tmp_path, 'strict = true\n[tool.harness.rules.enum-labels]\nmood = ["ok", "bad"]\n')
    assert found.strict
    assert found.rules == {"enum-labels": {"mood": ["ok", "bad"]}}


def test_command_line_options_win_where_they_are_given(tmp_path: Path) -> None:
    found = settings(tmp_path, 'server = "embedded"\nselect = ["fk-index"]').override(server=None, select=("unwinds",))
    assert (found.server, found.select) == ("embedded", ("unwinds",))
