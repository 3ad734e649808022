"""The folder of one run: its lock says that the run lives, and whoever takes a dead run's lock clears up after it."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from harness.finding import ServerError
from harness.servers import postmaster
from harness.servers.privileges import Account

_NAME = re.compile(r"harness-([0-9a-f]{12})")
# A socket's path is bounded by the kernel (107 bytes on Linux, 103 on macOS); below a run's folder comes this.
_LONGEST_BASE = 103 - len("/harness-0123456789ab/socket/.s.PGSQL.5432")

# A server makes, copies and drops hundreds of databases of a thousand files each: in memory that is five times as
# fast as on an idle disk, and ten times where others use the disk. Where TMPDIR is set, it is obeyed.
_MEMORY = Path("/dev/shm")  # noqa: S108 (the folder in it is private)
_ROOM = 2 << 30  # bytes; a run takes a tenth of that, and a seed of tables may take more


@dataclass(slots=True)
class RunFolder:
    """A private folder in the system's temporary one, locked (flock) for as long as this process lives.

    `run` is the id that names all that belongs to the run: databases, roles, labels of containers. The layout is
    `data/` (the cluster), `socket/`, `log` and, while it is needed, `password`.
    """

    path: Path
    run: str
    _lock: int

    @classmethod
    def make(cls, account: Account) -> Self:
        """Make and lock a new folder that `account` can pass through; raise `ServerError` where there is no place."""
        base = _base(account)
        try:
            while True:
                run = secrets.token_hex(6)
                path = base / f"harness-{run}"
                path.mkdir(mode=0o700)
                lock = _locked(path)
                if lock is not None:
                    break
            if account.switch:
                path.chmod(0o711)  # the server's account passes through to its own two folders and can list nothing
        except OSError as error:
            raise ServerError(
                f"no folder can be made and locked in {base}: {error.strerror}",
                want="a temporary folder with room, on a file system that has locks",
                mend="make room in it, or set TMPDIR to another",
            ) from error
        return cls(path, run, lock)

    def folder(self, name: str, account: Account) -> Path:
        """Make a folder in it that is the account's alone."""
        made = self.path / name
        made.mkdir(mode=0o700)
        account.give(made)
        return made

    def close(self) -> None:
        """Stop what still runs in the folder, and remove it; idempotent."""
        if self._lock >= 0:
            _clear(self.path, self._lock)
            self._lock = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def sweep(before: Callable[[Path], None] | None = None) -> list[str]:
    """Clear up after runs of this user that died without doing so, and return their ids; living runs are untouched.

    `before` is given the folder of each, to clear up what the folder only tells of.
    """
    swept = []
    for path, run in _folders():
        lock = _locked(path)
        if lock is not None:
            if before is not None:
                before(path)
            _clear(path, lock)
            swept.append(run)
    return swept


def is_alive(path: Path) -> bool:
    """Say whether the run whose folder this is still lives; a folder that we may not look into counts as alive."""
    try:
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(lock)


def _folders() -> Iterator[tuple[Path, str]]:
    for base in _bases():
        for path in base.glob("harness-*"):
            named = _NAME.fullmatch(path.name)
            status = path.lstat() if named and path.exists() else None
            if named and status and status.st_uid == os.geteuid():
                yield path, named[1]


def _bases() -> list[Path]:
    """Return every folder that may hold runs' folders, the user's choice first."""
    return list(dict.fromkeys(place.resolve() for place in (Path(tempfile.gettempdir()), _MEMORY, Path("/tmp"))))  # noqa: S108 (the folder in it is private)


def _base(account: Account) -> Path:
    places = [place for place in _bases() if place != _MEMORY or _has_room(place)]
    if not os.environ.get("TMPDIR"):
        places.sort(key=lambda place: place != _MEMORY)
    for base in places:
        if len(os.fsencode(base)) <= _LONGEST_BASE and os.access(base, os.W_OK | os.X_OK) and account.can_enter(base):
            return base
    raise ServerError(
        f"no temporary folder serves: {', '.join(map(str, places))}",
        want=f"one that can be written, that {account.name} can enter, and of at most {_LONGEST_BASE} bytes",
        mend="set TMPDIR to such a folder",
    )


def _has_room(memory: Path) -> bool:
    """Say whether the data of a run may lie in memory without anybody else missing it."""
    try:
        status = os.statvfs(memory)
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return False
    available = next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), 0)
    return min(status.f_bavail * status.f_frsize, available // 2) >= _ROOM


def _locked(path: Path) -> int | None:
    """Take the folder's lock and return it; None where somebody holds it, or swept the folder in between."""
    try:
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(lock), path.lstat()):
            return lock
    except (BlockingIOError, FileNotFoundError):
        os.close(lock)
        return None
    os.close(lock)
    return None


def _clear(path: Path, lock: int) -> None:
    postmaster.stop_leftover(path / "data")
    # A file can vanish under the walk while the last backends end.
    shutil.rmtree(path, ignore_errors=True)
    shutil.rmtree(path, ignore_errors=True)
    os.close(lock)
