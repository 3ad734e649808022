#!/usr/bin/env python3
"""Writes docs/rules from the rules' own words and examples, and from what the harness finds in the bad examples."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from harness.answer import answer
from harness.chain import read_chain
from harness.examples import unpack
from harness.finding import Finding
from harness.live.scratch import Scratch
from harness.report.explain import explanation, index
from harness.rules import RULES, Rule, questions
from harness.servers import ServerOptions, start
from harness.settings import read_settings
from harness.static.reading import Reading
from harness.static.rule import Asked, asked, chosen
from harness.static.rules import RULES as STATIC
from harness.walk.walk import WalkOptions, walk

DOCS = Path(__file__).resolve().parent.parent / "docs" / "rules"
MAJOR = 18  # the server's own messages are on the pages, and majors word them differently


def found_in(rule: Rule, which: Literal["bad", "good"], scratch: Scratch) -> list[Finding]:
    """Return everything that the harness finds in one of a rule's examples.

    A rule that only stands in for what a server answers is asked as `harness check --static` asks it.
    """
    with tempfile.TemporaryDirectory() as folder:
        unpack(rule.example(which), Path(folder))
        settings = read_settings(Path(folder))
        chain = read_chain(Path(folder), root=Path(folder))
        reading = Reading(chain, settings)
        if rule.stands_in_for:
            return _answers(asked(chain, chosen(STATIC.values(), settings), reading))
        record = walk(chain, scratch, WalkOptions(examples=None if rule.id == "examples" else 0))
        return _answers(questions(chain, RULES.values(), lambda: record, reading))


def _answers(put: Iterable[Asked]) -> list[Finding]:
    return [finding for question in put for finding in answer(question).findings]


def page(rule: Rule, found: list[Finding]) -> str:
    """Return the rule's page; `found` is everything that was found in its bad example."""
    return explanation(rule, (finding for finding in found if finding.rule == rule.id))


def main() -> int:
    """Write every page, and take away those of rules that are gone."""
    DOCS.mkdir(parents=True, exist_ok=True)
    with start("embedded", ServerOptions()) as server, Scratch(server.address) as scratch:
        if server.address.major != MAJOR:
            print(f"the pages show messages of PostgreSQL {MAJOR}, and this server is {server.address.version}")
            return 2
        pages = {f"{rule.id}.md": page(rule, found_in(rule, "bad", scratch)) for rule in RULES.values()}
    pages["README.md"] = index(RULES.values())
    for name, text in pages.items():
        (DOCS / name).write_text(text, encoding="utf-8")
    for stale in {file.name for file in DOCS.glob("*.md")} - set(pages):
        (DOCS / stale).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
