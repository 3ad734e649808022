r"""Hands a script to the real psql: the only one who can carry out meta-commands.

psql's `\restrict` refuses every meta-command, so a file that needs some cannot run under it; what stands between such
a file and the machine is `--allow-psql` alone, which is why it has to be asked for.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness.chain.statement import Script, Statement
from harness.finding import ServerError
from harness.live.apply import Applied, Failure, Outcome
from harness.servers import Address, environment

# `psql:FILE:LINE: ERROR:  SQLSTATE: message`, as VERBOSITY=verbose prints it; LINE counts from the file's start.
_ERROR = re.compile(r"^psql:.*?:(\d+): (?:ERROR|FATAL|PANIC):\s+(?:([0-9A-Z]{5}): )?(.*)$", re.MULTILINE)


def find_psql(address: Address) -> str:
    """Return the psql that belongs to the server, or the one on the PATH; raise `ServerError` where there is none."""
    beside = Path(address.bin_dir or "", "psql")
    found = str(beside) if address.bin_dir and beside.is_file() else shutil.which("psql")
    if found is None:
        raise ServerError(
            "no psql was found beside the server or on the PATH",
            want="psql, for files with meta-commands",
            mend="install a PostgreSQL client, or use `--server embedded`, which brings one",
        )
    return found


def _environment(address: Address, database: str, timeout: float) -> dict[str, str]:
    """Return psql's environment: the caller's, its PG… variables replaced by those that lead to `database`."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    options = {"PGOPTIONS": f"-c statement_timeout={round(timeout * 1000)}", "LC_ALL": "C"}
    return inherited | environment(address, database) | options


def run(address: Address, database: str, script: Script, *, timeout: float, single: bool = False) -> Applied:
    """Apply `script` with `psql -v ON_ERROR_STOP=1 -f`; `single` adds `-1`; `timeout` seconds bound each statement."""
    started = time.monotonic()
    with _file(script) as path:
        command = [find_psql(address), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=verbose", "-f", path]
        done = subprocess.run(  # noqa: S603 - psql, and a file that the user asked to run
            command + (["-1"] if single else []),
            env=_environment(address, database, timeout),
            cwd=script.file.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=timeout * (len(script.statements) + 1),
        )
    seconds = time.monotonic() - started
    if done.returncode == 0:
        return Applied(tuple(Outcome(statement) for statement in script.statements), None, False, seconds)
    return Applied((), _failure(script, done.stderr), False, seconds)


@contextmanager
def _file(script: Script) -> Iterator[str]:
    """Give the path of a file with exactly the script's text: itself, unless it is half of one."""
    if script.file.read_text(encoding="utf-8-sig", errors="replace") == script.text:
        yield str(script.file)
        return
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8", newline="") as half:
        half.write(script.text)
        half.flush()
        yield half.name


def _failure(script: Script, stderr: str) -> Failure:
    found = _ERROR.search(stderr)
    if found is None:
        lines = stderr.strip().splitlines() or ["psql gave no reason"]
        return Failure(script.statements[0], script.statements[0].line, "", lines[-1])
    line = int(found[1])
    return Failure(_statement_at(script, line), line, found[2] or "", found[3].strip())


def _statement_at(script: Script, line: int) -> Statement:
    """Return the last statement that starts at or before `line`: psql reports the line at which it sent it."""
    earlier = [statement for statement in script.statements if statement.line <= line]
    return earlier[-1] if earlier else script.statements[0]
