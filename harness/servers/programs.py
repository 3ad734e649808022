"""Runs one program of a PostgreSQL installation: without the caller's settings, and under the account asked for."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from harness.servers.privileges import Account


def run(*command: str | Path, account: Account | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program to its end and return its exit code and, as `stdout`, all that it said."""
    return subprocess.run(  # noqa: S603 (no shell: the first word is a file that the caller has found)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd="/",
        env=clean_environment(),
        check=False,
        start_new_session=True,
        **(account.spawn if account else {}),
    )


def clean_environment() -> dict[str, str]:
    """Return the environment without what would steer a PostgreSQL program, and with messages in English."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_"))}
    return inherited | {"LC_ALL": "C", "TZ": "UTC"}
