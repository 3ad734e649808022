"""`single-transaction`: the file can be applied as `psql -1` applies it, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.replays import difference_findings
from harness.rules.rule import Blocked, Question, about, rule


@rule(
    "single-transaction",
    on="script",
    applies=lambda chain, script: script.transactional,
    milder_with_ledger=True,
    asks="Can the file be applied in one transaction, as `psql -1` and the upgrade script apply it?",
    matters="One transaction makes an interruption harmless. A statement that refuses it stops the upgrade with an"
    " error that its author never saw, because by hand the file ran.",
    mend="Say `-- harness: no-transaction` in a file that has to run without one, and keep such a file short.",
)
def single_transaction(question: Question) -> Iterator[Finding]:
    trial = question.trial
    if trial.single is None:
        raise Blocked("seed-reruns" if question.migration is None else "up-applies", "the file was not carried out")
    if question.on_the_way_up and question.step.up.left_open:
        raise Blocked("up-applies", "the file leaves its own transaction open")
    failure = trial.single.failure
    if failure:
        yield question.finding(
            failure.line,
            about(failure.statement),
            have=f"in one transaction: {failure}",
            want="a file that runs as `psql -1 -f` too, or that says that it cannot",
            mend="-- harness: no-transaction",
        )
    yield from difference_findings(
        question,
        trial.single.differences,
        want="the end that statement by statement leads to",
        when="applied in one transaction",
        mend=lambda _: "let nothing in the file depend on where a transaction begins: set local, the transaction's id",
    )
