"""The whole gate as people run it, against psql applying the same files once."""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.measure import Case, Sample, rounds
from benchmarks.place import ROOT, Place, finished
from benchmarks.report import Section, compared
from harness.servers import Server, ServerOptions, start

_SQL = ROOT / "sql"
_APPLY = "psql -f: up, seed, down"
_GATE = "harness check sql"
_START, _STOP = "server: start", "server: stop"
_NAME = "harness --version"
_AIM = 3.0


def measure(place: Place, runs: int) -> Section:
    """Time `harness check sql` as a process: its server's start and stop are included, and shown apart too."""
    files = [_SQL / name for name in ("V0001.up.sql", "seed.sql", "V0001.down.sql")]
    phases: dict[str, list[float]] = defaultdict(list)
    servers: list[Server] = []
    databases: list[str] = []

    def apply() -> None:
        for file in files:
            place.psql(file, database=databases[-1])

    def check() -> None:
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder, "report.json")
            options = ("--server", place.spec, "--format", "json", "--output", report)
            finished(sys.executable, "-m", "harness", "check", _SQL.name, *options)
            for phase, seconds in json.loads(report.read_text(encoding="utf-8"))["seconds"].items():
                phases[phase].append(seconds)

    samples = rounds(
        {
            _APPLY: Case(
                apply,
                before=lambda: databases.append(place.scratch.create("bench")),
                after=lambda: place.scratch.drop(databases.pop()),
            ),
            _START: Case(lambda: servers.append(start(place.spec, ServerOptions()))),
            _STOP: Case(lambda: servers.pop().stop()),
            _NAME: Case(lambda: finished(sys.executable, "-m", "harness", "--version")),
            _GATE: Case(check),
        },
        runs,
        budget=60.0 * runs,
    )
    rows = compared(samples, (_APPLY,), aims={_GATE: _AIM})
    return Section(
        "The whole gate on sql/, server start and stop included", rows, _told(phases, len(rows[0].sample.wall))
    )


def _told(phases: dict[str, list[float]], counted: int) -> tuple[str, ...]:
    """Say what the gate itself says of its time: medians of the counted rounds."""
    medians = {phase: Sample(tuple(seconds[-counted:]), 0.0).median for phase, seconds in phases.items()}
    parts = ", ".join(f"{phase} {seconds:.2f}" for phase, seconds in medians.items())
    return (f"The gate's own account, medians in seconds: {parts}.",)
