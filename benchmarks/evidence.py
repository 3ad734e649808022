"""What rows show of `sql/`, against applying it once."""

from __future__ import annotations

from benchmarks.measure import Case, rounds
from benchmarks.place import ROOT, Place
from benchmarks.report import Row, Section
from harness.chain import read_text
from harness.live import catalog
from harness.observed.observe import observe

_AIM = "the witnesses of sql/ in under a second"


def measure(place: Place, runs: int) -> Section:
    """Time the witnesses of every object of `sql/`, and the same with generated rows, beside the file itself."""
    text = read_text(ROOT / "sql" / "V0001.up.sql")
    with place.database(setup=text) as (_, conn):
        schema = catalog.read(conn)
        tried = len(observe(conn, schema, examples=0).tried)
        applying, witnesses = "applying the file again", "witnesses"
        generated = "witnesses and 25 generated rows a table"
        samples = rounds(
            {
                applying: Case(lambda: conn.execute(text.encode())),
                witnesses: Case(lambda: observe(conn, schema, examples=0)),
                generated: Case(lambda: observe(conn, schema, examples=25)),
            },
            runs,
        )
    base = samples[applying]
    rows = (
        Row(applying, base, (), f"{base.median:.3f} s"),
        *(
            Row(name, found, ((f"times {applying}", found.times(base)),), f"{found.median:.2f} s")
            for name, found in samples.items()
            if name != applying
        ),
    )
    return Section(f"Evidence for sql/: {tried:,} rows and statements tried", rows, (f"Aim: {_AIM}.",))
