"""The fingerprint of a large database, against pg_dump of the same one and against one round trip."""

from __future__ import annotations

from benchmarks.generate.database import database
from benchmarks.measure import Case, rounds
from benchmarks.place import Place, ProgramFailed
from benchmarks.report import Section, compared
from harness.live import catalog, contents
from harness.live.apply import Connection

_TABLES = 300
_TRIP, _DUMP = "select 1", "pg_dump -s"
_READ, _DIGEST = "catalog.read", "catalog.digest"
_AIM = 0.3


def measure(place: Place, runs: int) -> Section:
    """Time a fingerprint as a Schema and as a digest, on a connection that has asked before and on a new one."""
    fresh: list[Connection] = []
    notes = ["contents.contents counts and hashes the rows of every table, which are none here."]
    with place.database(setup=database(_TABLES)) as (name, conn):

        def connect() -> None:
            fresh.append(place.scratch.connect(name))

        def close() -> None:
            fresh.pop().close()

        cases = {
            _TRIP: Case(lambda: conn.execute("select 1")),
            _READ: Case(lambda: catalog.read(conn)),
            _DIGEST: Case(lambda: catalog.digest(conn)),
            f"{_READ}, first on a connection": Case(lambda: catalog.read(fresh[-1]), connect, close),
            f"{_DIGEST}, first on a connection": Case(lambda: catalog.digest(fresh[-1]), connect, close),
            "contents.contents": Case(lambda: contents.contents(conn)),
        }
        dump = _dump(place, name)
        if dump:
            cases[_DUMP] = Case(lambda: place.run(*dump, database=name))
        else:
            notes.append("pg_dump was not measured: this machine has none that reads this server.")
        samples = rounds(cases, runs)
    rows = compared(samples, (_TRIP, _DUMP), aims=dict.fromkeys((_READ, _DIGEST), _AIM))
    return Section(f"The fingerprint of a database of {_TABLES} tables", rows, tuple(notes))


def _dump(place: Place, database: str) -> tuple[str, ...] | None:
    """Return the command that writes the schema down; None where there is no pg_dump, or an older one."""
    program = place.program("pg_dump")
    if program is None:
        return None
    try:
        place.run(program, "-s", database=database)
    except ProgramFailed:
        return None
    return program, "-s"
