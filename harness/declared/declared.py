"""A chain read without a database: what its statements add up to after each version, and what cannot be known."""

from __future__ import annotations

from dataclasses import dataclass, field

from harness.chain.statement import Chain, Script, Statement
from harness.declared.block import Unknowable
from harness.declared.block.errors import SqlError
from harness.declared.fold.session import Fold
from harness.declared.state import Address, Place
from harness.schema import Schema


@dataclass(frozen=True, slots=True)
class Unknown:
    """A statement whose effect on the schema the text does not tell: where, and why not."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Refused:
    """A statement that PostgreSQL would refuse, going by what was declared before it."""

    path: str
    line: int
    condition: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Declared:
    """What a chain declares: the schema after each version, by the path of its up, and what was not understood."""

    versions: dict[str, Schema]
    statements: int = 0
    unknowns: tuple[Unknown, ...] = ()
    refused: tuple[Refused, ...] = ()
    search_path: dict[str, tuple[str, ...]] = field(default_factory=dict)
    history: dict[Address, list[Place]] = field(default_factory=dict)

    @property
    def understood(self) -> int:
        return self.statements - len(self.unknowns)

    @property
    def schema(self) -> Schema:
        """What is declared after the last version."""
        return next(reversed(self.versions.values()), Schema())


def declare(chain: Chain, *, owner: str = "owner", major: int = 18) -> Declared:
    """Read every up of a chain, the setup first, and return what each version declares; it never raises."""
    reader = _Reader(Fold(owner=owner, major=major))
    if chain.setup:
        reader.read(chain.setup)
    versions: dict[str, Schema] = {}
    paths: dict[str, tuple[str, ...]] = {}
    for migration in chain.migrations:
        reader.read(migration.up)
        versions[migration.up.path] = reader.fold.schema
        paths[migration.up.path] = tuple(reader.fold.context.namespaces())
    return Declared(
        versions,
        reader.statements,
        tuple(reader.unknowns),
        tuple(reader.refused),
        paths,
        reader.fold.history.places,
    )


class _Reader:
    def __init__(self, fold: Fold) -> None:
        self.fold = fold
        self.statements = 0
        self.unknowns: list[Unknown] = []
        self.refused: list[Refused] = []

    def read(self, script: Script) -> None:
        self.statements += len(script.statements)
        for statement, answer in self.fold.script(script):
            line = _line(statement, answer)
            if isinstance(answer, SqlError):
                self.refused.append(Refused(statement.path, line, answer.condition, answer.message))
            else:
                self.unknowns.append(Unknown(statement.path, line, answer.reason))


def _line(statement: Statement, answer: SqlError | Unknowable) -> int:
    offset = getattr(answer, "offset", None)
    return statement.line_of(min(offset, len(statement.text))) if offset else statement.line
