"""Reading DDL and folding it into a schema, against libpg_query parsing it, squawk linting it and psql applying it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pglast

from benchmarks.generate.chains import write_chain
from benchmarks.measure import Case, Sample, rounds
from benchmarks.place import ROOT, Place
from benchmarks.report import Row, Section
from harness.chain import read_chain
from harness.declared import declare

_LENGTHS = (1_000, 4_000, 16_000)  # versions: 1,200 to 19,200 statements
_AIM = 0.4  # seconds that `--static` on sql/ may take, the interpreter's start included


def measure(place: Place, runs: int) -> Section:
    """Time chains of guarded migrations, and `harness check --static` on this repository's own."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for length in _LENGTHS:
            chain = write_chain(Path(folder, str(length)), length, guarded=True)
            rows += _chain_rows(place, chain, length, runs if length == _LENGTHS[0] else 1)
    rows += _static_rows(runs)
    notes = (
        "read and fold: read_chain, declare, and the schema after the last version; ups alone, as for the others.",
        "squawk and psql only on the shortest chain; psql applies to an empty database, its start included.",
    )
    return Section("Reading SQL text into a schema", tuple(rows), notes)


def _chain_rows(place: Place, folder: Path, length: int, runs: int) -> list[Row]:
    for down in folder.glob("*.down.sql"):
        down.unlink()
    chain = read_chain(folder)
    texts = [migration.up.text for migration in chain.migrations]
    statements = sum(len(migration.up.statements) for migration in chain.migrations)
    cases = {"pglast": Case(lambda: [pglast.parse_sql(text) for text in texts])}
    if length == _LENGTHS[0]:
        files = [migration.up.file for migration in chain.migrations]
        squawk = _squawk()
        if squawk:
            command = [squawk, *map(str, files)]
            cases["squawk"] = Case(lambda: subprocess.run(command, capture_output=True, check=False))  # noqa: S603 - an installed linter
        cases["psql"] = Case(*_applying(place, files))
    cases["read"] = Case(lambda: declare(read_chain(folder)).schema)
    return _rows(f"{statements:,} statements", statements, rounds(cases, runs, budget=90.0))


def _squawk() -> str | None:
    beside = Path(sys.executable).parent / "squawk"
    return str(beside) if beside.exists() else shutil.which("squawk")


def _applying(place: Place, files: list[Path]) -> tuple[Callable[[], Any], Callable[[], Any], Callable[[], Any]]:
    made: list[str] = []

    def before() -> None:
        made.append(place.scratch.create("reading"))

    def act() -> None:
        place.psql(*files, database=made[-1])

    def after() -> None:
        place.scratch.drop(made.pop())

    return act, before, after


def _rows(what: str, statements: int, samples: dict[str, Sample]) -> list[Row]:
    names = {
        "pglast": f"{what}: libpg_query parses",
        "squawk": f"{what}: squawk lints",
        "psql": f"{what}: psql applies",
        "read": f"{what}: read and fold",
    }
    bases = [base for base in ("pglast", "squawk", "psql") if base in samples]
    ratios = tuple((names[base], samples["read"].times(samples[base])) for base in bases)
    return [
        Row(
            names[key],
            samples[key],
            ratios if key == "read" else (),
            f"{samples[key].median / statements * 1e6:.0f} ms per 1,000",
        )
        for key in names
        if key in samples
    ]


def _static_rows(runs: int) -> list[Row]:
    harness = str(Path(sys.executable).parent / "harness")
    sql = str(ROOT / "sql")

    def run(*command: str) -> Callable[[], Any]:
        return lambda: subprocess.run(command, capture_output=True, check=True, cwd=ROOT)  # noqa: S603 - our own command

    start, static = "python -c pass", "harness check sql --static"
    samples = rounds(
        {start: Case(run(sys.executable, "-c", "pass")), static: Case(run(harness, "check", sql, "--static"))}, runs
    )
    against = ((start, samples[static].times(samples[start])),)
    return [Row(start, samples[start]), Row(static, samples[static], against, aim=_AIM)]
