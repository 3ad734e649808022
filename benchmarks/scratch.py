"""Databases made, cloned and dropped, against initdb and against a transaction that is rolled back."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from benchmarks.generate.database import database
from benchmarks.measure import Case, rounds
from benchmarks.place import Place, ProgramFailed
from benchmarks.report import Section, compared
from harness.servers import programs
from harness.servers.privileges import Account, server_account

_TABLES = 12
_UNDO = "begin, rollback"
_INIT = "initdb"


def measure(place: Place, runs: int) -> Section:
    """Time what a question costs that needs a database of its own, and one that does not."""
    made: list[str] = []
    notes = ["Between begin and rollback: alter table … drop constraint. Each is a round trip."]
    source = _source(place)
    with place.database(setup=database(_TABLES)) as (_, conn):

        def undo() -> None:
            conn.execute("begin")
            conn.execute("alter table table_0005 drop constraint table_0005_rank_is_in_range")
            conn.execute("rollback")

        def drop() -> None:
            place.scratch.drop(made.pop())

        cases = {
            _UNDO: Case(undo),
            "scratch.create": Case(lambda: made.append(place.scratch.create("bench"))),
            "scratch.drop": Case(drop),
            f"scratch.clone of {_TABLES} tables": Case(lambda: made.append(place.scratch.clone(source)), after=drop),
        }
        if place.address.bin_dir:
            program = Path(place.address.bin_dir, "initdb")
            account = server_account()
            cases[_INIT] = Case(lambda: _initdb(program, account))
        else:
            notes.append("initdb was not measured: the server's programs are not on this machine.")
        samples = rounds(cases, runs)
    place.scratch.drop(source)
    return Section("A database for one question", compared(samples, (_UNDO, _INIT)), tuple(notes))


def _source(place: Place) -> str:
    """Make a database with tables in it that nobody is connected to, and return its name."""
    name = place.scratch.create("source")
    with closing(place.scratch.connect(name)) as conn:
        conn.execute(database(_TABLES).encode())
    return name


def _initdb(program: Path, account: Account) -> None:
    """Initialise a cluster as quickly as initdb can, and remove it."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        account.give(data)
        options = ("-A", "peer", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
        done = programs.run(program, "-D", data, *options, account=account)
        if done.returncode:
            raise ProgramFailed(f"initdb ended with {done.returncode}:\n{done.stdout}")
