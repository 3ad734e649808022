"""What lies in a folder of migrations: the SQL files that may belong to the chain, and the ones that do not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from harness.chain.files import shown_path
from harness.chain.layout import LAYOUTS, Layout
from harness.finding import FileError, Finding, Severity

RULE = "stray-file"

_SEED = "seed.sql"
_DEEP, _MANY = 5, 2000  # how far below a folder, and through how many folders, files are looked for
_NOT_OURS = frozenset({"node_modules", "__pycache__", "vendor"})

Texts = dict[str, Callable[[], str]]


@dataclass(frozen=True)
class Folder:
    """A folder and the SQL files in it and below it, as paths with forward slashes; hidden ones are left out."""

    path: Path
    shown: str
    names: tuple[str, ...]
    read: Callable[[Path], str]
    root: Path | None = None

    @classmethod
    def open(cls, path: Path, read: Callable[[Path], str], root: Path | None, unsaved: Iterable[Path] = ()) -> Folder:
        """List the folder, and the files that shall be in it; raise `FileError` where that is not allowed."""
        try:
            os.scandir(path).close()
        except OSError as error:
            raise FileError(
                f"the folder cannot be listed: {error.strerror}",
                want="a readable folder",
                mend="give the user who runs this permission to read it",
                path=shown_path(path, root),
            ) from error
        more = (file.relative_to(path).as_posix() for file in unsaved if file.is_relative_to(path))
        return cls(path, shown_path(path, root), tuple(sorted({*_sql_below(path), *more})), read, root)

    def seed(self) -> Path | None:
        """Return `seed.sql` where the folder has one."""
        return self.path / _SEED if _SEED in self.names else None

    def texts(self, known: set[Path]) -> Texts:
        """Return every file but the known ones, with a way to its text that reads it at most once."""
        apart = {_identity(path) for path in known}
        return {
            name: cache(lambda name=name: self.read(self.path / name))
            for name in self.names
            if not apart or _identity(self.path / name) not in apart
        }

    def strays(self, layout: Layout, names: Sequence[str]) -> Iterator[Finding]:
        """Yield what is wrong about the files that the layout does not take; those of other folders are their own."""
        texts = self.texts(set()) if names else {}
        for name in names:
            other = next((each for each in LAYOUTS if each is not layout and each.place(name, texts[name])), None)
            if layout.nearly(name):
                have = f"the name differs from the layout {layout.name} in upper and lower case only"
                yield self._stray(name, Severity.ERROR, have, layout, f"rename it as in {layout.example}")
            elif other and (other.name == "folders" or "/" not in name):
                have = f"a file of the layout {other.name} in a folder of the layout {layout.name}: it is never applied"
                yield self._stray(name, Severity.ERROR, have, layout, "keep each chain in a folder of its own")
            elif "/" not in name:
                have = f"the name fits neither the layout {layout.name} nor seed or setup: the file is never applied"
                mend = f"rename it as in {layout.example}, name it as seed or setup in [tool.harness], or move it away"
                yield self._stray(name, Severity.WARNING, have, layout, mend)
            elif layout.place(name.rpartition("/")[2], texts[name]):
                have = f"it would fit the layout {layout.name}, but lies in a folder below the chain's"
                mend = "move it up, or out; a chain of its own is checked by naming its folder"
                yield self._stray(name, Severity.WARNING, have, layout, mend)

    def _stray(self, name: str, severity: Severity, have: str, layout: Layout, mend: str) -> Finding:
        shown = shown_path(self.path / name, self.root)
        return Finding(RULE, severity, shown, 1, "", have, f"files of the layout {layout.name}", mend)

    def chains_below(self) -> list[str]:
        """Return the folders below whose files look like a chain, for the message that this one has none."""
        texts = self.texts(set())
        found: dict[str, None] = {}
        for name in self.names:
            parent, _, base = name.rpartition("/")
            if parent and _fits(base, texts[name]):
                found[parent] = None
            elif "/" in parent and _fits("/".join(name.split("/")[-2:]), texts[name]):
                found[parent.rpartition("/")[0]] = None
        return [shown_path(self.path / parent, self.root) for parent in found]


def _identity(path: Path) -> object:
    """Return what two names of one file have in common, however they lead there."""
    try:
        facts = path.stat()
    except OSError:  # it is only in the editor, or its link leads nowhere: reading it says so
        return path.resolve()
    return facts.st_dev, facts.st_ino


def _fits(name: str, read: Callable[[], str]) -> bool:
    try:
        return any(layout.place(name, read) for layout in LAYOUTS)
    except FileError:  # only a suggestion hangs on it
        return False


def _sql_below(top: Path) -> Iterator[str]:
    for count, (folder, below, files) in enumerate(os.walk(top)):
        relative = Path(folder).relative_to(top)
        # A folder named like a file is taken for one, so that reading it says what is wrong.
        named = [name for name in below if name.lower().endswith(".sql")]
        deep = len(relative.parts) + 1 >= _DEEP or count >= _MANY
        below[:] = [] if deep else sorted(name for name in below if not _skipped(name) and name not in named)
        for name in (*files, *named):
            if name.lower().endswith(".sql") and not name.startswith("."):
                yield (relative / name).as_posix()


def _skipped(name: str) -> bool:
    return name.startswith(".") or name in _NOT_OURS
