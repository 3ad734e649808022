"""A chain in one text, and what is said of it without a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from harness.answer import Answer, answer
from harness.chain import read_chain
from harness.examples import unpack
from harness.settings import read_settings
from harness.static.reading import Reading
from harness.static.rule import asked, chosen
from harness.static.rules import RULES

Ask = Callable[[str], list[Answer]]
Told = Callable[[str], list[str]]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Put every rule that needs no server to a chain."""

    def put(text: str) -> list[Answer]:
        unpack(text, tmp_path)
        settings = read_settings(tmp_path)
        chain = read_chain(tmp_path, root=tmp_path, layout=settings.layout)
        questions = asked(chain, chosen(RULES.values(), settings), Reading(chain, settings))
        return [answer(question, settings.suppress) for question in questions]

    return put


@pytest.fixture
def told(ask: Ask) -> Told:
    """Return what is found, each finding as a person reads it."""
    return lambda text: [str(finding) for given in ask(text) for finding in given.findings]
