"""Holds what the SQL declares against what the catalog shows, after each version.

Where definitions can only be compared as a server prints them, the walk's own server is asked what it makes of the
authors' words (`live.restate`); once for each part, and again only when its declaration changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from harness.chain.statement import Chain, Script
from harness.declared import Declared, Wording, declare
from harness.live import catalog
from harness.live.apply import Connection
from harness.live.restate import restated
from harness.schema import Comment, Difference, Domain, Extension, Function, Part, Schema, Sequence, Table, View
from harness.schema.agreement import disagreements
from harness.walk.places import Places

Key = tuple[str, str]
_Asked = Table | View | Domain | Function | Sequence
Kind = TypeVar("Kind", Table, View, Domain, Function, Sequence)


class Witness:
    """The declared witness of one walk; `given` is what the database holds before the first statement."""

    def __init__(self, chain: Chain, *, owner: str, major: int, given: Schema) -> None:
        self.declared: Declared = declare(chain, owner=owner, major=major, given=given)
        self._given = given
        self._before: dict[Key, Part] = {}
        self._known: dict[Key, _Asked] = {}

    def disagreements(self, conn: Connection, script: Script, places: Places) -> tuple[Difference, ...]:
        """Return where the catalog of the version that `script` has just made is not what was declared."""
        version = self.declared.version(script.path)
        declared, wording = version.schema, version.wording
        live = catalog.read(conn, places=places.at)
        self._ask(conn, declared, wording)
        found = disagreements(declared, live, _schema_of(self._known))
        return tuple(each for each in found if not self._is_given(each, declared))

    def unread(self, script: Script) -> str | None:
        """Return the first statement that was not understood, up to the end of `script`, and why; None: all were."""
        unknown = self.declared.unread(script.path)
        return str(unknown) if unknown else None

    def _ask(self, conn: Connection, declared: Schema, wording: Wording) -> None:
        """Ask the server about every part whose declaration is not what it was when it was asked last."""
        parts = {part.key: part for part in _asked(declared)}
        changed = [
            part for key, part in parts.items() if key not in wording.moved and part is not self._before.get(key)
        ]
        self._known = {key: part for key, part in self._known.items() if key in parts and key not in wording.moved}
        for path, group in _by_path(changed, wording.paths, wording.search_path):
            answer, _ = restated(conn, declared, group, search_path=path)
            for part in group:
                self._known.pop(part.key, None)
            wanted = {part.key for part in group}
            self._known |= {part.key: part for part in _asked(answer) if part.key in wanted}
        self._before = dict(parts)

    def _is_given(self, difference: Difference, declared: Schema) -> bool:
        """Say whether a difference is what the database held before, or what an extension says of itself."""
        part = difference.right
        if difference.change == "extra" and part is not None and self._given.index.get(part.key) == part:
            return True
        if not isinstance(part, Comment) or difference.change != "extra" or not part.on.startswith("extension "):
            return False
        return any(part.on == f"extension {extension}" for extension in map(_own_name, declared.extensions))


def _own_name(extension: Extension) -> str:
    return extension.identity


def _asked(schema: Schema) -> Iterator[_Asked]:
    for group in (schema.tables, schema.views, schema.domains, schema.functions, schema.sequences):
        yield from group


def _by_path(
    parts: list[_Asked], paths: dict[Key, tuple[str, ...]], usual: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], list[_Asked]]]:
    groups: dict[tuple[tuple[str, ...], bool], list[_Asked]] = {}
    for part in parts:
        # A domain made anew is another type than the one that columns of the live tables have.
        alone = isinstance(part, Domain)
        groups.setdefault((paths.get(part.key, usual), alone), []).append(part)
    for (path, _), group in groups.items():
        yield path, group


def _schema_of(parts: dict[Key, _Asked]) -> Schema:
    def each(kind: type[Kind]) -> tuple[Kind, ...]:
        return tuple(part for part in parts.values() if isinstance(part, kind))

    return replace(
        Schema(),
        tables=each(Table),
        views=each(View),
        domains=each(Domain),
        functions=each(Function),
        sequences=each(Sequence),
    )
