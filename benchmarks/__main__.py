"""`python -m benchmarks`: measures, prints a table for each benchmark, and never passes or fails."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from benchmarks import evidence, fingerprint, gate, judging, reading, rows, scratch, splitting, walk
from benchmarks.place import Place, ProgramFailed, opened
from benchmarks.report import Section, show
from harness.finding import HarnessError

BENCHMARKS: dict[str, Callable[[Place, int], Section]] = {
    "gate": gate.measure,
    "fingerprint": fingerprint.measure,
    "scratch": scratch.measure,
    "splitting": splitting.measure,
    "reading": reading.measure,
    "evidence": evidence.measure,
    "judging": judging.measure,
    "rows": rows.measure,
    "walk": walk.measure,
}
_WIDTH = 140


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--only", multiple=True, type=click.Choice(list(BENCHMARKS)), help="Measure only this (repeatable).")
@click.option("--runs", type=click.IntRange(1), default=7, show_default=True, help="Counted rounds, at most.")
@click.option("--server", "spec", default="embedded", show_default=True, metavar="KIND", help="As for `harness check`.")
@click.option("--json", "output", type=click.Path(dir_okay=False), help="Write the figures here too.")
def main(only: tuple[str, ...], runs: int, spec: str, output: str | None) -> None:
    """Measure what the harness costs, beside programs that people know, in interleaved rounds on one server.

    Machines differ and are noisy: read the ratios. An aim that is missed is a word in the table, not a failure.
    """
    try:
        figures = _measured(spec, only or tuple(BENCHMARKS), runs)
    except (HarnessError, ProgramFailed) as error:
        raise click.ClickException(str(error)) from error
    if output:
        Path(output).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _measured(spec: str, names: Sequence[str], runs: int) -> dict[str, Any]:
    """Run the benchmarks one after another, print each when it is done, and return all as JSON has it."""
    console = Console(width=_WIDTH, highlight=False)
    sections: dict[str, Section] = {}
    with opened(spec) as place:
        about = _about(place)
        console.print("\n".join(f"{name}: {value}" for name, value in about.items()), markup=False)
        for name in names:
            sections[name] = BENCHMARKS[name](place, runs)
            console.print()
            show(console, sections[name])
    return {"format": 1, **about, "benchmarks": {name: section.to_json() for name, section in sections.items()}}


def _about(place: Place) -> dict[str, Any]:
    """Return what the figures depend on."""
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    return {
        "server": str(place.address),
        "python": platform.python_version(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load": load,
        "time": time.strftime("%Y-%m-%d %H:%M:%S %z"),
    }


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
