"""`-- harness:` comments say what they say to the right statement, and never fail in silence."""

from __future__ import annotations

import pytest

from harness.chain import split
from harness.finding import Severity

IGNORE = "-- harness: ignore[fk-index] because tiny"


def _excused(text: str) -> list[list[str]]:
    return [[ignore.rule for ignore in statement.ignores] for statement in split(text, "f.sql").statements]


@pytest.mark.parametrize(
    ("text", "excused"),
    [
        (f"{IGNORE}\nselect 1; select 2;", [["fk-index"], []]),
        (f"select 1;\n\n{IGNORE}\n\n-- more\nselect 2;", [[], ["fk-index"]]),
        (f"select 1; {IGNORE}\nselect 2;", [["fk-index"], []]),
        (f"select\n1; /* a */ {IGNORE}", [["fk-index"]]),
        (f"select 1,\n  {IGNORE}\n2; select 3;", [["fk-index"], []]),
        (f"copy t from stdin; {IGNORE}\na\n\\.\nselect 1;", [["fk-index"], []]),
        (f"{IGNORE}\r\nselect 1;", [["fk-index"]]),
        ("--harness:ignore[a]because b\nselect 1;", [["a"]]),
        ("-- harness: ignore[a, b-c,a] because d\nselect 1;", [["a", "b-c"]]),
        (f"{IGNORE}\n-- harness: ignore[b] because c\nselect 1;", [["fk-index", "b"]]),
        (f"select '\n{IGNORE}\n'; select $$\n{IGNORE}\n$$;\n/*\n{IGNORE}\n*/ select 1;", [[], [], []]),
        (f"-- see: {IGNORE}\nselect 1;", [[]]),
    ],
)
def test_an_ignore_excuses_the_statement_it_stands_in_before_or_behind(text: str, excused: list[list[str]]) -> None:
    assert _excused(text) == excused
    assert split(text).findings == ()


def test_an_ignore_carries_its_reason_and_place() -> None:
    (statement,) = split("\n-- harness: ignore[a] because it's b.  \nselect 1;", "f.sql").statements
    (ignore,) = statement.ignores
    assert (ignore.rule, ignore.reason, ignore.path, ignore.line) == ("a", "it's b.", "f.sql", 2)


def test_an_ignore_for_the_file_may_stand_anywhere() -> None:
    result = split("select 1;\n-- harness: ignore-file[down-exists] because there is no way back\n")
    assert [(ignore.rule, ignore.line) for ignore in result.ignores] == [("down-exists", 2)]
    assert result.statements[0].ignores == ()
    assert result.findings == ()


@pytest.mark.parametrize("reason", ["", " because of the index"])
def test_a_file_may_say_that_it_cannot_run_in_a_transaction(reason: str) -> None:
    result = split(f"select 1;\n-- harness: no-transaction{reason}\n")
    assert not result.transactional
    assert result.findings == ()
    assert split("select 1; select '\n-- harness: no-transaction\n';").transactional


@pytest.mark.parametrize(
    ("comment", "says"),
    [
        ("-- harness: ignore[a]", "no reason"),
        ("-- harness: ignore[a, b] because", "no reason"),
        ("-- harness: ignore-file[a] why not", "no reason"),
        ("-- harness: ignore because b", "no rule named"),
        ("-- harness: ignore[] because b", "no rule named"),
        ("-- harness: ignore[A] because b", "no rule named"),
        ("-- harness: ignored[a] because b", "no directive"),
        ("-- harness: skip", "no directive"),
        ("-- harness: no-transaction please", "no directive"),
        ("-- harness:", "no directive"),
    ],
)
def test_a_directive_that_says_nothing_is_an_error(comment: str, says: str) -> None:
    result = split(f"select 1;\n{comment}\nselect 2;", "f.sql")
    (finding,) = result.findings
    assert (finding.rule, finding.severity, finding.path, finding.line) == ("directive", Severity.ERROR, "f.sql", 2)
    assert says in finding.have
    assert "-- harness: " in finding.mend
    assert result.transactional
    assert not result.ignores
    assert not any(statement.ignores for statement in result.statements)


def test_an_ignore_behind_the_last_statement_is_an_error() -> None:
    (finding,) = split(f"select 1;\n{IGNORE}\n", "f.sql").findings
    assert (finding.rule, finding.severity, finding.line) == ("directive", Severity.ERROR, 2)
