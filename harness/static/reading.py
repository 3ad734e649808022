"""What the text of a chain tells: each version's declared schema, and what its statements would run into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache

from harness.chain.statement import Chain, Migration, Script, Statement
from harness.declared.block.errors import SqlError, Unknowable
from harness.declared.declared import forked, line_of
from harness.declared.fold.session import Fold
from harness.declared.grammar import parse
from harness.declared.history import Event, History
from harness.declared.nodes import (
    CreateComposite,
    CreateDomain,
    CreateEnum,
    CreateFunction,
    CreateSequence,
    CreateTable,
    CreateView,
)
from harness.declared.objects import Address, Place
from harness.declared.state import State
from harness.declared.tokens import Unreadable
from harness.schema import Schema
from harness.settings import Settings

_NEWEST = 18
_NO_OTHER_TIME = re.compile(  # what does nothing where all stands as it left it
    r"\s*(?:comment\s+on\b|create\s+(?:unlogged\s+|unique\s+)?(?:table|index|sequence)\s+(?:concurrently\s+)?if\s+not\s)",
    re.IGNORECASE,
)
_CODE = re.compile(r"\s*(?:do|call|select|with|\\)", re.IGNORECASE)


_MAKERS = CreateTable | CreateView | CreateSequence | CreateEnum | CreateComposite | CreateDomain | CreateFunction


@lru_cache(maxsize=4096)  # asked of each failure about each later one
def _made_by(text: str) -> str | None:
    """Return the name of what a CREATE makes; None for any other statement."""
    try:
        node = parse(text)
    except Unreadable:
        return None
    return node.name.name if isinstance(node, _MAKERS) and node.name else None


@dataclass(frozen=True, slots=True)
class Failed:
    """A statement that PostgreSQL would refuse, or that is not understood; `line` is where in it that shows."""

    statement: Statement
    line: int
    error: SqlError | Unknowable

    @property
    def refused(self) -> bool:
        return isinstance(self.error, SqlError)

    @property
    def condition(self) -> str:
        """The condition as PL/pgSQL names it; nothing for what is not understood."""
        return self.error.condition if isinstance(self.error, SqlError) else ""

    @property
    def message(self) -> str:
        return self.error.message if isinstance(self.error, SqlError) else self.error.reason

    @property
    def sqlstate(self) -> str:
        """The SQLSTATE of a refusal; nothing for what is not understood."""
        return self.error.sqlstate if isinstance(self.error, SqlError) else ""

    @property
    def is_code(self) -> bool:
        """Whether it could make or drop anything, named in its text or not."""
        return _CODE.match(self.statement.text) is not None

    def may_make(self, name: str) -> bool:
        """Say whether a relation, type or function of that name may be there, or not, because of the statement.

        A CREATE makes what it names first, and what PostgreSQL names after that: orders_pkey. Of any other statement
        all names count.
        """
        made = _made_by(self.statement.text)
        return self.mentions(name) if made is None else name == made or name.startswith(f"{made}_")

    def mentions(self, name: str) -> bool:
        """Say whether the statement's text has the name in it."""
        return re.search(rf"(?<![\w$]){re.escape(name)}(?![\w$])", self.statement.text, re.IGNORECASE) is not None


@dataclass(frozen=True)
class Version:
    """One migration read: what stood before it, what its up came to, and the fold as the up left it."""

    migration: Migration
    before: Fold
    after: Fold
    failed: tuple[Failed, ...]

    @cached_property
    def again(self) -> tuple[Failed, ...]:
        """What fails when the up runs once more, right after itself."""
        return rerun(self.after, self.migration.up)

    @cached_property
    def _down(self) -> tuple[Fold, tuple[Failed, ...]]:
        assert self.migration.down is not None
        fold = forked(self.after)
        return fold, read(fold, self.migration.down)

    @property
    def down_failed(self) -> tuple[Failed, ...]:
        """What fails in the down, right after the up."""
        return self._down[1]

    @property
    def undone(self) -> Schema:
        """What is declared after up and down."""
        return self._down[0].schema

    @cached_property
    def down_again(self) -> tuple[Failed, ...]:
        """What fails when the down runs once more, right after itself."""
        assert self.migration.down is not None
        return rerun(self._down[0], self.migration.down)


