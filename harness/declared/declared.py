"""A chain read without a database: what its statements add up to after each version, and what cannot be known."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, replace

from harness.chain.statement import Chain, Script, Statement
from harness.declared.block import Unknowable
from harness.declared.block.errors import SqlError
from harness.declared.fold.session import Fold
from harness.declared.history import History
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


@dataclass(frozen=True, slots=True)
class Wording:
    """What a server must know to read a version's definitions as their authors meant them.

    `search_path` holds for all parts but those of `paths`; what is in `moved` cannot be read again: names that it says
    have changed since.
    """

    search_path: tuple[str, ...]
    paths: dict[tuple[str, str], tuple[str, ...]]
    moved: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Declared:
    """What a chain declares: the schema after each version, by the path of its up, and what was not understood."""

    versions: dict[str, Schema]
    statements: int = 0
    unknowns: tuple[Unknown, ...] = ()
    refused: tuple[Refused, ...] = ()
    wordings: dict[str, Wording] = field(default_factory=dict)
    history: dict[Address, list[Place]] = field(default_factory=dict)

    @property
    def understood(self) -> int:
        return self.statements - len(self.unknowns)

    @property
    def schema(self) -> Schema:
        """What is declared after the last version."""
        return next(reversed(self.versions.values()), Schema())


def declare(chain: Chain, *, owner: str = "owner", major: int = 18, given: Schema | None = None) -> Declared:
    """Read every up of a chain, the setup first, and return what each version declares; it never raises.

    `given` is what the database holds before, where that is more than every new database does: extensions.
    """
    reader = _Reader(Fold(owner=owner, major=major, given=given))
    if chain.setup:
        reader.read(chain.setup)
    versions: dict[str, Schema] = {}
    wordings: dict[str, Wording] = {}
    for migration in chain.migrations:
        reader.read(migration.up)
        versions[migration.up.path] = reader.fold.schema
        wordings[migration.up.path] = _wording(reader.fold)
    return Declared(
        versions,
        reader.statements,
        tuple(reader.unknowns),
        tuple(reader.refused),
        wordings,
        reader.fold.history.places,
    )


def _wording(fold: Fold) -> Wording:
    context = fold.context
    usual = tuple(context.namespaces())
    paths: dict[tuple[str, str], tuple[str, ...]] = {}
    moved = set()
    for table in context.state.tables.values():
        key = ("view" if table.is_view else "table", str(table.name))
        if table.path != usual:
            paths[key] = table.path
        if table.followed:
            moved.add(key)
    for function in context.state.functions.values():
        if function.path != usual:
            paths["function", f"{function.name}({function.arguments})"] = function.path
    return Wording(usual, paths, frozenset(moved))


def forked(fold: Fold) -> Fold:
    """Return a fold that goes on from where the other stands, with a history of its own; neither changes the other."""
    made = copy(fold)
    made.context = replace(fold.context, state=fold.context.state.copied(), savepoints=[])
    made.history = History()
    return made


class _Reader:
    def __init__(self, fold: Fold) -> None:
        self.fold = fold
        self.statements = 0
        self.unknowns: list[Unknown] = []
        self.refused: list[Refused] = []

    def read(self, script: Script) -> None:
        self.statements += len(script.statements)
        for statement, answer in self.fold.script(script):
            line = line_of(statement, answer)
            if isinstance(answer, SqlError):
                self.refused.append(Refused(statement.path, line, answer.condition, answer.message))
            else:
                self.unknowns.append(Unknown(statement.path, line, answer.reason))


def line_of(statement: Statement, answer: SqlError | Unknowable) -> int:
    """Return the line of the file at which a statement fails or stops being understood."""
    offset = getattr(answer, "offset", None)
    return statement.line_of(min(offset, len(statement.text))) if offset else statement.line
