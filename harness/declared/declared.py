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
from harness.declared.objects import Address, Place
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

    It is read as far as it is asked for: who asks for one version after the other reads the chain once.
    """

    def __init__(self, chain: Chain, begin: Callable[[], Fold]) -> None:
        self._chain, self._begin = chain, begin
        self._scripts = tuple(_scripts(chain))
        self._reader = _Reader(begin())
        self._read = 0  # how many of the scripts `_reader` has read

    @property
    def statements(self) -> int:
        """How many statements there are in setup and ups."""
        return sum(len(script.statements) for script in self._scripts)

    @property
    def unknowns(self) -> tuple[Unknown, ...]:
        """Every statement that is not understood, in order."""
        return tuple(self._whole.unknowns)

    @property
    def refused(self) -> tuple[Refused, ...]:
        """Every statement that PostgreSQL would refuse, in order."""
        return tuple(self._whole.refused)

    @property
    def understood(self) -> int:
        """How many of the statements were understood."""
        return self.statements - len(self.unknowns)

    @property
    def history(self) -> dict[Address, list[Place]]:
        """The places of the statements that shaped each object."""
        return self._whole.fold.history.places

    @cached_property
    def schema(self) -> Schema:
        """What is declared after the last version."""
        return self._whole.fold.schema

    def version(self, path: str) -> Version:
        """Return what is declared after the version whose up has this path; raise `KeyError` where there is none."""
        fold = self._read_to(self._places[path]).fold
        return Version(fold.schema, _wording(fold))

    def unread(self, path: str) -> Unknown | None:
        """Return the first statement that was not understood, up to the end of the version whose up has this path."""
        wanted = self._places[path]
        unknowns = self._read_to(wanted).unknowns if wanted >= self._read else self._reader.unknowns
        return next((each for each in unknowns if self._places[each.path] <= wanted), None)

    @cached_property
    def _whole(self) -> _Reader:
        return self._read_to(len(self._scripts) - 1)

    def _read_to(self, last: int) -> _Reader:
        """Return a reader that has read the scripts up to this one, and no other."""
        if self._read > last + 1:
            self._reader, self._read = _Reader(self._begin()), 0
        for script in self._scripts[self._read : last + 1]:
            self._reader.read(script)
        self._read = last + 1
        return self._reader

    @cached_property
    def _places(self) -> dict[str, int]:
        return {script.path: at for at, script in enumerate(self._scripts)}


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
        self.unknowns: list[Unknown] = []
        self.refused: list[Refused] = []

    def read(self, script: Script) -> None:
        for statement, answer in self.fold.script(script):
            line = line_of(statement, answer)
            if isinstance(answer, SqlError):
                self.refused.append(Refused(statement.path, line, answer.condition, answer.message))
            else:
                self.unknowns.append(Unknown(statement.path, line, answer.reason))


def line_of(statement: Statement, answer: SqlError | Unknowable) -> int:
    """Return the line of the file at which a statement fails or stops being understood."""
    if isinstance(answer, SqlError):
        return answer.line or statement.line
    return statement.line_of(min(answer.offset, len(statement.text))) if answer.offset else statement.line
