"""Reads a folder of migrations into a `Chain`: which files belong, in which order, and what the folder got wrong.

What keeps a chain from being read at all raises: no SQL or no layout that fits (`LayoutError`), a file that is no text
or whose goose or dbmate markers are in disorder (`FileError`). Everything else that is amiss is a finding of the chain,
under one of `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.chain.files import MAX_BYTES, read_text, shown_path
from harness.chain.folder import Folder, Texts
from harness.chain.halves import Halves, dbmate_halves, goose_halves
from harness.chain.layout import NAMES, Layout, LayoutError, Place, known_layouts, layout_named, recognise
from harness.chain.order import Member, arrange
from harness.chain.split import split
from harness.chain.statement import Chain, Migration, Script
from harness.finding import FileError, Finding, Severity, UsageError

RULES = {
    "directive": "every `-- harness:` comment says something that the harness understands, and gives its reason",
    "down-exists": "every up has its down",
    "duplicate-version": "no two migrations have one version",
    "version-gap": "numbers that are counted up have no holes",
    "stray-file": "every SQL file in the folder is part of the chain, every down has its up",
    "empty-file": "every up holds a statement",
}

_SHOWN = 5  # names in a message
_SINGLE = "single"  # the layout of a file that is a chain of itself


def read_chain(
    path: Path,
    *,
    layout: str | None = None,
    ledger: bool | None = None,
    seed: Path | None = None,
    setup: Path | None = None,
    max_bytes: int = MAX_BYTES,
    root: Path | None = None,
    unsaved: Mapping[Path, str] | None = None,
) -> Chain:
    """Read the migrations in `path` in order: a folder, or one of its files.

    `layout` names one of `layout.NAMES` (recognised if None); `ledger` overrules what the layout says of it; `seed` is
    `seed.sql` in the folder unless named; `setup` is what the chain starts from. Paths in the chain and its findings
    are shown relative to `root`, the working directory if None. A file that is no part of a chain is a chain of itself.
    `unsaved` is the text of files that an editor holds: it counts for what is on disk, or would be.

    Raises `LayoutError` or `FileError` where nothing can be read as a chain, `UsageError` for an unknown layout.
    """
    chosen = _named(layout) if layout else None
    reader = _Reader(max_bytes, root, unsaved or {})
    if path not in reader.unsaved:
        _check_exists(path, root)
    folder = Folder.open(path if path.is_dir() else path.parent, reader.text, root, reader.unsaved)
    seed = seed or folder.seed()
    texts = folder.texts({item.resolve() for item in (seed, setup) if item})
    if not path.is_dir():
        chosen = _layout_of(path, texts, chosen)
        if chosen is None:
            return reader.single(path, ledger=bool(ledger), seed=None if seed == path else seed, setup=setup)
    chosen = chosen or recognise(texts)
    if chosen is None:
        raise _unrecognised(folder, texts)
    places = {name: chosen.place(name, read) for name, read in texts.items()}
    if not any(places.values()):
        raise _unrecognised(folder, texts, chosen)
    strays = folder.strays(chosen, [name for name, place in places.items() if place is None])
    members = [reader.member(folder, name, place, chosen) for name, place in places.items() if place]
    migrations, disorder = arrange(members, chosen)
    return Chain(
        root=folder.path,
        path=folder.shown,
        layout=chosen.name,
        ledger=chosen.ledger if ledger is None else ledger,
        migrations=migrations,
        seed=reader.script(seed) if seed else None,
        setup=reader.script(setup) if setup else None,
        findings=_sorted([*strays, *disorder, *_empty(migrations), *reader.findings]),
    )


def read_text_chain(text: str, name: str, *, ledger: bool | None = None) -> Chain:
    """Return the chain that one text is by itself, shown under the name of a file that need not exist."""
    path = Path(name)
    return _Reader(MAX_BYTES, None, {path: text}).single(path, ledger=bool(ledger), seed=None, setup=None)


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: (finding.path, finding.line or 0, finding.rule)))


def _named(name: str) -> Layout:
    found = layout_named(name)
    if found is None:
        raise UsageError(f"there is no layout {name!r}", want=f"one of {', '.join(NAMES)}", mend=known_layouts())
    return found


def _check_exists(path: Path, root: Path | None) -> None:
    if not path.exists() and not path.is_symlink():
        raise FileError(
            "no such file or folder",
            want="a folder of migrations",
            mend="check the path, or set path in [tool.harness]",
            path=shown_path(path, root),
        )


def _layout_of(path: Path, texts: Texts, chosen: Layout | None) -> Layout | None:
    """Return the layout of the chain that the file is part of; None where it is part of none."""
    if path.name not in texts:
        return None
    chosen = chosen or recognise(texts)
    return chosen if chosen and chosen.place(path.name, texts[path.name]) else None


def _unrecognised(folder: Folder, texts: Texts, chosen: Layout | None = None) -> LayoutError:
    below = folder.chains_below()
    elsewhere = f"name the folder that is meant: {', '.join(below[:_SHOWN])}" if below else ""
    here = [name for name in texts if "/" not in name]
    if not here and not texts:
        have, mend = "no SQL file in this folder", "name the folder that holds the migrations"
    elif not here and below:
        have, mend = "no migrations in this folder itself", elsewhere
    else:
        seen = here or list(texts)
        shown = ", ".join(seen[:_SHOWN] + ["…"] * (len(seen) > _SHOWN))
        wanted = f"the layout {chosen.name}" if chosen else "a layout that the harness knows"
        have = f"no file here follows {wanted}; there are: {shown}"
        mend = "rename the files, or set layout in [tool.harness] to the one that is meant:\n" + known_layouts()
        mend = f"{elsewhere}\nor {mend}" if elsewhere else mend
    return LayoutError(have, want=chosen.example if chosen else "migrations", mend=mend, path=folder.shown)


def _empty(migrations: tuple[Migration, ...]) -> list[Finding]:
    return [
        Finding(
            "empty-file",
            Severity.WARNING,
            migration.up.path,
            1,
            f"version {migration}",
            "an up without a statement: applying it proves nothing",
            "at least one statement",
            "write what the version is for, or remove the file",
        )
        for migration in migrations
        if not migration.up.statements
    ]


@dataclass
class _Reader:
    """Reads files into scripts, and gathers what their directives got wrong."""

    max_bytes: int
    root: Path | None
    unsaved: Mapping[Path, str]

    def __post_init__(self) -> None:
        self.findings: list[Finding] = []

    def text(self, path: Path) -> str:
        """Return the text of a file; raise `FileError` naming it as reports do."""
        return self._text(path, shown_path(path, self.root))

    def _text(self, path: Path, shown: str) -> str:
        if self.unsaved and path in self.unsaved:
            return self.unsaved[path]
        return read_text(path, shown=shown, max_bytes=self.max_bytes)

    def script(self, path: Path, text: str | None = None, *, transactional: bool = True) -> Script:
        """Return the file, or the half of it that `text` is, as a script."""
        shown = shown_path(path, self.root)
        text = self._text(path, shown) if text is None else text
        parts = split(text, shown)
        self.findings.extend(parts.findings)
        return Script(path, shown, text, parts.statements, transactional and parts.transactional, parts.ignores)

    def member(self, folder: Folder, name: str, place: Place, layout: Layout) -> Member:
        """Return the file below `folder` in its place."""
        path = folder.path / name
        if layout.name in _HALVES:
            halves = _HALVES[layout.name](self.text(path), shown_path(path, self.root))
            down = None
            if halves.down is not None:
                down = self.script(path, halves.down, transactional=halves.down_transactional)
            return Member(place, self.script(path, halves.up, transactional=halves.up_transactional), down)
        script = self.script(path)
        return Member(place, down=script) if place.half == "down" else Member(place, up=script)

    def single(self, path: Path, *, ledger: bool, seed: Path | None, setup: Path | None) -> Chain:
        """Return the chain that consists of one file."""
        script = self.script(path)
        migrations = (Migration(path.stem, script),)
        return Chain(
            root=path.parent,
            path=shown_path(path, self.root),
            layout=_SINGLE,
            ledger=ledger,
            migrations=migrations,
            seed=self.script(seed) if seed else None,
            setup=self.script(setup) if setup else None,
            findings=_sorted([*_empty(migrations), *self.findings]),
        )


_HALVES: dict[str, Callable[[str, str], Halves]] = {"goose": goose_halves, "dbmate": dbmate_halves}
