"""Splitting SQL text into statements, against reading the file and against psql's own scanner."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.generate.texts import copies, definitions, inserts
from benchmarks.measure import Case, Sample, rounds
from benchmarks.place import Place
from benchmarks.report import Row, Section
from harness.chain import read_text, split

_SIZE = 2_000_000
_TEXTS = {"definitions": definitions, "inserts": inserts, "COPY data": copies}


def measure(place: Place, runs: int) -> Section:
    """Time `split` on three kinds of text.

    psql scans the same text in a branch of `\\if` that is not taken: it then splits and sends nothing. What it takes
    to start, connect and read an empty file is taken off. COPY data is none for psql where the COPY is not sent.
    """
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, place.database() as (database, _):
        empty = Path(folder, "empty.sql")
        empty.touch()
        for kind, make in _TEXTS.items():
            text = make(_SIZE)
            file, skipped = Path(folder, "text.sql"), Path(folder, "skipped.sql")
            file.write_text(text, encoding="utf-8")
            skipped.write_text(f"\\if false\n{text}\\endif\n", encoding="utf-8")
            samples = _timed(place, database, file, skipped if kind != "COPY data" else None, empty, runs)
            rows += _rows(kind, file.stat().st_size / 1e6, samples)
    note = "psql scans in a branch of \\if that is not taken; its start, connection and end are taken off."
    return Section("Splitting SQL text", tuple(rows), (note,))


def _timed(place: Place, database: str, file: Path, skipped: Path | None, empty: Path, runs: int) -> dict[str, Sample]:
    text = read_text(file)
    cases = {"read": Case(lambda: read_text(file)), "split": Case(lambda: split(text))}
    if skipped is None:
        return rounds(cases, runs)
    cases["start"] = Case(lambda: place.psql(empty, database=database))
    cases["whole"] = Case(lambda: place.psql(skipped, database=database))
    samples = rounds(cases, runs)
    samples["psql"] = samples.pop("whole").without(samples.pop("start"))
    return samples


def _rows(kind: str, megabytes: float, samples: dict[str, Sample]) -> list[Row]:
    names = {"read": f"{kind}: read_text", "psql": f"{kind}: psql scans", "split": f"{kind}: split"}
    bases = [base for base in ("read", "psql") if base in samples]
    ratios = tuple((names[base], samples["split"].times(samples[base])) for base in bases)
    return [
        Row(names[key], samples[key], ratios if key == "split" else (), f"{megabytes / samples[key].median:.1f} MB/s")
        for key in names
        if key in samples
    ]
