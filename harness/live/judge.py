"""Verdicts: what the server says to rows, many in one call, and nothing of it kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources

from psycopg import sql
from psycopg.rows import tuple_row
from psycopg.types.json import Jsonb

from harness.live.session import Connection
from harness.schema import Name

_FUNCTION = (resources.files("harness.live") / "judge.sql").read_text("utf-8")
_ASK = sql.SQL("select * from pg_temp.harness_judge(%s)")
_ACCEPTED = "HRN00"
_BATCH = 1_000  # trials in one call: a few hundred kilobytes of text


@dataclass(frozen=True, slots=True)
class Trial:
    """A statement to be judged, and those that must have run before it."""

    asked: str
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the server says: accepted where there is no `sqlstate`; else what the error's diagnostics name.

    `given` says that a statement failed that only prepares the one that was asked about: then nothing is known of it.
    `rows` is how many an accepted statement wrote; `deferred` says that a constraint answered only at the end.
    """

    sqlstate: str | None = None
    constraint: str | None = None
    column: str | None = None
    table: Name | None = None
    datatype: str | None = None
    message: str = ""
    given: bool = False
    rows: int | None = field(default=None, compare=False)
    deferred: bool = field(default=False, compare=False)

    @property
    def accepted(self) -> bool:
        return self.sqlstate is None

    def __str__(self) -> str:
        if self.accepted:
            return "accepted"
        named = self.constraint or self.column or self.datatype
        return f"{self.sqlstate} {named}" if named else str(self.sqlstate)


Judge = Callable[[Iterable[Trial]], list[Verdict]]


def verdicts(conn: Connection, trials: Iterable[Trial]) -> list[Verdict]:
    """Return what the server says to each trial, in their order; as `judging` does, for one call."""
    with judging(conn) as judge:
        return judge(trials)


@contextmanager
def judging(conn: Connection) -> Iterator[Judge]:
    """Give a function that returns what the server says to each of many trials, in their order.

    Every trial meets the database as it is now, and leaves it so, sequences excepted. Works in an open transaction, and
    in none. What is given raises `psycopg.Error` for what is no answer to a row: a connection that is gone, a statement
    timeout.
    """
    with conn.transaction(force_rollback=True), conn.cursor(row_factory=tuple_row) as cursor:
        cursor.execute(_FUNCTION.encode(), prepare=False)

        def judge(trials: Iterable[Trial]) -> list[Verdict]:
            asked = tuple(trials)
            found: list[Verdict] = []
            for start in range(0, len(asked), _BATCH):
                batch = asked[start : start + _BATCH]
                cursor.execute(_ASK, [Jsonb([[*each.given, each.asked] for each in batch])], prepare=False)
                found += (_verdict(trial, row) for trial, row in zip(batch, cursor.fetchall(), strict=True))
            return found

        yield judge


def _verdict(trial: Trial, row: Sequence[object]) -> Verdict:
    step, state, *named, affected = row
    if state == _ACCEPTED:
        return Verdict(rows=affected if isinstance(affected, int) else None)
    constraint, column, namespace, relation, datatype, message = (str(each) if each else None for each in named)
    table = Name(namespace, relation) if namespace and relation else None
    given = isinstance(step, int) and step <= len(trial.given)
    deferred = isinstance(step, int) and step > len(trial.given) + 1
    return Verdict(str(state), constraint, column, table, datatype, message or "", given, deferred=deferred)
