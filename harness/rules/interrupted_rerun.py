"""`interrupted-rerun`: cut off after any statement, then run whole, the file ends where it would have ended."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.rule import Blocked, Question, about, rule
from harness.walk.record import Interruption, Trial


@rule(
    "interrupted-rerun",
    on="script",
    applies=lambda chain, script: len(script.statements) > 1 and not script.meta_commands,
    milder_with_ledger=True,
    asks="Interrupted after any statement and then run whole, does the file end where it would have ended?",
    matters="Connections drop and deployments are killed. Outside a single transaction every statement before the"
    " interruption has been committed, and the only tool at hand is the same file.",
    mend="Make each statement depend on what it needs and not on what the ones before it left for the moment; or wrap"
    " statements that belong together in BEGIN and COMMIT.",
)
def interrupted_rerun(question: Question) -> Iterator[Finding]:
    trial = question.trial
    if trial.interruptions is None:
        raise Blocked("up-applies", "the file was not carried out")
    own = [item for item in trial.interruptions if not _explained(item, trial)]
    if own:
        yield _finding(question, own)
    elif trial.interruptions:
        raise Blocked(
            _rerun_rule(question), "the file cannot be run again by itself, so not after an interruption either"
        )


def _explained(interruption: Interruption, trial: Trial) -> bool:
    """Say whether the plain rerun fails or changes the same: then one finding is enough."""
    replay, again = interruption.replay, trial.again
    if again is None:
        return False
    if replay.failure:
        return again.failure is not None and again.failure.statement == replay.failure.statement
    return replay.beyond(again).harmless


def _rerun_rule(question: Question) -> str:
    if question.migration is None:
        return "seed-reruns"
    return "up-reruns" if question.on_the_way_up else "down-reruns"


def _finding(question: Question, interruptions: list[Interruption]) -> Finding:
    first = interruptions[0]
    more = len(interruptions) - 1
    others = f" (so it does at {more} other point{'s' if more > 1 else ''})" if more else ""
    replay = first.replay
    if replay.failure:
        have = (
            f"cut off after this statement, the whole file then fails at line {replay.failure.line}: {replay.failure}"
        )
        advice = f"guard line {replay.failure.line} against what this statement leaves behind"
    elif replay.differences:
        have = f"cut off after this statement, the whole file ends elsewhere: {replay.differences[0]}"
        advice = "let each statement after it look in the catalog for itself whether its work is done"
    else:
        have = f"cut off after this statement, the whole file leaves other rows: {replay.rows[0]}"
        advice = "insert with on conflict do nothing, update only where the value is not yet what it shall be"
    return question.finding(
        first.after.line,
        about(first.after),
        have=have + others,
        want="the same end, wherever the file was cut off",
        mend=f"{advice}; or put the statements that belong together between begin and commit",
    )