class Reading:
    """A chain as read without a server; each part of it is read when it is first asked for."""

    def __init__(self, chain: Chain, settings: Settings | None = None) -> None:
        self.chain = chain
        self.settings = settings or Settings()
        majors = [int(version) for version in self.settings.versions if version.isdigit()]
        self._fold = Fold(major=max(majors, default=_NEWEST))

    @cached_property
    def setup_failed(self) -> tuple[Failed, ...]:
        """What fails in the setup."""
        return read(self._fold, self.chain.setup) if self.chain.setup else ()

    @cached_property
    def versions(self) -> dict[str, Version]:
        """Every migration, by the path of its up."""
        _ = self.setup_failed
        found = {}
        for migration in self.chain.migrations:
            before = forked(self._fold)
            failed = read(self._fold, migration.up)
            found[migration.up.path] = Version(migration, before, forked(self._fold), failed)
        return found

    @cached_property
    def seed_failed(self) -> tuple[Failed, ...]:
        """What fails in the seed."""
        _ = self.versions
        return read(forked(self._fold), self.chain.seed) if self.chain.seed else ()

    @cached_property
    def schema(self) -> Schema:
        """What is declared after the last version."""
        _ = self.versions
        return self._fold.schema

    @property
    def history(self) -> History:
        """Which statements of setup and ups shaped which object."""
        _ = self.versions
        return self._fold.history

    def named(self, name: str) -> Sequence[Address]:
        """Return what the history knows under a name, in any schema: relations with their parts, types, functions."""
        return self._by_name.get(name, ())

    @cached_property
    def _by_name(self) -> dict[str, list[Address]]:
        found: dict[str, list[Address]] = {}
        for address in self.history.events:
            found.setdefault(address[1].name, []).append(address)
        return found

    def history_of(self, path: str) -> Mapping[Address, list[Event]]:
        """Return what the statements of one file did to which object."""
        return self._by_file.get(path, {})

    @cached_property
    def _by_file(self) -> dict[str, dict[Address, list[Event]]]:
        found: dict[str, dict[Address, list[Event]]] = {}
        for address, events in self.history.events.items():
            for event in events:
                found.setdefault(event.place[0], {}).setdefault(address, []).append(event)
        return found

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each file in the order in which setup and ups run."""
        ups = [migration.up for migration in self.chain.migrations]
        files = [self.chain.setup, *ups] if self.chain.setup else ups
        return {script.path: place for place, script in enumerate(files) if script}

    def when(self, place: Place) -> tuple[int, int]:
        """Return what places of setup and ups are sorted by."""
        return self.order.get(place[0], -1), place[1]

    def failed_in(self, script: Script, migration: Migration | None) -> tuple[Failed, ...]:
        """Return what fails in one file, where its turn comes."""
        if migration is None:
            return self.seed_failed if script is self.chain.seed else ()
        version = self.versions[migration.up.path]
        return version.failed if script is migration.up else version.down_failed

    def failed_before(self, script: Script, migration: Migration | None) -> Iterator[Failed]:
        """Yield what fails before a file's turn comes: in the setup and in the ups that run before it."""
        yield from self.setup_failed
        for version in self.versions.values():
            if version.migration is migration and script is version.migration.up:
                return
            yield from version.failed
            if version.migration is migration:
                return

    @cached_property
    def failed(self) -> tuple[Failed, ...]:
        """What fails in setup and ups."""
        return (*self.setup_failed, *(failed for version in self.versions.values() for failed in version.failed))

    @cached_property
    def unknowns(self) -> tuple[Failed, ...]:
        """Every statement that is not understood, of every file."""
        downs = (failed for each in self.versions.values() if each.migration.down for failed in each.down_failed)
        return tuple(failed for failed in (*self.failed, *downs, *self.seed_failed) if not failed.refused)

    @property
    def statements(self) -> int:
        """How many statements there are, in every file."""
        return sum(len(script.statements) for script in self.chain.scripts)

    @property
    def understood(self) -> int:
        """How many statements are understood."""
        return self.statements - len(self.unknowns)

    def statement_at(self, path: str | None, line: int | None) -> Statement | None:
        """Return the statement that a line of a file is part of."""
        for script in self.chain.scripts:
            if script.path == path and line is not None:
                starts = [statement for statement in script.statements if statement.line <= line]
                return starts[-1] if starts else None
        return None


def read(fold: Fold, script: Script) -> tuple[Failed, ...]:
    """Read a whole file into the fold; return what fails."""
    return tuple(Failed(each, line_of(each, error), error) for each, error in fold.script(script))


def rerun(fold: Fold, script: Script) -> tuple[Failed, ...]:
    """Read a file again over what it left, and return what fails; the fold given stays as it is.

    What does nothing where all still stands is not read: most of a guarded file.
    """
    again = forked(fold)
    again.begin_session()
    untouched, failed = True, []
    for statement in script.statements:
        if untouched and _NO_OTHER_TIME.match(statement.text):
            continue
        error = again.statement(statement)
        untouched = untouched and _same(again.context.state, fold.context.state)
        if error is not None:
            failed.append(Failed(statement, line_of(statement, error), error))
    return tuple(failed)


_OF_THE_SESSION = {"edited", "temporary", "until_commit"}


def _same(one: State, other: State) -> bool:
    """Say whether two states hold the same; what one shares with the other is not looked into."""
    names = (item.name for item in fields(State) if item.name not in _OF_THE_SESSION)
    return all(getattr(one, name) == getattr(other, name) for name in names)
