"""Times cases in interleaved rounds, so that a noisy minute falls on all of them, and gives medians and paired ratios.

Not pyperf: it measures one benchmark after another, each in worker processes of its own, and what is compared here are
processes and servers, of which each round needs one of each, side by side.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import psutil


def nothing() -> None:
    """Do nothing: what comes before or after a case that needs neither."""


@dataclass(frozen=True, slots=True)
class Case:
    """Something to time; `before` and `after` surround it each time and are not counted."""

    act: Callable[[], Any]
    before: Callable[[], Any] = nothing
    after: Callable[[], Any] = nothing


@dataclass(frozen=True, slots=True)
class Sample:
    """What a case took, round by round: seconds by the clock, and CPU seconds, user and system, all rounds together.

    CPU seconds are those of this process and of all below it, servers of our own included; the kernel counts them in
    hundredths, so that only their mean over many rounds says something of a case of milliseconds.
    """

    wall: tuple[float, ...]
    cpu: float

    @property
    def median(self) -> float:
        return statistics.median(self.wall)

    @property
    def least(self) -> float:
        return min(self.wall)

    @property
    def most(self) -> float:
        return max(self.wall)

    @property
    def mean_cpu(self) -> float:
        return self.cpu / len(self.wall)

    def times(self, base: Sample) -> float:
        """Return how many times as long as `base` it took: the median over the rounds, each against its own round."""
        return statistics.median(mine / its for mine, its in zip(self.wall, base.wall, strict=True))

    def without(self, base: Sample) -> Sample:
        """Return the sample with what `base` took in the same round taken off."""
        pairs = zip(self.wall, base.wall, strict=True)
        return Sample(tuple(max(mine - its, 1e-9) for mine, its in pairs), max(self.cpu - base.cpu, 0.0))

    def to_json(self) -> dict[str, Any]:
        return {
            "median": self.median,
            "least": self.least,
            "most": self.most,
            "rounds": len(self.wall),
            "cpu": self.mean_cpu,
        }


@dataclass(slots=True)
class _Tally:
    wall: list[float] = field(default_factory=list)
    cpu: float = 0.0


def rounds(cases: Mapping[str, Case], runs: int, *, warm: int = 1, budget: float = 60.0) -> dict[str, Sample]:
    """Run every case once a round, in the order given: `warm` rounds uncounted, then `runs` that are counted.

    No round begins after `budget` seconds, but one is always counted.
    """
    started = time.perf_counter()
    for _ in range(warm):
        for case in cases.values():
            _timed(case)
    tallies = {name: _Tally() for name in cases}
    for number in range(runs):
        if number and time.perf_counter() - started > budget:
            break
        for name, case in cases.items():
            wall, cpu = _timed(case)
            tallies[name].wall.append(wall)
            tallies[name].cpu += cpu
    return {name: Sample(tuple(tally.wall), tally.cpu) for name, tally in tallies.items()}


def _timed(case: Case) -> tuple[float, float]:
    case.before()
    try:
        busy = _cpu_seconds()
        started = time.perf_counter()
        case.act()
        wall = time.perf_counter() - started
        return wall, _cpu_seconds() - busy
    finally:
        case.after()


def _cpu_seconds() -> float:
    """Return the CPU seconds of this process, of what it waited for, and of what still runs below it."""
    this = psutil.Process()
    return sum(_cpu_of(process) for process in (this, *this.children(recursive=True)))


def _cpu_of(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:  # it ended since it was listed, and counts with its parent from now on
        return 0.0
    return float(times.user + times.system + times.children_user + times.children_system)
