"""`dropped-but-never-made`: nothing is dropped, altered or commented on that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.static.guards import guarded
from harness.static.reading import Failed
from harness.static.refusals import Thing, gone, near, refused
from harness.static.rule import Asked, rule


@rule(
    "dropped-but-never-made",
    on="script",
    stands_in_for=("up-applies", "down-restores"),
    asks="Does everything that the file drops, alters or comments on stand there?",
    matters="The statement fails, or, guarded with IF EXISTS, does nothing for ever: the name is misspelt, another file"
    " dropped the object before, or its statement was never written.",
    mend="Correct the name, take the statement out, or guard it where the object may be gone.",
)
def dropped_but_never_made(asked: Asked) -> Iterator[Finding]:
    for failed, thing in refused(asked, "never made"):
        told = gone(asked, failed, thing)
        yield asked.finding(
            failed.line,
            str(thing),
            have=f"{failed.message}: {told or 'nothing in the chain makes it'}",
            want="a statement about something that stands there",
            mend=_mend(asked, failed, thing, was_there=bool(told)),
        )


def _mend(asked: Asked, failed: Failed, thing: Thing, *, was_there: bool) -> str:
    assert asked.migration is not None
    version = asked.reading.versions[asked.migration.up.path]
    meant = None if was_there else near((version.before if asked.on_the_way_up else version.after).schema, thing)
    if meant:
        return f"name it {meant}, if that is what is meant"
    if failed.statement.text.lstrip()[:4].lower() == "drop":
        return guarded(failed.statement.text, failed.sqlstate, failed.message)
    return "take the statement out, or make the object before it"
