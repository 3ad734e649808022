"""`unwinds`: all downs in reverse leave what was there before the first up."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.live.apply import Failure
from harness.rules.replays import difference_findings
from harness.rules.rule import Blocked, Question, about, rule

_WANT = "what was there before the first up"
_ABOUT_ROWS = ("22", "23")  # data exception, integrity constraint violation


@rule(
    "unwinds",
    on="last down",
    asks="Do all downs, in reverse and over the seed's rows, leave what was there before the first up?",
    matters="Each down may be right after its own up and still fail over rows, or after the downs that came before it.",
    mend="Make the down work over rows, and drop objects in the reverse order of their making.",
)
def unwinds(question: Question) -> Iterator[Finding]:
    question.complete()
    record, chain = question.record, question.chain
    missing = [str(migration.up) for migration in chain.migrations if migration.down is None]
    if missing:
        raise Blocked("down-exists", f"{missing[-1]} has no down, so the chain cannot be unwound")
    replay = record.unwound
    assert replay is not None
    broken = [migration for migration in chain.migrations if not _restores(question, migration.up.path)]
    if broken and not replay.harmless:
        raise Blocked("down-restores", f"{broken[-1].down} does not restore its version by itself")
    if replay.failure:
        yield _failure(question, replay.failure)
    lasting = tuple(found for found in replay.differences if found.change != "reordered")
    yield from difference_findings(question, lasting, want=_WANT, when="after all downs, in reverse")


def _restores(question: Question, path: str) -> bool:
    down = question.record.steps[path].down
    return down is not None and not (
        down.failure or down.rows or any(x.change != "reordered" for x in down.differences)
    )


def _failure(question: Question, failure: Failure) -> Finding:
    rows = failure.sqlstate.startswith(_ABOUT_ROWS)
    return question.finding(
        failure.line,
        about(failure.statement),
        path=failure.statement.path,
        have=f"after all downs, in reverse: {failure}",
        want=_WANT,
        mend="before it, move away the rows that only the newer version allows, or give them values that the older one"
        " allows too"
        if rows
        else "drop objects in the reverse order of their making, and let no down take what an earlier one still needs",
    )
