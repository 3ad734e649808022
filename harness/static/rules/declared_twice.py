"""`declared-twice`: no statement makes what stands already."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.static.refusals import maker, refused
from harness.static.rule import Asked, rule


@rule(
    "declared-twice",
    on="script",
    stands_in_for=("up-applies", "down-restores"),
    asks="Does every statement make something that does not stand already?",
    matters="The second statement fails where both run: two branches made the same table and were merged, or a file"
    " was copied. With a guard it would be skipped, and what it says would never come true.",
    mend="Take the second one out, alter what the first one made, or give the second one another name.",
)
def declared_twice(asked: Asked) -> Iterator[Finding]:
    for failed, thing in refused(asked, "twice"):
        told = maker(asked, failed, thing)
        place = told[0] if told else ""
        alike = told is not None and told[1].split() == failed.statement.text.split()
        yield asked.finding(
            failed.line,
            str(thing),
            have=f"it stands already: {place} made it" if place else f"it stands already: {failed.message}",
            want="one statement that makes it",
            mend=f"take this statement out: {place} says the same"
            if alike
            else f"alter what {place or 'stands there'} {'made' if place else ''}".rstrip()
            + ", or give this one another name",
        )
