"""Two sessions apply the same file at once, on a database of their own that goes along with the walk.

They go in lockstep, so that the answer is the same in every run: each unit is carried out by the leader, which leaves
its transaction open, then by the follower, until that is done or waits for the leader; then the leader commits. That is
the overlap in which what both look for is there for neither to see. Two sessions let loose would meet it now and then.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for

from harness.chain.statement import Script
from harness.live import catalog, contents
from harness.live.apply import Applied, Applier, Connection, Failure, reset
from harness.live.scratch import Scratch
from harness.live.writes import written
from harness.schema import Name, Schema
from harness.walk.record import Race, Replay, RowChange
from harness.walk.units import (
    Unit,
    fits_a_transaction,
    is_about_transactions,
    may_add_rows,
    names_settings,
    only_comments,
    units_of,
)

_POLL_SECONDS = 0.001
# A follower that looks for the leader's lock again and again waits for it too, though no lock of the server says so.
_PATIENCE_SECONDS = 2.0


class RaceTrack:
    """The database on which files are raced; it is at the same version as the walk's own before each race."""

    def __init__(self, scratch: Scratch, source: str, *, timeout: float) -> None:
        self._scratch, self._timeout = scratch, timeout
        self._database = scratch.clone(source, "race")
        # Kept from race to race, and reset before each: a new session would plan the digest anew, which costs more
        # than everything else in a race of a small file.
        self._leader, self._follower, self._judge = self._sessions()
        self._lane = ThreadPoolExecutor(1)

    def _sessions(self) -> tuple[Connection, Connection, Connection]:
        connect = self._scratch.connect
        return connect(self._database), connect(self._database), connect(self._database)

    def _hang_up(self) -> None:
        for session in (self._leader, self._follower, self._judge):
            session.close()

    def close(self) -> None:
        self._hang_up()
        self._lane.shutdown()
        self._scratch.drop(self._database)

    def race(self, script: Script, end: str, walked: Connection) -> tuple[Race, Schema | None]:
        """Apply `script` from two sessions at once, then once more.

        `end` is the digest that one application leaves, `walked` a session where that is what stands. Returns the race,
        and the schema that stands now where the last run neither failed nor came to `end`.
        """
        units = units_of(script)
        try:
            return self._race(script, units, end, walked)
        finally:
            if names_settings(units):  # which the next file must not find
                self._hang_up()
                self._leader, self._follower, self._judge = self._sessions()

    def _race(self, script: Script, units: Sequence[Unit], end: str, walked: Connection) -> tuple[Race, Schema | None]:
        loser, filled = self._lockstep(units)
        reset(self._judge)
        again = Applier(self._judge, timeout=self._timeout).file(script.statements)
        if again.failure:
            return Race(loser, Replay(again.failure)), None
        rows = _counts(walked, self._judge, filled)
        left = None if catalog.digest(self._judge) == end else catalog.read(self._judge)
        return Race(loser, Replay(None, (), rows)), left

    def _lockstep(self, units: Sequence[Unit]) -> tuple[Failure | None, set[Name]]:
        """Return the first error that either session met, and the tables that the leader put rows into."""
        failures: list[Failure | None] = []
        filled: set[Name] = set()
        reset(self._leader)
        reset(self._follower)
        for at, unit in enumerate(units):
            led = None if only_comments(unit) else self._left_open(unit)
            if led is None:  # no transaction can be left open, or the server itself lets only one at a time do this
                failures += [self._whole(session, unit).failure for session in (self._leader, self._follower)]
                continue
            if led.failure:  # of what the follower has done before
                failures.append(led.failure)
                break
            if may_add_rows(unit):
                filled |= {table for table in written(self._leader) or () if table.namespace != "pg_catalog"}
            follower = self._lane.submit(self._whole, self._follower, unit)
            self._await(follower, led.seconds)
            failures.append(Applier(self._leader, timeout=self._timeout).file([unit.closing]).failure)
            self._await(follower, led.seconds)
            if follower.done():
                failures.append(follower.result().failure)
                continue
            # What the leader holds outlasts its transaction: the file keeps runs apart.
            failures += [*self._rest(self._leader, units[at + 1 :]), follower.result().failure]
            failures += self._rest(self._follower, units[at + 1 :])
            break
        return next((failure for failure in failures if failure), None), filled

    def _left_open(self, unit: Unit) -> Applied | None:
        """Carry the unit out in the leader's session, and do not commit; None where that cannot be."""
        if not fits_a_transaction([unit]):
            return None
        applied = Applier(self._leader, timeout=self._timeout).within([unit.opening, *unit.statements])
        if applied.failure:
            self._leader.execute("rollback")
            return None if is_about_transactions(applied.failure.sqlstate) else applied
        return applied

    def _whole(self, session: Connection, unit: Unit) -> Applied:
        return Applier(session, timeout=self._timeout).file(unit.whole)

    def _rest(self, session: Connection, units: Sequence[Unit]) -> list[Failure | None]:
        """Carry out what is left of the file, up to its first error, and end the session's hold on anything."""
        applied = Applier(session, timeout=self._timeout).file(part for unit in units for part in unit.whole)
        reset(session)
        return [applied.failure]

    def _await(self, follower: Future[Applied], seconds: float) -> None:
        """Return when the follower is done or waits for a lock, or has taken much longer than the leader."""
        until = time.monotonic() + max(_PATIENCE_SECONDS, 10 * seconds)
        pid = self._follower.info.backend_pid
        while not wait_for([follower], _POLL_SECONDS).done and time.monotonic() < until:
            waits = self._judge.execute("select pg_catalog.pg_blocking_pids(%s) <> '{}'", [pid]).fetchone()
            if waits and waits[0]:
                return


def _counts(walked: Connection, raced: Connection, tables: set[Name]) -> tuple[RowChange, ...]:
    """Return the tables that have not as many rows as one application leaves: what rows say, clocks may change."""
    if not tables:
        return ()
    both = tables & set(contents.columns(walked)) & set(contents.columns(raced))
    left, right = contents.contents(walked, both), contents.contents(raced, both)
    return tuple(RowChange(table, old, new) for table, old, new in left.compare(right) if old != new)
