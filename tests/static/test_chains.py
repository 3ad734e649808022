"""Every miniature chain, whose findings on a server are known: nothing is told that does not hold there."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.answer import answer
from harness.settings import read_settings
from harness.static.reading import Reading
from harness.static.rule import asked, chosen
from harness.static.rules import RULES
from tests.miniature import CHAINS, Miniature, chain_of, found

MINIATURES = [Miniature.read(path) for path in sorted(CHAINS.glob("**/*.sql"))]

# What a server says of the file where a rule that needs none has something to say.
_FAILS = {"up-applies", "down-restores"}
_SAID_AS = {
    "guard": {"up-reruns", "down-reruns"},
    "down-drops-all": {"down-restores"},
    "declared-twice": _FAILS,
    "dropped-but-never-made": _FAILS,
    "not-yet-there": _FAILS,
    "still-needed": _FAILS,
}


@pytest.mark.parametrize("miniature", MINIATURES, ids=lambda each: each.name)
def test_nothing_is_told_that_a_server_does_not_say_too(miniature: Miniature, tmp_path: Path) -> None:
    folder = miniature.unpack(tmp_path)
    settings = read_settings(folder)
    chain = chain_of(folder, settings)
    questions = asked(chain, chosen(RULES.values(), settings), Reading(chain, settings))
    said = {(rule, place.partition(":")[0]) for rule, place, _ in miniature.expected}
    told = [finding for question in questions for finding in answer(question).findings]
    for finding in told:
        if finding.rule in _SAID_AS:
            assert any((rule, finding.path) in said for rule in _SAID_AS[finding.rule]), str(finding)
        else:
            assert found(finding) in miniature.expected, str(finding)
