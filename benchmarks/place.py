"""Where it is measured: one server for all benchmarks, its scratch databases, and the programs that belong to it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from harness.live.apply import Connection
from harness.live.psql import find_psql
from harness.live.scratch import Scratch
from harness.servers import Address, ServerOptions, environment, start

ROOT = Path(__file__).resolve().parent.parent


class ProgramFailed(Exception):
    """A program that is measured, or measured against, did not do its work."""


@dataclass(frozen=True)
class Place:
    """A server that runs; `spec` is what it was asked for with, for starting another of the same kind."""

    spec: str
    address: Address
    scratch: Scratch

    def program(self, name: str) -> str | None:
        """Return the path of a PostgreSQL program: the server's own, else the one on the PATH, else None."""
        own = Path(self.address.bin_dir or "", name)
        return str(own) if self.address.bin_dir and own.is_file() else shutil.which(name)

    def run(self, *command: str | Path, database: str) -> None:
        """Run a program against one of the scratch databases as their owner; what it prints is read and dropped."""
        finished(*command, environment=environment(self.address, database))

    def psql(self, *files: Path, database: str) -> None:
        """Apply files as people do by hand."""
        named = [word for file in files for word in ("-f", str(file))]
        self.run(find_psql(self.address), "-X", "-q", "-v", "ON_ERROR_STOP=1", *named, database=database)

    @contextmanager
    def database(self, *, setup: str = "") -> Iterator[tuple[str, Connection]]:
        """Give the name of a scratch database that `setup` was run in, and a connection; drop it afterwards."""
        name = self.scratch.create("bench")
        with closing(self.scratch.connect(name)) as conn:
            if setup:
                conn.execute(setup.encode())
            yield name, conn
        self.scratch.drop(name)


@contextmanager
def opened(spec: str) -> Iterator[Place]:
    """Start the server that `spec` names, for as long as the block runs."""
    with start(spec, ServerOptions()) as server, Scratch(server.address) as scratch:
        yield Place(spec, server.address, scratch)


def finished(*command: str | Path, environment: dict[str, str] | None = None) -> None:
    """Run a program from the repository's top to its end; raise `ProgramFailed` with its last words if it fails."""
    done = subprocess.run(  # noqa: S603 (no shell)
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )
    if done.returncode:
        said = (done.stderr or done.stdout).decode(errors="replace").strip()
        raise ProgramFailed(f"{Path(command[0]).name} ended with {done.returncode}:\n{said[-2000:]}")
