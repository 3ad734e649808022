"""What outlives a run: initialised clusters and, for root, copies of binaries that the server's account can read."""

from __future__ import annotations

import logging
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import platformdirs

_log = logging.getLogger(__name__)

_UNUSED_SECONDS = 90 * 24 * 3600
_PARTIAL_SECONDS = 3600


def folder() -> Path | None:
    """Return the cache folder, made where it is missing; None where none can be had, or where it is not ours alone.

    Root's is the system's (`/var/cache/schema-harness`): a home such as `/root` is closed to the server's account.
    """
    root = os.geteuid() == 0
    name = "schema-harness"
    path = platformdirs.site_cache_path(name) if root else platformdirs.user_cache_path(name)
    try:
        path.mkdir(mode=0o755 if root else 0o700, parents=True, exist_ok=True)
        status = path.lstat()
    except OSError as error:
        _log.info("no cache: %s", error)
        return None
    ours = stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() and not status.st_mode & 0o022
    if not ours:
        _log.warning("no cache: %s belongs to, or can be written by, somebody else", path)
    return path if ours else None


def find(name: str) -> Path | None:
    """Return the entry of that name, marked as used now; None where there is none."""
    place = folder()
    entry = place / name if place else None
    if entry is None or not entry.is_dir():
        return None
    os.utime(entry)
    return entry


def store(name: str, fill: Callable[[Path], None]) -> Path | None:
    """Make the entry of that name with `fill`, which is given an empty folder (0700); None where there is no cache.

    An entry appears whole or not at all; where two processes make the same one, the first stands.
    """
    place = folder()
    if place is None:
        return None
    entry = place / name
    entry.parent.mkdir(exist_ok=True)
    partial = entry.with_name(f"{entry.name}.partial-{os.getpid()}-{time.time_ns()}")
    try:
        partial.mkdir(mode=0o700)
        fill(partial)
        partial.rename(entry)
    except OSError as error:
        if not entry.is_dir():
            _log.warning("not cached: %s", error)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    _prune(entry.parent)
    return entry if entry.is_dir() else None


def discard(name: str) -> None:
    """Remove an entry that turned out to be of no use; whoever reads it at this moment finds that out too."""
    place = folder()
    if place is not None:
        shutil.rmtree(place / name, ignore_errors=True)


def _prune(parent: Path) -> None:
    """Remove entries that nobody used for long, and what a killed process left half made."""
    for path, age in _ages(parent):
        if age > (_PARTIAL_SECONDS if ".partial-" in path.name else _UNUSED_SECONDS):
            shutil.rmtree(path, ignore_errors=True)


def _ages(parent: Path) -> Iterator[tuple[Path, float]]:
    now = time.time()
    for path in parent.iterdir():
        try:
            yield path, now - path.stat().st_mtime
        except FileNotFoundError:
            continue
