"""What is written for people is true: the README's commands, its tables, and what CI runs."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from harness.chain import LAYOUTS
from harness.rules import RULES
from harness.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["check", "test"])
def test_ci_runs_the_commands_of_the_readme_to_the_letter(name: str) -> None:
    found = re.search(rf"<!-- command: {name} -->\n```sh\n(.*)\n```", README)
    assert found is not None
    assert found[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_readme_lists_every_rule_with_the_words_of_the_rule() -> None:
    rows = re.findall(r"^\| \[`([a-z-]+)`\]\(docs/rules/\1\.md\) \| (.*) \|$", README, re.MULTILINE)
    assert rows == [(rule.id, rule.asks) for rule in RULES.values()]


def test_the_readme_lists_every_setting() -> None:
    table = README.partition("## Settings")[2].partition("\n\n[ARCH")[0]
    named = set(re.findall(r"`([a-z-]+)`", "\n".join(line.split("|")[1] for line in table.splitlines() if "|" in line)))
    settable = {item.name.replace("_", "-") for item in fields(Settings) if item.metadata.get("set", True)}
    assert settable == named - {"key"}


def test_the_readme_names_every_layout() -> None:
    assert [layout.name for layout in LAYOUTS if f"`{layout.name}`" not in README] == []


def test_nothing_is_left_to_be_filled_in() -> None:
    for file in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")):
        assert "@@" not in file.read_text(encoding="utf-8"), file
