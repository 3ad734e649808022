"""`concurrent-apply`: two sessions apply the file at once, and a rerun finishes whatever the loser left."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.replays import replay_findings
from harness.rules.rule import Blocked, Question, rule


@rule(
    "concurrent-apply",
    on="up",
    applies=lambda chain, script: not (chain.ledger or script.meta_commands),
    asks="When two sessions apply the file at the same moment, does one more run end where a single run ends?",
    matters="Two deployments start together, or two people act on the same page. IF NOT EXISTS does not serialise them:"
    " one of the two stops with an error, wherever it happens to be.",
    mend="Make each statement rerunnable by itself, or take an advisory lock around the file, as scripts/ does.",
)
def concurrent_apply(question: Question) -> Iterator[Finding]:
    step = question.step
    if step.race is None:
        again = step.up_trial.again
        if again and not again.harmless:
            raise Blocked("up-reruns", "the file cannot be run again by itself, so a rerun cannot finish anything")
        raise Blocked("interrupted-rerun", "after an interruption, as a loser meets it, the file cannot be run again")
    loser = f"; the loser stopped with: {step.race.loser}" if step.race.loser else ""
    yield from replay_findings(
        question,
        step.race.replay,
        want="after two runs at once, one more run that ends where a single run ends",
        when=f"after two sessions ran it at once{loser}; then the file was run again",
        mend=lambda _: "take an advisory lock before looking what stands there, or name what is made",
    )
