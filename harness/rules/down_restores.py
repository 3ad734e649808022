"""`down-restores`: the down brings back the schema from before the up, and leaves older rows alone."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.replays import difference_findings, line_of_rows
from harness.rules.rule import Question, about, rule
from harness.static.renames import mending


@rule(
    "down-restores",
    on="down",
    asks="Does the down bring back exactly the schema from before the up, and leave the rows of older tables alone?",
    matters="A rollback that leaves a type, a weaker check or another precision behind is found by the next upgrade,"
    " or by nobody. One that takes rows with it is found by their owner.",
    mend="Drop what the up made, make again what it dropped, and set back what it changed.",
)
def down_restores(question: Question) -> Iterator[Finding]:
    step = question.step
    assert step.down is not None
    failure = step.down.failure
    if failure:
        yield question.finding(
            failure.line,
            about(failure.statement),
            have=f"the down fails: {failure}",
            want="a down that applies right after its up",
            mend="drop dependent objects first, and name what the up made as the up names it",
        )
        return
    lasting = tuple(found for found in step.down.differences if found.change != "reordered")
    yield from difference_findings(
        question, lasting, want="the schema from before the up", when="after up and down", mend=mending(lasting)
    )
    for change in {row.table: row for row in (*step.down_rows, *step.down.rows)}.values():
        more = change.after > change.before
        what = "rows are left over" if more else "rows that stood there before have changed"
        restrict = "restrict the down's delete or update to the rows that the up made"
        yield question.finding(
            line_of_rows(question, change),
            str(change.table),
            have=f"after up and down, {what}: {change}",
            want="the rows from before the up" if more else "rows that the up did not make, as they were",
            mend="delete the rows that the up made" if more else restrict,
            try_sql=f"select * from {change.table};",
        )
