"""`down-drops-all`: the down takes back everything that its up made."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding, Severity
from harness.schema import Difference
from harness.static.mends import drop
from harness.static.refusals import fails
from harness.static.renames import renames
from harness.static.rule import Asked, rule

_MOST = 10


@rule(
    "down-drops-all",
    on="down",
    severity=Severity.WARNING,
    stands_in_for=("down-restores",),
    asks="Does the down take back everything that its up made?",
    matters="What is left over stands in the way of the next up, which finds it and skips its statement or fails: a"
    " type that nobody dropped, an index on an older table.",
    mend="Drop in the down what the up made, in the reverse order.",
)
def down_drops_all(asked: Asked) -> Iterator[Finding]:
    assert asked.migration is not None
    version = asked.reading.versions[asked.migration.up.path]
    for failed in (*version.failed, *version.down_failed):
        raise fails(asked, failed)
    found = version.before.schema.compare(version.undone)
    renamed = renames(found)
    left = [each for each in found if each.change == "extra" and each.part.path == version.migration.up.path]
    if not left:
        return
    first = left[0].part
    yield asked.finding(
        asked.script.statements[0].line if asked.script.statements else 1,
        first if len(left) == 1 else f"{len(left)} objects",
        have=f"after up and down, left over: {_listed(left)}",
        want="nothing of what the up made",
        mend="\n".join(
            renamed[each.part] if each.part in renamed else drop(each.part) for each in reversed(left[:_MOST])
        ),
    )


def _listed(left: list[Difference]) -> str:
    told = [f"{each.part} ({each.part.path}:{each.part.line})" if each.part.path else str(each.part) for each in left]
    more = f" and {len(told) - _MOST} more" if len(told) > _MOST else ""
    return ", ".join(told[:_MOST]) + more
