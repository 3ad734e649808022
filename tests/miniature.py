"""Miniature chains: a folder of migrations in one text, with what the harness must find in it, and nothing else.

The heading says in a sentence what the chain shows, then `-- expect: RULE FILE:LINE OBJECT` for each finding or
`-- expect: nothing`; `-- settings:` lines are `[tool.harness]` in TOML, `-- options:` is the command line's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from harness.answer import Answer, answer
from harness.chain import read_chain
from harness.chain.statement import Chain
from harness.examples import unpack
from harness.finding import Finding
from harness.live.scratch import Scratch
from harness.rules import RULES, questions
from harness.settings import Settings, read_settings
from harness.walk.walk import WalkOptions, walk

CHAINS = Path(__file__).parent / "chains"

_EXPECT = re.compile(r"^-- expect: (\S+) (\S+):(\d+) ?(.*)$", re.MULTILINE)
_NOTHING = re.compile(r"^-- expect: nothing$", re.MULTILINE)
_SETTING = re.compile(r"^-- settings: (.*)$", re.MULTILINE)
_OPTIONS = re.compile(r"^-- options: (.*)$", re.MULTILINE)
_HEAD = ("-- expect:", "-- settings:", "-- options:")

# What identifies a finding: its rule, `file:line`, and the object as the finding prints it.
Found = tuple[str, str, str]


@dataclass(frozen=True)
class Miniature:
    """One file of `tests/chains`: what it shows, what must be found, its settings and its files."""

    name: str
    shows: str
    expected: Counter[Found]
    settings: str
    options: tuple[str, ...]
    text: str

    @classmethod
    def read(cls, path: Path) -> Miniature:
        """Read a miniature; raise `ValueError` where its heading does not say what must be found, or says both."""
        text = path.read_text(encoding="utf-8")
        heading = text[: text.index("-- file: ")]
        expected = Counter((rule, f"{file}:{line}", about) for rule, file, line, about in _EXPECT.findall(heading))
        if bool(expected) == bool(_NOTHING.search(heading)):
            raise ValueError(f"{path.name} has to say either what must be found in it, or that nothing must")
        lines = (line for line in heading.splitlines() if not line.startswith(_HEAD))
        shows = " ".join(line.removeprefix("--").strip() for line in lines)
        options = tuple(word for line in _OPTIONS.findall(heading) for word in line.split())
        return cls(path.stem, shows, expected, "\n".join(_SETTING.findall(heading)), options, text)

    def unpack(self, folder: Path) -> Path:
        """Write the chain's files and its settings into `folder`, and return it."""
        unpack(self.text, folder)
        (folder / "pyproject.toml").write_text(f"[tool.harness]\n{self.settings}\n", encoding="utf-8")
        return folder


def answers(folder: Path, scratch: Scratch, *, allow_psql: bool = False) -> list[Answer]:
    """Ask every question about the chain in `folder`, as a run does, on a server that is already there."""
    settings = read_settings(folder)
    chain = chain_of(folder, settings)
    # Generated rows would take most of the time, and find nothing in tables that are there for their migrations.
    options = WalkOptions(timeout=settings.statement_timeout, allow_psql=allow_psql, examples=0)
    record = walk(chain, scratch, options)
    rules = [rule for rule in RULES.values() if settings.chooses(rule.id)]
    return [answer(question, settings.suppress) for question in questions(chain, rules, lambda: record)]


def findings(given: Iterable[Answer]) -> Counter[Found]:
    """Return what was found, in the terms of an expectation."""
    return Counter(found(finding) for each in given for finding in each.findings)


def found(finding: Finding) -> Found:
    """Return what identifies a finding."""
    return finding.rule, f"{finding.path}:{finding.line}", finding.object


def chain_of(folder: Path, settings: Settings) -> Chain:
    setup = folder / settings.setup if settings.setup else None
    return read_chain(folder, layout=settings.layout, ledger=settings.ledger, setup=setup, root=folder)
