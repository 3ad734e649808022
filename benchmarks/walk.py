"""The walk over longer and longer chains: what a migration costs, and how that grows."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks.generate.chains import write_chain
from benchmarks.measure import Case, Sample, rounds
from benchmarks.place import Place, ProgramFailed
from benchmarks.report import Row, Section
from harness.chain import read_chain
from harness.chain.statement import Chain
from harness.walk.record import Record
from harness.walk.walk import walk

LENGTHS = (50, 200, 1000)
_MOST = 900.0  # seconds that one walk may be expected to take
_KINDS = {"guarded": True, "unguarded": False}


def measure(place: Place, runs: int) -> Section:
    """Time a walk over chains of guarded and of unguarded migrations, against psql applying ups and downs once."""
    rows: list[Row] = []
    notes: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for kind, guarded in _KINDS.items():
            each: list[float] = []
            for length in LENGTHS:
                expected = _expected(each, length)
                if expected > _MOST:
                    notes.append(f"{length} {kind}: left out, for it would take about {expected / 60:.0f} minutes.")
                    continue
                chain = read_chain(write_chain(Path(folder, f"{kind}-{length}"), length, guarded=guarded))
                name = f"{length} {kind}"
                samples, record = _walked(place, chain, runs)
                each.append(samples["walk"].median / length)
                rows += _rows(name, length, samples, each[-1] / each[0])
                notes.append(_told(name, record))
                click.echo(notes[-1], err=True)  # it takes minutes: what is known is said at once
    return Section(
        "The walk over a chain of small migrations; psql applies all ups, then all downs", tuple(rows), tuple(notes)
    )


def _expected(each: Sequence[float], length: int) -> float:
    """Return how long a chain may take whose migrations grow dearer as those of the two before it did."""
    if len(each) < 2:  # noqa: PLR2004 (two points make a line)
        return 0.0
    (first, second), at = each[-2:], LENGTHS.index(length)
    slope = max(second - first, 0.0) / (LENGTHS[at - 1] - LENGTHS[at - 2])
    return length * (second + slope * (length - LENGTHS[at - 1]))


def _walked(place: Place, chain: Chain, runs: int) -> tuple[dict[str, Sample], Record]:
    """Walk a chain as often as fits a minute; return the samples and the last record."""
    seen: list[Record] = []
    databases: list[str] = []
    files = [migration.up.file for migration in chain.migrations]
    files += [migration.down.file for migration in reversed(chain.migrations) if migration.down]
    apply = Case(
        lambda: place.psql(*files, database=databases[-1]),
        before=lambda: databases.append(place.scratch.create("bench")),
        after=lambda: place.scratch.drop(databases.pop()),
    )
    cases = {"psql": apply, "walk": Case(lambda: seen.append(walk(chain, place.scratch)))}
    samples = rounds(cases, runs, warm=0)
    applied = [step.up.ok for step in seen[-1].steps.values()]
    if len(applied) != len(chain.migrations) or not all(applied):
        raise ProgramFailed(f"the walk over {chain.path} broke off after {len(applied)} migrations")
    return samples, seen[-1]


def _rows(name: str, length: int, samples: dict[str, Sample], growth: float) -> list[Row]:
    psql, walked = samples["psql"], samples["walk"]
    by_psql = f"{name}: psql -f"
    ratios = (("psql -f", walked.times(psql)),)
    return [
        Row(by_psql, psql, rate=_each(psql, length)),
        Row(f"{name}: walk", walked, ratios, f"{_each(walked, length)}, {growth:.2f} x the shortest chain's"),
    ]


def _each(sample: Sample, length: int) -> str:
    return f"{sample.median / length * 1e3:.1f} ms a migration"


def _told(name: str, record: Record) -> str:
    return f"{name}: " + ", ".join(f"{phase} {seconds:.2f} s" for phase, seconds in record.seconds.items())
