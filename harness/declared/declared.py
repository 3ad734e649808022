"""A chain read without a database: what its statements add up to after each version, and what cannot be known."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from copy import copy
from functools import cached_property

from harness.chain.statement import Chain, Script, Statement
from harness.declared.block import Unknowable
from harness.declared.block.errors import SqlError
from harness.declared.fold.session import Fold
from harness.declared.history import History
from harness.declared.record import Record
from harness.schema import Schema


class Unknown(Record, frozen=True):
    """A statement whose effect on the schema the text does not tell: where, and why not."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


class Refused(Record, frozen=True):
    """A statement that PostgreSQL would refuse, going by what was declared before it."""

    path: str
    line: int
    condition: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class Wording(Record, frozen=True):
    """What a server must know to read a version's definitions as their authors meant them.

    `search_path` holds for all parts but those of `paths`; what is in `moved` cannot be read again: names that it says
    have changed since.
    """

    search_path: tuple[str, ...]
    paths: dict[tuple[str, str], tuple[str, ...]]
    moved: frozenset[tuple[str, str]]


class Version(Record, frozen=True):
    """What is declared after one version, and how a server has to read it."""

    schema: Schema
    wording: Wording


class Declared:
    """What a chain declares, and what of it was refused or not understood.

    Versions are made when they are asked for, by reading on from the one asked for before: in order, each is read once.
    """

    def __init__(self, chain: Chain, begin: Callable[[], Fold]) -> None:
        self._chain, self._begin = chain, begin
        reader = _Reader(begin())
        for script in _scripts(chain):
            reader.read(script)
        self.statements = reader.statements
        self.unknowns = tuple(reader.unknowns)
        self.refused = tuple(reader.refused)
        self.history = reader.fold.history.places
        self._end = reader.fold
        self._at = -1  # the index of the version up to which `_going` has read
        self._going = begin()

    @property
    def understood(self) -> int:
        """How many of the statements were understood."""
        return self.statements - len(self.unknowns)

    @cached_property
    def schema(self) -> Schema:
        """What is declared after the last version."""
        return self._end.schema

    def version(self, path: str) -> Version:
        """Return what is declared after the version whose up has this path; raise `KeyError` where there is none."""
        ups = [migration.up for migration in self._chain.migrations]
        wanted = self._places[path]
        if wanted < self._at:
            self._at, self._going = -1, self._begin()
        if self._at < 0 and self._chain.setup:
            self._going.script(self._chain.setup)
        for up in ups[self._at + 1 : wanted + 1]:
            self._going.script(up)
        self._at = wanted
        return Version(self._going.schema, _wording(self._going))

    def place(self, path: str) -> int:
        """Return where a file stands among the versions, from 0; the setup stands before all of them."""
        return self._places.get(path, -1)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {migration.up.path: at for at, migration in enumerate(self._chain.migrations)}


def _scripts(chain: Chain) -> Iterator[Script]:
    if chain.setup:
        yield chain.setup
    for migration in chain.migrations:
        yield migration.up


def declare(chain: Chain, *, owner: str = "owner", major: int = 18, given: Schema | None = None) -> Declared:
    """Read every up of a chain, the setup first; it never raises.

    `given` is what the database holds before, where that is more than every new database does: extensions.
    """
    return Declared(chain, lambda: Fold(owner=owner, major=major, given=given))


# Literals of which a server makes another constant each time that it reads them.
_CLOCK = re.compile(r"'(?:now|today|tomorrow|yesterday)'", re.IGNORECASE)


def _wording(fold: Fold) -> Wording:
    context = fold.context
    usual = tuple(context.namespaces())
    paths: dict[tuple[str, str], tuple[str, ...]] = {}
    moved = set()
    for table in context.state.tables.values():
        key = ("view" if table.is_view else "table", str(table.name))
        if table.path != usual:
            paths[key] = table.path
        if table.followed or _CLOCK.search(table.query):
            moved.add(key)
    for function in context.state.functions.values():
        if function.path != usual:
            paths["function", f"{function.name}({function.arguments})"] = function.path
    return Wording(usual, paths, frozenset(moved))


def forked(fold: Fold) -> Fold:
    """Return a fold that goes on from where the other stands, with a history of its own; neither changes the other."""
    made = copy(fold)
    made.context = dataclasses.replace(fold.context, state=fold.context.state.copied(), savepoints=[])
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
