"""The mends of findings, pasted: what the harness proposes for a file, put behind it, mends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.finding import Finding
from harness.live.scratch import Scratch
from tests.miniature import CHAINS, Miniature, answers

# Mends that are advice in words: what they ask for cannot be said in a statement that knows nothing of the rest.
ADVICE = {
    "changed-enum-order",
    "down-deletes-older-rows",
    "down-deletes-rows-of-the-seed",
    "down-fails-over-view",
    "down-leaves-row",
    "left-over-enum-label",
}
# The two halves of a goose or dbmate file stand in one file: its end is not the end of each half.
HALVES = {"layout-dbmate", "layout-goose"}


def _miniatures(rule: str) -> list[Miniature]:
    found = [Miniature.read(path) for path in sorted(CHAINS.glob("*.sql"))]
    return [each for each in found if any(expected[0] == rule for expected in each.expected)]


def _ups(folder: Path) -> list[Path]:
    return [file for name in ("*up.sql", "migration.sql") for file in folder.rglob(name)]


def _mended(miniature: Miniature, rule: str, folder: Path, scratch: Scratch, *, last: bool = False) -> list[Finding]:
    """Put what the rule proposes behind the files that it speaks of, and return what it then says of them.

    With `last`, put it behind the last version's up instead.
    """
    miniature.unpack(folder)
    # A ledger leaves out the questions that have nothing to do with a mend.
    (folder / "pyproject.toml").write_text(f"[tool.harness]\nledger = true\n{miniature.settings}\n", encoding="utf-8")
    for finding in _findings(rule, folder, scratch):
        place = max(_ups(folder)) if last else folder / finding.path
        with place.open("a", encoding="utf-8") as file:
            file.write(f"\n{finding.mend}\n")
    return _findings(rule, folder, scratch)


def _findings(rule: str, folder: Path, scratch: Scratch) -> list[Finding]:
    return [finding for each in answers(folder, scratch) for finding in each.findings if finding.rule == rule]


@pytest.mark.parametrize(
    "miniature",
    [each for each in _miniatures("down-restores") if each.name not in ADVICE | HALVES],
    ids=lambda miniature: miniature.name,
)
def test_the_mend_of_a_down_makes_it_restore_the_version_before(
    miniature: Miniature, tmp_path: Path, scratch: Scratch
) -> None:
    assert [str(finding) for finding in _mended(miniature, "down-restores", tmp_path, scratch)] == []


@pytest.mark.parametrize("miniature", _miniatures("fk-index"), ids=lambda miniature: miniature.name)
def test_the_mend_of_a_foreign_key_is_the_index_that_it_lacks(
    miniature: Miniature, tmp_path: Path, scratch: Scratch
) -> None:
    assert [str(finding) for finding in _mended(miniature, "fk-index", tmp_path, scratch, last=True)] == []


@pytest.mark.parametrize("name", sorted(ADVICE))
def test_advice_in_words_is_no_statement(name: str, tmp_path: Path, scratch: Scratch) -> None:
    folder = Miniature.read(CHAINS / f"{name}.sql").unpack(tmp_path)
    assert not any(finding.mend.endswith(";") for finding in _findings("down-restores", folder, scratch))


def test_a_time_that_stands_still_is_mended_by_the_function_that_goes_on(tmp_path: Path, scratch: Scratch) -> None:
    Miniature.read(CHAINS / "view-of-its-own-time.sql").unpack(tmp_path)
    (finding,) = _findings("up-reruns", tmp_path, scratch)
    assert finding.mend.startswith("write now(), not 'now'")
    up = tmp_path / "V0002.up.sql"
    up.write_text(up.read_text(encoding="utf-8").replace("timestamptz 'now'", "now()"), encoding="utf-8")
    assert _findings("up-reruns", tmp_path, scratch) == []
