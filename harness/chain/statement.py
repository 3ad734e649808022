"""The words for what is on disk: `Statement`, `Script`, `Migration`, `Chain`. Pure data, no reading here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from harness.finding import Finding

StatementKind = Literal["sql", "copy", "meta"]


@dataclass(frozen=True, slots=True)
class Ignore:
    """One `-- harness: ignore[rule] because reason` comment, and the statement or file it excuses."""

    rule: str
    reason: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, split where psql splits it.

    `text` is what psql would send, from the first token to the closing semicolon; `line` is the 1-based line of
    that first token in the file. A `copy` statement carries its inline `data`. A `meta` statement is what psql alone
    can carry out, kept as written: one backslash command, or SQL that holds or ends with one.
    """

    path: str
    line: int
    text: str
    kind: StatementKind = "sql"
    data: str | None = None
    ignores: tuple[Ignore, ...] = ()

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"

    def line_of(self, offset: int) -> int:
        """Return the 1-based file line of the character at 0-based `offset` of `text`."""
        return self.line + self.text.count("\n", 0, offset)


@dataclass(frozen=True)
class Script:
    """One thing to apply: a whole file, or the half of a goose or dbmate file that goes up or down.

    `text` is the half's own text with every other line blanked, so that lines count as they do in the file.
    `transactional` is false where the file says that it cannot run in one transaction.
    """

    file: Path
    path: str
    text: str
    statements: tuple[Statement, ...]
    transactional: bool = True
    ignores: tuple[Ignore, ...] = ()

    def __str__(self) -> str:
        return self.path

    @cached_property
    def digest(self) -> str:
        """The content's SHA-256 in hex: what a record of the walk is keyed by."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def meta_commands(self) -> tuple[Statement, ...]:
        """The statements that only psql itself can carry out."""
        return tuple(statement for statement in self.statements if statement.kind == "meta")


@dataclass(frozen=True)
class Migration:
    """One version: its up, and its down where there is one."""

    version: str
    up: Script
    down: Script | None = None

    def __str__(self) -> str:
        return self.version


@dataclass(frozen=True)
class Chain:
    """The migrations of one folder in order, with the seed and the setup around them.

    `ledger` says that a tool records which versions ran, so that nobody is expected to rerun the whole chain.
    `findings` is what the folder itself got wrong: duplicate versions, gaps, an up without its down, stray files.
    """

    root: Path
    path: str
    layout: str
    ledger: bool
    migrations: tuple[Migration, ...]
    seed: Script | None = None
    setup: Script | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def scripts(self) -> tuple[Script, ...]:
        """Every script of the chain, in the order in which it would first run."""
        ups = [migration.up for migration in self.migrations]
        downs = [migration.down for migration in reversed(self.migrations) if migration.down]
        around = [script for script in (self.setup, self.seed) if script]
        return tuple(dict.fromkeys([*around, *ups, *downs]))

    @cached_property
    def found(self) -> dict[tuple[str, str], tuple[Finding, ...]]:
        """The findings by rule and path."""
        found: dict[tuple[str, str], tuple[Finding, ...]] = {}
        for finding in self.findings:
            place = finding.rule, finding.path
            found[place] = (*found.get(place, ()), finding)
        return found

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every script's place and content."""
        whole = hashlib.sha256()
        for script in self.scripts:
            whole.update(f"{script.path}\0{script.digest}\0".encode())
        return whole.hexdigest()
