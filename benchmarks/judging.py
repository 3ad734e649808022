"""Verdicts about rows in one call, against a savepoint and a round trip for each row."""

from __future__ import annotations

import psycopg

from benchmarks.measure import Case, rounds
from benchmarks.place import ROOT, Place
from benchmarks.report import Row, Section
from harness.chain import read_text
from harness.live.apply import Connection
from harness.live.judge import Trial, verdicts

_ROWS = 4_000
_AIM = 10  # times as many verdicts a second as with a savepoint a row


def measure(place: Place, runs: int) -> Section:
    """Time the verdicts about rows of this repository's own `users`, every other one rejected."""
    trials = [
        Trial(
            "insert into users (oidc_sub, email, name, role)"
            f" values ('{number}', 'u{number}@example.org', 'someone', '{'viewer' if number % 2 else 'nobody'}')"
        )
        for number in range(_ROWS)
    ]
    with place.database(setup=read_text(ROOT / "sql" / "V0001.up.sql")) as (_, conn):
        one = "a savepoint for each row"
        samples = rounds(
            {one: Case(lambda: _one_by_one(conn, trials)), "judge": Case(lambda: verdicts(conn, trials))}, runs
        )
    ratio = ((f"as quick as {one} (aim: {_AIM})", samples[one].times(samples["judge"])),)
    rate = {name: f"{_ROWS / sample.median:,.0f} rows/s" for name, sample in samples.items()}
    rows = (Row(one, samples[one], (), rate[one]), Row("judge", samples["judge"], ratio, rate["judge"]))
    return Section(f"{_ROWS:,} verdicts", rows, ("Half of the rows have a label that their enum has not.",))


def _one_by_one(conn: Connection, trials: list[Trial]) -> None:
    with conn.transaction(force_rollback=True):
        for trial in trials:
            try:
                with conn.transaction(force_rollback=True):
                    conn.execute(trial.asked.encode())
            except psycopg.errors.InvalidTextRepresentation:
                continue
