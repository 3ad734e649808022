"""The programs of an installed PostgreSQL: found, tried, and copied where the server's account cannot read them."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from harness.finding import ServerError
from harness.servers import cache, programs
from harness.servers.privileges import Account

_VERSION = re.compile(r"\(PostgreSQL\) ((\d+)\S*)")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with `postgres` and `initdb`; `build` is the whole of what `postgres --version` says."""

    bin_dir: Path
    build: str
    version: str
    major: int

    @property
    def key(self) -> str:
        """A name for this exact build on this machine: another file, another key."""
        status = (self.bin_dir / "postgres").stat()
        what = f"{self.build}\n{self.bin_dir}\n{status.st_size}\n{status.st_mtime_ns}"
        return f"{self.version}-{hashlib.sha256(what.encode()).hexdigest()[:16]}"


def find_binaries(folder: Path) -> Binaries:
    """Return the programs in `folder` or its `bin`; raise `ServerError` where there are none or they do not run."""
    for bin_dir in (folder, folder / "bin"):
        if all((bin_dir / name).is_file() for name in ("postgres", "initdb")):
            return _tried(bin_dir.resolve())
    raise ServerError(
        f"{folder} has no postgres and initdb" if folder.is_dir() else f"{folder} is not a folder",
        want="the bin folder of a PostgreSQL server, or the folder above it",
        mend="name the one that `pg_config --bindir` prints, for example binaries:/usr/lib/postgresql/15/bin",
    )


def readable(binaries: Binaries, account: Account, scratch: Path) -> Binaries:
    """Return the binaries themselves, or a copy that `account` can run where it cannot run these.

    A virtual environment below `/root` (0700) is the usual case. The copy is kept in the cache, else put in `scratch`;
    permissions of existing folders are left as they are.
    """
    if not account.switch or _runs(binaries.bin_dir, account):
        return binaries
    prefix = binaries.bin_dir.parent
    name = f"binaries/{binaries.key}"

    def fill(place: Path) -> None:
        place.chmod(0o755)
        _copy(prefix, place)

    place = cache.find(name) or cache.store(name, fill)
    copied = _below(place, prefix) if place else None
    if copied is None or not _runs(copied, account):  # no cache, or one whose parents are closed to the account
        place = scratch / "binaries"
        place.mkdir(mode=0o755)
        fill(place)
        copied = _below(place, prefix)
    return replace(binaries, bin_dir=copied)


def _below(place: Path, prefix: Path) -> Path:
    return place / prefix.parent.name / prefix.name / "bin"


def _copy(prefix: Path, place: Path) -> None:
    """Copy an installation, and the `.libs` folder that wheels put beside their package, at their relative places."""
    package = prefix.parent
    libs = package.parent / f"{package.name}.libs"
    unneeded = shutil.ignore_patterns("include", "doc", "man", "pgxs", "pkgconfig", "*.a")
    shutil.copytree(prefix, place / package.name / prefix.name, symlinks=True, ignore=unneeded)
    if libs.is_dir():
        shutil.copytree(libs, place / libs.name, symlinks=True)
    for path in (place, *place.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def _tried(bin_dir: Path) -> Binaries:
    """Ask `postgres --version`: the one sure way to know that the programs run here, and which they are."""
    try:
        said = programs.run(bin_dir / "postgres", "--version").stdout
    except OSError as error:
        raise ServerError(
            f"{bin_dir / 'postgres'} does not run: {error.strerror}",
            want="a PostgreSQL server for this machine",
            mend="check the file's permissions, and that it is made for this system",
        ) from error
    found = _VERSION.search(said)
    if not found:
        raise ServerError(
            f"{bin_dir / 'postgres'} --version says: {said.strip() or '(nothing)'}",
            want="a version, as `postgres (PostgreSQL) 18.1`",
            mend="install the libraries that it needs, or name the folder of another PostgreSQL",
        )
    return Binaries(bin_dir, said.strip(), found[1], int(found[2]))


def _runs(bin_dir: Path, account: Account) -> bool:
    try:
        return programs.run(bin_dir / "postgres", "--version", account=account).returncode == 0
    except PermissionError:
        return False
