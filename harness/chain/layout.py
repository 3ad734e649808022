"""The ways in which tools name migration files, and which of them a folder uses.

A `Layout` looks at one path below the folder and says which version and which half of it a file is. Only goose and
dbmate need to look inside: their files are told apart by their markers, and hold both halves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from harness.finding import FileError, Severity

Half = Literal["up", "down", "both", "repeatable"]


class LayoutError(FileError):
    """A folder without a chain: no SQL in it, or files that no layout fits."""

    rule = "layout"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file belongs: its version as written, the same as numbers to sort by, its name, and its half."""

    version: str
    numbers: tuple[int, ...]
    name: str
    half: Half


@dataclass(frozen=True, slots=True)
class Layout:
    """One naming scheme.

    `pattern` matches the path below the folder and names the groups `version`, `name` and `half`; `marker` is what a
    file must hold where names do not tell layouts apart. `ledger` says that its tool records what ran, `gapless` that
    small numbers are counted without holes, `repeated` and `downless` how bad two migrations of one version and an up
    without its down are, `dashed` that its tool takes the dashes out of a version and sorts what is left as text.
    """

    name: str
    example: str
    pattern: re.Pattern[str]
    ledger: bool = True
    gapless: bool = True
    repeated: Severity = Severity.ERROR
    downless: Severity = Severity.ERROR
    marker: re.Pattern[str] | None = None
    recursive: bool = False
    dashed: bool = False

    @property
    def has_downs(self) -> bool:
        """Whether the layout has a place for a down: a half of a name, or of a file."""
        return "half" in self.pattern.groupindex or self.marker is not None

    def place(self, relative: str, read: Callable[[], str]) -> Place | None:
        """Return where the file at `relative` (forward slashes) belongs; `read` gives its text, where that matters."""
        found = self.pattern.fullmatch(relative)
        if found is None or (self.marker and not self.marker.search(read())):
            return None
        parts = found.groupdict()
        half = _HALVES[(parts.get("half") or "both").lower()]
        version = parts.get("version") or parts["name"]
        if self.dashed:
            return Place(version, _as_text(version.replace("-", "")), parts.get("name") or "", half)
        numbers = tuple(int(number) for number in re.findall(r"\d+", version)) if half != "repeatable" else ()
        return Place(version, _without_zeros(numbers), parts.get("name") or "", half)

    def nearly(self, relative: str) -> bool:
        """Say whether only upper and lower case keep the name from matching."""
        return self.marker is None and bool(re.fullmatch(self.pattern.pattern, relative, re.IGNORECASE))


_HALVES: dict[str, Half] = {"up": "up", "down": "down", "both": "both", "v": "up", "u": "down", "r": "repeatable"}


_DATE = 8  # digits: what is shorter is counted


def _as_text(digits: str) -> tuple[int, ...]:
    """Return what sorts times as their text does, however exact they are, and short numbers as numbers."""
    return tuple(map(int, digits)) if len(digits) >= _DATE else (int(digits),)


def _without_zeros(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Drop trailing zeros: to Flyway 1.0 and 1 are one version."""
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers = numbers[:-1]
    return numbers


GOOSE_MARK = re.compile(r"^--\s*\+goose\s+Up\b", re.IGNORECASE | re.MULTILINE)
DBMATE_MARK = re.compile(r"^--\s*migrate:up\b", re.MULTILINE)

# In the order in which they are tried where two fit equally well.
LAYOUTS = (
    Layout(
        "versioned",
        "V0001.up.sql, V0001.down.sql",
        re.compile(r"(?P<version>V\d+)(?:\.(?P<name>[^/]+?))?\.(?P<half>up|down)\.sql"),
        ledger=False,
    ),
    Layout(
        "pairs",
        "000001_name.up.sql, 000001_name.down.sql",
        re.compile(r"(?P<version>\d+)_(?P<name>[^/]+?)\.(?P<half>up|down)\.sql"),
        # golang-migrate refuses them, other tools for the same names (maragudk/migrate) take the whole name for the
        # version: which it is cannot be seen here, and number, then name, is an order.
        repeated=Severity.WARNING,
    ),
    Layout(
        "folders",
        "0001_name/up.sql, 0001_name/down.sql",
        re.compile(r"(?P<version>\d+(?:-\d+)*)(?:_(?P<name>[^/]+))?/(?P<half>up|down)\.sql"),
        dashed=True,  # diesel, whose folders these are
    ),
    Layout(
        "prisma",
        "20240101000000_name/migration.sql",
        re.compile(r"(?P<version>\d+)_(?P<name>[^/]+)/migration\.sql"),
        gapless=False,
        downless=Severity.INFO,  # it has none
    ),
    Layout(
        "flyway",
        "V1__name.sql, U1__name.sql, R__name.sql",
        re.compile(
            r"(?:[^/]+/)*(?P<half>(?:[VU](?=\d)|R(?=__)))(?P<version>(?:(?<=[VU])\d+(?:[._]\d+)*)?)__(?P<name>[^/]+)\.sql"
        ),
        gapless=False,
        downless=Severity.WARNING,  # undo files belong to Flyway's paid edition
        recursive=True,
    ),
    Layout(
        "goose",
        "00001_name.sql with -- +goose Up and -- +goose Down",
        re.compile(r"(?P<version>\d+)_(?P<name>[^/]+?)\.sql"),
        marker=GOOSE_MARK,
    ),
    Layout(
        "dbmate",
        "20240101120000_name.sql with -- migrate:up and -- migrate:down",
        re.compile(r"(?P<version>\d+)(?:_(?P<name>[^/]+?))?\.sql"),
        marker=DBMATE_MARK,
    ),
)

NAMES = tuple(layout.name for layout in LAYOUTS)


def layout_named(name: str) -> Layout | None:
    """Return the layout of that name."""
    return next((layout for layout in LAYOUTS if layout.name == name), None)


def recognise(files: dict[str, Callable[[], str]]) -> Layout | None:
    """Return the layout that most of `files` (path below the folder → its text when asked) follow; None for none.

    Files further below are counted only where the folder itself has one of their layout: a repository that has a chain
    somewhere is no chain.
    """
    counts = dict.fromkeys(NAMES, 0)
    for layout in LAYOUTS:
        placed = [relative for relative, read in files.items() if layout.place(relative, read)]
        if not layout.recursive or any("/" not in relative for relative in placed):
            counts[layout.name] = len(placed)
    best = max(LAYOUTS, key=lambda layout: counts[layout.name])
    return best if counts[best.name] else None


def known_layouts() -> str:
    """Return the layouts and their file names, one a line, for messages."""
    return "\n".join(f"{layout.name}: {layout.example}" for layout in LAYOUTS)
