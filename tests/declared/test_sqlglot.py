"""The page on what sqlglot reads of DDL is true of the sqlglot that is installed, and our grammar reads all of it."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from sqlglot import exp, parse_one
from sqlglot.errors import ParseError

from harness.declared.grammar import parse

PAGE = Path(__file__).parents[2] / "docs" / "sqlglot.md"
CASES = re.findall(r"^\| (raises|command|misread) \| `(.+?)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def _reads(statement: str) -> str:
    try:
        tree = parse_one(statement, dialect="postgres")
    except ParseError:
        return "raises"
    if tree.find(exp.Command):
        return "command"
    again = tree.sql(dialect="postgres")
    return "same" if again.lower().split() == statement.lower().split() else "misread"


@pytest.mark.parametrize(("how", "statement"), CASES, ids=[statement for _, statement in CASES])
def test_sqlglot_reads_a_case_as_the_page_says(how: str, statement: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, "sqlglot")
    assert _reads(statement) == how


@pytest.mark.parametrize("statement", [statement for _, statement in CASES])
def test_our_grammar_reads_every_case(statement: str) -> None:
    assert parse(statement) == parse(f"{statement};")
