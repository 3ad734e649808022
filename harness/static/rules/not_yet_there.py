"""`not-yet-there`: no statement refers to what is made later, or never."""

from __future__ import annotations

from collections.abc import Iterator

from harness.declared.objects import Place
from harness.finding import Finding
from harness.static.reading import Failed
from harness.static.refusals import Thing, gone, later, near, refused
from harness.static.rule import Asked, rule


@rule(
    "not-yet-there",
    on="script",
    stands_in_for=("up-applies", "down-restores"),
    asks="Does everything that a statement refers to stand there before it?",
    matters="On the database where the file was written the object was there already. On an empty one, in CI or at a"
    " new customer's, the statement fails.",
    mend="Put the statement behind the one that makes what it refers to.",
)
def not_yet_there(asked: Asked) -> Iterator[Finding]:
    for failed, thing in refused(asked, "not yet"):
        made = later(asked, failed, thing)
        yield asked.finding(
            failed.line,
            str(thing),
            have=f"{failed.message}: {_told(asked, failed, thing, made)}",
            want="what the statement refers to, made before it",
            mend=_mend(asked, thing, made),
        )


def _told(asked: Asked, failed: Failed, thing: Thing, made: Place | None) -> str:
    if made:
        return f"{_shown(made)} makes it, later"
    return gone(asked, failed, thing) or "nothing in the chain makes it"


def _mend(asked: Asked, thing: Thing, made: Place | None) -> str:
    if made and asked.on_the_way_up:
        return f"move this statement behind {_shown(made)}, or that one before this"
    if made:
        return f"move it into the down of {made[0]}, which runs before this one"
    version = asked.reading.versions[asked.migration.up.path] if asked.migration else None
    meant = near(version.before.schema, thing) if version else None
    return f"name it {meant}, if that is what is meant" if meant else "make it first, or take out what refers to it"


def _shown(place: Place) -> str:
    return f"{place[0]}:{place[1]}"
