"""`not-understood`: the text of every statement tells what it does to the schema."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.static.rule import Asked, rule


@rule(
    "not-understood",
    on="script",
    wanted=lambda settings: settings.strict,
    asks="Does the text of every statement tell what it does to the schema?",
    matters="What is read without a server, by the harness or by whoever reviews the file, is only as good as what the"
    " text tells. SQL that is put together at run time tells nothing until it runs.",
    mend="Write the statement out, or compute its text from what the chain itself declares.",
)
def not_understood(asked: Asked) -> Iterator[Finding]:
    for failed in asked.reading.failed_in(asked.script, asked.migration):
        if not failed.refused:
            yield asked.finding(
                failed.line,
                "",
                have=failed.message,
                want="a statement whose text tells what it does",
                mend="write it out, or excuse it: -- harness: ignore[not-understood] because …",
            )
