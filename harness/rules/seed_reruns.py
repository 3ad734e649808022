"""`seed-reruns`: the seed applies to the last version, and a second run changes no row."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.replays import replay_findings
from harness.rules.rule import Question, about, rule


@rule(
    "seed-reruns",
    on="seed",
    asks="Does the seed apply to the last version, and does a second run change no row?",
    matters="Seeds are run at every start of a development or test environment. One that adds rows each time fills it;"
    " one that sets rows back undoes what people did there.",
    mend="insert … on conflict do nothing, with fixed keys.",
)
def seed_reruns(question: Question) -> Iterator[Finding]:
    question.complete()
    applied = question.record.seed
    assert applied is not None
    if applied.failure:
        yield question.finding(
            applied.failure.line,
            about(applied.failure.statement),
            have=f"the seed fails: {applied.failure}",
            want="a seed that applies to the last version",
            mend="correct the statement, or the migration that it disagrees with",
        )
        return
    again = question.record.seed_trial.again
    assert again is not None
    yield from replay_findings(
        question, again, want="a second run that changes no row", when="when the seed is run again"
    )
