"""`guard`: every statement can be run again."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding, Severity
from harness.static.guards import guarded
from harness.static.reading import Failed
from harness.static.refusals import ABSENT, DUPLICATE, Thing, cause_of, fails
from harness.static.rule import Asked, rule

_UNGUARDED = DUPLICATE | ABSENT | {"invalid_table_definition"}  # a second primary key is the last


@rule(
    "guard",
    on="script",
    severity=Severity.WARNING,
    milder_with_ledger=True,
    stands_in_for=("up-reruns", "down-reruns"),
    asks="Does every statement look before it makes or drops, so that the file can be run again?",
    matters="Whoever applies files by hand repeats one sooner or later. The first statement without IF [NOT] EXISTS or"
    " OR REPLACE then stops the file, and what was to come after it is not done.",
    mend="Guard the statement, or put it in a do block that looks in the catalog first.",
)
def guard(asked: Asked) -> Iterator[Finding]:
    if asked.migration is None:
        return
    found = list(_unguarded(asked))
    shown = found[:1] if asked.chain.ledger else found
    for failed in shown:
        more = f", and {len(found) - 1} more of this file" if len(shown) < len(found) else ""
        yield asked.finding(
            failed.line,
            str(Thing.of(failed)),
            have=f"run again, it fails: {failed.message}{more}",
            want="a statement that does nothing where its work is done",
            mend=guarded(failed.statement.text, failed.sqlstate, failed.message),
        )


def _unguarded(asked: Asked) -> Iterator[Failed]:
    """Yield what fails in a second run and did not in the first; nothing where the first already fails."""
    reading = asked.reading
    assert asked.migration is not None
    first = reading.failed_in(asked.script, asked.migration)
    stopped = next((failed for failed in first if failed.refused), None)
    if stopped:
        raise fails(asked, stopped)
    version = reading.versions[asked.migration.up.path]
    earlier = [*reading.failed_before(asked.script, asked.migration), *first]
    for failed in version.again if asked.on_the_way_up else version.down_again:
        if failed.refused and failed.condition in _UNGUARDED and cause_of(failed, earlier) is None:
            yield failed
