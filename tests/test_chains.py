"""Miniature chains with one known defect each, and correct ones that look suspicious: what is found, and where."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from harness.live.scratch import Scratch
from harness.servers import Address
from tests.miniature import CHAINS, Miniature, answers, findings

MINIATURES = [Miniature.read(path) for path in sorted(CHAINS.glob("*.sql"))]


@pytest.mark.parametrize("miniature", MINIATURES, ids=[miniature.name for miniature in MINIATURES])
def test_the_harness_finds_what_is_wrong_with_the_chain_and_nothing_else(
    miniature: Miniature, tmp_path: Path, scratch: Scratch, address: Address
) -> None:
    allow_psql = "--allow-psql" in miniature.options
    if allow_psql and not address.bin_dir:
        pytest.skip("the server under test brings no psql")
    given = answers(miniature.unpack(tmp_path), scratch, allow_psql=allow_psql)
    assert findings(given) == miniature.expected, "\n\n".join(
        str(finding) for each in given for finding in each.findings
    )


# A setting, a layout whose halves share a file, a finding that is none to fail on, and a setup with nothing to find.
@pytest.mark.parametrize(
    ("name", "exits"),
    [
        ("left-over-grant", 1),
        ("layout-goose", 1),
        ("ok-column-order-only", 0),
        ("ok-setup-dump", 0),
    ],
)
def test_the_command_finds_the_same_and_exits_accordingly(name: str, exits: int, tmp_path: Path) -> None:
    miniature = Miniature.read(CHAINS / f"{name}.sql")
    done = subprocess.run(
        [sys.executable, "-m", "harness", "check", ".", "--server", "embedded", "--format", "json", *miniature.options],
        cwd=miniature.unpack(tmp_path),
        env=os.environ | {"PYTHONPATH": str(CHAINS.parents[1])},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    report = json.loads(done.stdout)
    found = Counter((each["rule"], f"{each['path']}:{each['line']}", each["object"]) for each in report["findings"])
    assert found == miniature.expected
    assert done.returncode == exits


def test_a_file_that_an_interruption_breaks_is_not_raced(tmp_path: Path, scratch: Scratch) -> None:
    miniature = Miniature.read(CHAINS / "interrupted-rerun-fails.sql")
    given = answers(miniature.unpack(tmp_path), scratch)
    raced = {each.path: each.blocked_by for each in given if each.rule == "concurrent-apply"}
    assert raced == {"V0001.up.sql": None, "V0002.up.sql": "interrupted-rerun"}


def test_a_file_that_fails_when_run_again_is_not_raced(tmp_path: Path, scratch: Scratch) -> None:
    (tmp_path / "V0001.up.sql").write_text("create table if not exists a (id int);\n\ncreate table b (id int);\n")
    raced = {each.path: each.blocked_by for each in answers(tmp_path, scratch) if each.rule == "concurrent-apply"}
    assert raced == {"V0001.up.sql": "up-reruns"}
