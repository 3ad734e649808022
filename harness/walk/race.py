"""Two sessions apply the same file at the same moment, on a database of their own that goes along with the walk."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from harness.chain.statement import Script
from harness.live import catalog
from harness.live.apply import Applied, Applier, Connection, reset
from harness.live.scratch import Scratch
from harness.schema import Schema
from harness.walk.record import Race, Replay


class RaceTrack:
    """The database on which files are raced; it is at the same version as the walk's own before each race."""

    def __init__(self, scratch: Scratch, source: str, *, timeout: float) -> None:
        self._scratch, self._timeout = scratch, timeout
        self._database = scratch.clone(source, "race")
        # Kept from race to race, and reset before each: a new session would plan the digest anew, which costs more
        # than everything else in a race of a small file.
        self._sessions = [scratch.connect(self._database) for _ in range(3)]

    def close(self) -> None:
        for session in self._sessions:
            session.close()
        self._scratch.drop(self._database)

    def race(self, script: Script, end: str) -> tuple[Race, Schema | None]:
        """Apply `script` from two sessions at once, then once more; `end` is the digest that one application leaves.

        Returns the race, and what stands now where that is neither an error nor `end`.
        """
        starting_line = threading.Barrier(2)
        *racers, judge = self._sessions

        def run(conn: Connection) -> Applied:
            reset(conn)
            starting_line.wait()
            return Applier(conn, timeout=self._timeout).file(script.statements)

        with ThreadPoolExecutor(2) as lanes:
            runs = list(lanes.map(run, racers))
        loser = next((applied.failure for applied in runs if applied.failure), None)
        reset(judge)
        again = Applier(judge, timeout=self._timeout).file(script.statements)
        same = again.ok and catalog.digest(judge) == end
        left = None if same or again.failure else catalog.read(judge)
        return Race(loser, Replay(again.failure)), left
