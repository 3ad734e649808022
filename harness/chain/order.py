"""Puts the files of a chain in order: ups with their downs, versions as numbers, repeatables last."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from harness.chain.layout import Layout, Place
from harness.chain.statement import Migration, Script
from harness.finding import Finding, Severity

_TIMESTAMP = 10_000_000  # a number from here on is a date or a clock's, not a count


@dataclass(frozen=True, slots=True)
class Member:
    """One file in its place: what it does upwards, downwards, or (goose, dbmate) both."""

    place: Place
    up: Script | None = None
    down: Script | None = None

    @property
    def path(self) -> str:
        script = self.up or self.down
        assert script is not None
        return script.path


@dataclass(frozen=True, slots=True)
class Version:
    """One version with its halves; `repeatable` ones stand behind all others and have no number."""

    place: Place
    up: Script
    down: Script | None = None

    @property
    def repeatable(self) -> bool:
        return self.place.half == "repeatable"


def arrange(members: Iterable[Member], layout: Layout) -> tuple[tuple[Migration, ...], list[Finding]]:
    """Return the migrations in order, and what is amiss: repeated versions, gaps, halves without their other half."""
    every = sorted(members, key=_position)
    ups = [member for member in every if member.up]
    downs = [member for member in every if member.up is None]
    versions, orphans = _paired(ups, downs)
    findings = [*_orphaned(orphans, layout), *_downless(versions, layout), *_repeated(versions, layout)]
    if layout.gapless:
        findings += _gaps(versions)
    return _migrations(versions), findings


def _position(member: Member) -> tuple[bool, tuple[int, ...], str, str]:
    place = member.place
    return (place.half == "repeatable", place.numbers, place.name, place.version)


def _paired(ups: list[Member], downs: list[Member]) -> tuple[list[Version], list[Member]]:
    """Give each up its down: the one of the same name, else the only one left of the same version."""
    named = {(down.place.numbers, down.place.version, down.place.name): down for down in downs}
    pairs: dict[int, Member] = {}
    for index, up in enumerate(ups):
        found = named.pop((up.place.numbers, up.place.version, up.place.name), None)
        if found and up.down is None:
            pairs[index] = found
    left: dict[tuple[int, ...], list[Member]] = defaultdict(list)
    for down in named.values():
        left[down.place.numbers].append(down)
    alone: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for index, up in enumerate(ups):
        if index not in pairs and up.place.half == "up":
            alone[up.place.numbers].append(index)
    for numbers, indexes in alone.items():
        if len(indexes) == 1 and len(left[numbers]) == 1:
            pairs[indexes[0]] = left[numbers].pop()
    versions = [
        Version(up.place, up.up, pairs[index].down if index in pairs else up.down)
        for index, up in enumerate(ups)
        if up.up is not None
    ]
    return versions, [down for group in left.values() for down in group]


def _migrations(versions: list[Version]) -> tuple[Migration, ...]:
    """Name each version as it is written, with its name behind it where several have the same."""
    written = Counter(version.place.version for version in versions)
    return tuple(
        Migration(_label(version.place, alone=written[version.place.version] == 1), version.up, version.down)
        for version in versions
    )


def _label(place: Place, *, alone: bool) -> str:
    if place.half == "repeatable":
        return f"R__{place.name}"
    return place.version if alone or not place.name else f"{place.version}_{place.name}"


def _orphaned(downs: list[Member], layout: Layout) -> Iterator[Finding]:
    for down in downs:
        yield Finding(
            "stray-file",
            Severity.ERROR,
            down.path,
            1,
            f"version {down.place.version}",
            "a down without its up: it is never applied",
            f"an up of version {down.place.version} beside it, as in {layout.example}",
            "restore the up, or correct the name of this file",
        )


def _downless(versions: list[Version], layout: Layout) -> Iterator[Finding]:
    one_way = [version for version in versions if not version.repeatable]
    without = [version for version in one_way if version.down is None]
    none = len(without) > 1 and len(without) == len(one_way)
    for version in without[:1] if none else without:  # a chain without any is one finding, not a thousand
        yield Finding(
            "down-exists",
            layout.downless,
            version.up.path,
            1,
            f"{len(without)} versions" if none else f"version {version.place.version}",
            "no version has a down" if none else "no down for this up",
            "a down that restores the version before",
            f"write the down, as in {layout.example}; where nothing can be undone, one that says so, and raises"
            if layout.has_downs
            else "undo a version with one more version: this layout has no place for a down",
        )


def _repeated(versions: list[Version], layout: Layout) -> Iterator[Finding]:
    for before, version in pairwise(versions):
        if version.place.numbers == before.place.numbers and not version.repeatable and not before.repeatable:
            yield Finding(
                "duplicate-version",
                layout.repeated,
                version.up.path,
                1,
                f"version {version.place.version}",
                f"{before.up.path} has the same version",
                "a version of its own for each migration",
                "give the later one the next free version",
            )


def _between(before: tuple[int, ...], after: tuple[int, ...]) -> range:
    """Return the numbers that are left out between two versions that are counted; empty for timestamps and 1.2."""
    counted = len(before) == len(after) == 1 and after[0] < _TIMESTAMP
    return range(before[0] + 1, after[0]) if counted else range(0)


def _gaps(versions: list[Version]) -> Iterator[Finding]:
    for before, version in pairwise(versions):
        left_out = _between(before.place.numbers, version.place.numbers)
        if not left_out:
            continue
        missing = f"{left_out[0]}" if len(left_out) == 1 else f"{left_out[0]} to {left_out[-1]}"
        yield Finding(
            "version-gap",
            Severity.WARNING,
            version.up.path,
            1,
            f"version {version.place.version}",
            f"the version before is {before.place.version}: {missing} left out",
            "numbers without holes",
            "add the missing file, or renumber the ones that have not run anywhere yet",
        )
