"""Rows of figures, and how they are printed: a plain text table for each benchmark, and JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.measure import Sample


@dataclass(frozen=True, slots=True)
class Row:
    """One measured case: its sample, its ratios to other cases by their name, a rate in words, an aim in seconds."""

    what: str
    sample: Sample
    against: tuple[tuple[str, float], ...] = ()
    rate: str = ""
    aim: float | None = None

    def to_json(self) -> dict[str, Any]:
        ratios = [{"to": name, "ratio": ratio} for name, ratio in self.against]
        return {
            "what": self.what,
            "seconds": self.sample.to_json(),
            "ratios": ratios,
            "rate": self.rate,
            "aim": self.aim,
        }


@dataclass(frozen=True, slots=True)
class Section:
    """The figures of one benchmark; notes say what could not be measured here, and why."""

    title: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {"title": self.title, "rows": [row.to_json() for row in self.rows], "notes": list(self.notes)}


def compared(
    samples: dict[str, Sample],
    bases: tuple[str, ...],
    *,
    rate: Callable[[str, Sample], str] = lambda _name, _sample: "",
    aims: dict[str, float] | None = None,
) -> tuple[Row, ...]:
    """Return a row for each sample, held against those of the `bases` that were measured, itself excepted."""
    there = [base for base in bases if base in samples]
    return tuple(
        Row(
            name,
            sample,
            tuple((base, sample.times(samples[base])) for base in there if base != name and name not in there),
            rate(name, sample),
            (aims or {}).get(name),
        )
        for name, sample in samples.items()
    )


def show(console: Console, section: Section) -> None:
    """Print one benchmark's table; a column that says nothing is left out."""
    table = Table(title=section.title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True)
    for heading in ("median", "least", "most", "CPU", "rounds"):
        table.add_column(heading, justify="right", no_wrap=True)
    words = [(_ratios(row), row.rate, _aim(row)) for row in section.rows]
    said = [place for place in range(3) if any(cells[place] for cells in words)]
    for place in said:
        table.add_column(("is", "rate", "aim")[place], no_wrap=True)
    for row, cells in zip(section.rows, words, strict=True):
        sample = row.sample
        figures = (sample.median, sample.least, sample.most, sample.mean_cpu)
        table.add_row(row.what, *map(_seconds, figures), str(len(sample.wall)), *(cells[place] for place in said))
    console.print(table)
    for note in section.notes:
        console.print(f"  {note}", highlight=False)


def _ratios(row: Row) -> str:
    return "\n".join(f"{_ratio(ratio)} x {name}" for name, ratio in row.against)


def _aim(row: Row) -> str:
    return f"< {row.aim:g} s: {'met' if row.sample.median < row.aim else 'missed'}" if row.aim else ""


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1e3:.1f} ms"


def _ratio(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004 (three figures tell enough)
