"""One postgres process: started in a session of its own, awaited by its own word, stopped fast."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from harness.finding import ServerError
from harness.servers import programs
from harness.servers.privileges import Account

PORT = 5432  # only names the socket; nothing listens on it
_START_SECONDS = 60.0
_STOP_SECONDS = 10.0
_POLL_SECONDS = 0.005

SETTINGS = {
    "max_connections": "200",
    # The data lives no longer than the run: nothing waits for a disk.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "1h",
    # Nothing runs beside the migrations: what is measured and seen is theirs alone, and no worker holds a template.
    "autovacuum": "off",
    "jit": "off",
    # Every publication statement does here what it does on a production server that publishes, without a warning.
    "wal_level": "logical",
    # Shared memory in the data folder: whatever dies, removing the folder removes everything.
    "dynamic_shared_memory_type": "mmap",
    # The same on every machine.
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A gate provokes errors by the thousand; the log is read only where the server does not start.
    "logging_collector": "off",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "log_checkpoints": "off",
}


class Postmaster:
    """A running server of our own."""

    def __init__(self, postgres: Path, data: Path, socket: Path, log: Path, account: Account) -> None:
        """Start the server and return when it takes connections; raise `ServerError` with its log where it does not."""
        settings = SETTINGS | {
            "listen_addresses": "",
            "unix_socket_directories": str(socket),
            "unix_socket_permissions": "0700",
        }
        command = [str(postgres), "-D", str(data), "-p", str(PORT)]
        command += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        self._data, self._log = data, log
        with log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603 (no shell: the first word is a file that was found)
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                env=programs.clean_environment(),
                # Ctrl-C in a terminal reaches every process of its session: the server outlives it until we stop it.
                start_new_session=True,
                **account.spawn,
            )
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def _wait(self) -> None:
        until = time.monotonic() + _START_SECONDS
        while not _ready(self._data):
            if self._process.poll() is not None or time.monotonic() > until:
                raise ServerError(
                    f"the server did not start:\n{tail(self._log)}",
                    want=f"a server that is ready within {_START_SECONDS:.0f} s",
                    mend="see its last words above; or choose another: --server container, binaries:DIR or dsn:URL",
                )
            time.sleep(_POLL_SECONDS)

    def stop(self) -> None:
        """Shut down fast, and by force where that takes too long; idempotent."""
        _end(self._process.pid, lambda: self._process.poll() is not None)
        self._process.wait()


def stop_leftover(data: Path) -> None:
    """Stop the server that runs on the folder `data`, if one does; a process id alone is not believed."""
    lines = _pid_file(data)
    if not lines or not lines[0].strip().lstrip("-").isdigit():
        return
    pid = int(lines[0])
    if pid > 1 and _runs_on(pid, data):
        _end(pid, lambda: not _runs_on(pid, data))


def tail(log: Path, lines: int = 12) -> str:
    """Return the last lines of a log, or a word that there are none."""
    text = log.read_text(encoding="utf-8", errors="replace").strip() if log.exists() else ""
    return "\n".join(text.splitlines()[-lines:]) or "(it said nothing)"


def _end(pid: int, ended: Callable[[], bool]) -> None:
    for order in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):  # fast, immediate, and the kernel's word
        if ended():
            return
        try:
            os.kill(pid, order)
        except ProcessLookupError:
            return
        until = time.monotonic() + _STOP_SECONDS
        while not ended() and time.monotonic() < until:
            time.sleep(_POLL_SECONDS)


def _ready(data: Path) -> bool:
    lines = _pid_file(data)
    return len(lines) >= 8 and lines[7].strip() == "ready"  # noqa: PLR2004 (the eighth line is the status)


def _pid_file(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _runs_on(pid: int, data: Path) -> bool:
    """Say whether the process is a server on that folder: a number alone may have been given to somebody else."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return False
        # macOS has no /proc, and always ps.
        command = programs.run("ps", "-o", "command=", "-p", str(pid)).stdout.encode().split()
    except OSError:
        return False
    return os.fsencode(data) in command
