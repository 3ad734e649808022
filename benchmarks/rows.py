"""Rows that are made while COPY takes them, against COPY of the same rows from a file."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Case, rounds
from benchmarks.place import ROOT, Place, ProgramFailed
from benchmarks.report import Row, Section
from harness.chain import read_text
from harness.live.psql import find_psql
from harness.servers import environment

_ROWS = 1_000_000
_FEWER = 100_000
_AIM = 4  # times as long as COPY of a file, at most
_TABLES = "contacts, campaigns, email_templates, users"


def measure(place: Place, runs: int) -> Section:
    """Time a million contacts, with the tables that they need, into the data model's own tables and indexes."""
    peaks: dict[int, int] = {}
    with (
        place.database(setup=read_text(ROOT / "sql" / "V0001.up.sql")) as (name, conn),
        tempfile.TemporaryDirectory() as folder,
    ):
        file = Path(folder, "rows.sql")
        psql = [find_psql(place.address), "-X", "-q", "-o", os.devnull, "-v", "ON_ERROR_STOP=1", "-f"]
        _made(_FEWER, Path(os.devnull), peaks)
        _made(_ROWS, file, peaks)

        def piped() -> None:
            with subprocess.Popen(_command(_ROWS), stdout=subprocess.PIPE, cwd=ROOT) as maker:  # noqa: S603 (no shell)
                _finished([*psql, "-"], place, name, maker)

        def copied() -> None:
            _finished([*psql, str(file)], place, name)

        def empty() -> None:
            conn.execute(f"truncate {_TABLES} cascade".encode())

        bare, made = f"COPY of {file.stat().st_size / 2**20:,.0f} MB from a file", "harness rows, piped into COPY"
        alone = "harness rows, to nowhere"
        cases = {
            bare: Case(copied, after=empty),
            made: Case(piped, after=empty),
            alone: Case(lambda: _made(_ROWS, Path(os.devnull), peaks)),
        }
        samples = rounds(cases, runs, warm=0, budget=240.0)
    rates = {what: f"{_ROWS / sample.median:,.0f} rows/s" for what, sample in samples.items()}
    ratio = ((f"{bare} (aim: below {_AIM})", samples[made].times(samples[bare])),)
    rows = (
        Row(bare, samples[bare], (), rates[bare]),
        Row(made, samples[made], ratio, rates[made]),
        Row(alone, samples[alone], (), rates[alone]),
    )
    memory = ", ".join(f"{count:,} rows: {peak / 1024:,.0f} MB" for count, peak in sorted(peaks.items()))
    notes = (f"Most memory of the process, by rows made: {memory}.", "Its own scratch server is started each time.")
    return Section(f"{_ROWS:,} contacts", rows, notes)


def _command(count: int) -> list[str]:
    return [sys.executable, "-m", "harness", "rows", "sql", "contacts", "-n", str(count), "--server", "embedded"]


def _made(count: int, file: Path, peaks: dict[int, int]) -> None:
    """Make rows, and note the most memory that it took, in kilobytes."""
    with file.open("wb") as stream:
        started = subprocess.Popen(_command(count), stdout=stream, cwd=ROOT, stderr=subprocess.DEVNULL)  # noqa: S603 (no shell)
        _, status, usage = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise ProgramFailed(f"harness rows ended with {started.returncode}")
    peaks[count] = max(peaks.get(count, 0), usage.ru_maxrss)


def _finished(command: list[str], place: Place, name: str, maker: subprocess.Popen[bytes] | None = None) -> None:
    done = subprocess.run(  # noqa: S603 (no shell)
        command,
        stdin=maker.stdout if maker else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(place.address, name),
        check=False,
    )
    if done.returncode:
        raise ProgramFailed(done.stderr.decode(errors="replace")[-2000:])
