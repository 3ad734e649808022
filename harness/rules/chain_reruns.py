"""`chain-reruns`: all files again from the first, over the last version and the seed, change nothing."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.replays import replay_findings
from harness.rules.rule import Blocked, Question, rule
from harness.walk.record import Replay


@rule(
    "chain-reruns",
    on="up",
    applies=lambda chain, script: not chain.ledger,
    asks="Do all files, applied once more from the first, leave the last version and its rows as they are?",
    matters="Where no ledger records which files ran, an upgrade applies all of them each time. An early file that"
    " brings back what a later one removed undoes work in production, without an error.",
    mend="Let the early file do nothing where the later one has been: look for what the later one made.",
)
def chain_reruns(question: Question) -> Iterator[Finding]:
    question.complete()
    own = question.step.up_trial.again
    assert question.record.chain_again is not None
    assert own is not None
    found = {again.path: again.replay for again in question.record.chain_again}
    replay = found.get(question.script.path)
    if replay is None:
        path, last = list(found.items())[-1]
        raise Blocked(_cause(last, path, question), f"{path} already fails when the whole chain is run again")
    if replay.failure and own.failure and replay.failure.line == own.failure.line:
        raise Blocked("up-reruns", f"line {own.failure.line} fails right after itself already")
    new = replay.beyond(own)
    if new.harmless and not replay.harmless:
        raise Blocked("up-reruns", "what changes here changes right after the file itself already")
    yield from replay_findings(
        question, new, want="a rerun of the whole chain that does nothing", when="when all files are run again"
    )
    if all(each.harmless for each in found.values()):
        yield from _over_rows(question)


def _over_rows(question: Question) -> Iterator[Finding]:
    """Yield what the rerun does to rows in every table, where it does nothing to those of the seed."""
    seen, last = question.record.again_over_rows, question.chain.migrations[-1].up
    where = seen.failure.statement.path if seen and seen.failure else last.path
    if seen is not None and where == question.script.path:
        replay = Replay(seen.failure, (), seen.changes)
        want, when = (
            "a rerun of the whole chain that leaves rows alone",
            "when all files are run again over tables with rows",
        )
        yield from replay_findings(question, replay, want=want, when=when)


def _cause(failed: Replay, path: str, question: Question) -> str:
    """Return the rule that tells of the file at which the rerun of the chain stopped."""
    again = question.record.steps[path].up_trial.again
    told = again and again.failure and failed.failure and again.failure.line == failed.failure.line
    return "up-reruns" if told else "chain-reruns"
