"""Which account of the machine runs the server: PostgreSQL refuses root, so root runs it as somebody unprivileged."""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.finding import ServerError

# `nobody` first: it owns nothing, whereas `postgres` may own a cluster that matters, and with `superuser = true` a
# migration can do on the machine what the server's account can.
_UNPRIVILEGED = ("nobody", "daemon", "postgres")


@dataclass(frozen=True, slots=True)
class Account:
    """The account that runs the server; `switch` where that is not the one that runs us."""

    name: str
    uid: int
    gid: int
    switch: bool

    @property
    def spawn(self) -> dict[str, Any]:
        """The arguments of `subprocess` that start a program under this account, with no other group."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}

    def give(self, path: Path) -> None:
        """Make the account the owner of a file or folder of ours."""
        if self.switch:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def give_tree(self, root: Path) -> None:
        """Make the account the owner of everything under `root`."""
        if not self.switch:
            return
        for folder, _, files in os.walk(root):
            self.give(Path(folder))
            for name in files:
                self.give(Path(folder, name))

    def can_enter(self, folder: Path) -> bool:
        """Say whether the account may pass through `folder` and everything above it, by their permissions."""
        if not self.switch:
            return os.access(folder, os.X_OK)
        real = folder.resolve()
        return all(self._passes(parent) for parent in (real, *real.parents))

    def _passes(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & stat.S_IXUSR)
        if status.st_gid == self.gid:
            return bool(status.st_mode & stat.S_IXGRP)
        return bool(status.st_mode & stat.S_IXOTH)


def server_account() -> Account:
    """Return the account for servers of our own: ourselves, or as root an existing unprivileged one."""
    if os.geteuid() != 0:
        entry = os.geteuid()
        return Account(_name(entry), entry, os.getegid(), switch=False)
    for name in _UNPRIVILEGED:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        if found.pw_uid != 0:
            return Account(name, found.pw_uid, found.pw_gid, switch=True)
    raise ServerError(
        f"PostgreSQL refuses to run as root, and none of {', '.join(_UNPRIVILEGED)} exists here",
        want="an unprivileged account that can run the server",
        mend="run the harness as a normal user, or add one: useradd --system nobody",
    )


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # a container that was given a bare number
        return str(uid)
