"""`up-reruns`: the file applied again right after itself changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.replays import replay_findings
from harness.rules.rule import Question, rule


@rule(
    "up-reruns",
    on="up",
    milder_with_ledger=True,
    asks="Does the file, applied again right after itself, run without an error and change no object and no row?",
    matters="Whoever applies files by hand repeats one sooner or later: after a lost connection, or not knowing whether"
    " a colleague ran it. A file that cannot be repeated leaves them to edit it on the spot, against production.",
    mend="Guard each statement with IF [NOT] EXISTS or OR REPLACE, or with a do block that compares what stands there.",
)
def up_reruns(question: Question) -> Iterator[Finding]:
    again = question.step.up_trial.again
    assert again is not None
    yield from replay_findings(
        question, again, want="a second run that does nothing", when="when the file is run again"
    )
