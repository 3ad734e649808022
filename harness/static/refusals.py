"""Statements that PostgreSQL would refuse, going by the text: which of them is sure, what each is about, and why."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

from harness.declared.history import Event
from harness.declared.objects import Address, Place
from harness.schema import Name, Schema, quoted
from harness.static.reading import Failed
from harness.static.rule import Asked, Blocked

Kind = Literal["twice", "never made", "not yet", "needed"]
RULE_OF: dict[Kind | None, str] = {
    "twice": "declared-twice",
    "never made": "dropped-but-never-made",
    "not yet": "not-yet-there",
    "needed": "still-needed",
}

DUPLICATE = frozenset(
    {"duplicate_table", "duplicate_object", "duplicate_column", "duplicate_schema", "duplicate_function"}
)
ABSENT = frozenset(
    {"undefined_table", "undefined_object", "undefined_column", "invalid_schema_name", "undefined_function"}
)

_NAMED = re.compile(
    r'(?P<kind>[a-z][a-z ]*?) (?:"(?P<quoted>[^"]+)"|(?P<bare>[^\s("]+))'
    r'(?:\([^)]*\))?(?: (?:of|for) (?:relation|table|domain) "(?P<holder>[^"]+)")?'
)
_RELATIONS = ("table", "index", "sequence", "type")  # the kinds that pg_class keeps by one name
_BY_THEMSELVES = (*_RELATIONS, "view", "function")
_VERB = re.compile(r"\s*(?:drop|comment|alter)\b", re.IGNORECASE)
# From PostgreSQL 18 on every NOT NULL is a constraint, which keeps the name that it got by itself through any rename.
_OWN_NOT_NULL = re.compile(r"_not_null[0-9]*\Z")
_NEAR = 0.88  # as close as a plural is to its singular; parts of a table have the beginning in common anyway
_MAKES = ("made", "renamed from")
_ENDS = ("dropped", "renamed to")


@dataclass(frozen=True, slots=True)
class Thing:
    """What a message speaks of: `holder` is the table that it belongs to, where the message says that."""

    kind: str
    name: str
    holder: str | None = None

    @classmethod
    def of(cls, failed: Failed) -> Thing:
        """Return what the message of a refused statement is about."""
        found = _NAMED.match(failed.message)
        if found is None:
            return cls("statement", failed.message)
        kind, name = found["kind"], found["quoted"] or found["bare"]
        return cls(_relation_kind(failed.statement.text, name) if kind == "relation" else kind, name, found["holder"])

    def __str__(self) -> str:
        if self.holder:
            return f"{quoted(self.holder)}.{quoted(self.name)}"
        return quoted(self.name) if self.kind in ("table", "column") else f"{self.kind} {quoted(self.name)}"

    def is_at(self, address: Address) -> bool:
        """Say whether an address of the history can be the thing's."""
        kind, name, part = address
        if self.holder:
            return kind == self.kind and name.name == self.holder and part == self.name
        wanted = _RELATIONS if self.kind in ("table", "view", "index", "sequence") else (self.kind,)
        return kind in wanted and name.name == self.name and (part is None or kind == "function")


def _relation_kind(text: str, name: str) -> str:
    behind = rf"(?:concurrently\s+)?(?:if\s+(?:not\s+)?exists\s+)?(?:[\w$\"]+\.)?\"?{re.escape(name)}(?![\w$])"
    for kind in ("index", "sequence", "view"):
        if re.search(rf"\b{kind}\s+{behind}", text, re.IGNORECASE):
            return kind
    return "table"


def refused(asked: Asked, kind: Kind) -> Iterator[tuple[Failed, Thing]]:
    """Yield what is refused in the file for a reason of its own, and of one kind.

    Raises `Blocked` where nothing is sure, because a statement that is not understood may have made or taken away what
    is spoken of.
    """
    doubt: Failed | None = None
    found = False
    earlier = list(asked.reading.failed_before(asked.script, asked.migration))
    for failed in asked.reading.failed_in(asked.script, asked.migration):
        if failed.refused and kind_of(asked, failed) == kind:
            cause = cause_of(failed, earlier)
            # A CREATE that was refused made nothing, and so is not why anything stands already.
            if cause is None or (kind == "twice" and cause.refused and cause.statement.text[:6].lower() == "create"):
                found = True
                yield failed, Thing.of(failed)
            elif not cause.refused:
                doubt = cause
        earlier.append(failed)
    if doubt and not found:
        raise fails(asked, doubt)


def cause_of(failed: Failed, earlier: Iterable[Failed]) -> Failed | None:
    """Return the earlier failure that may have brought about this one: it has the names, or is code and hides them."""
    thing = Thing.of(failed)
    names = [name for name in (thing.name, thing.holder) if name]
    for other in earlier:
        touches = other.may_make if thing.kind in _BY_THEMSELVES else other.mentions
        if (not other.refused and other.is_code) or any(touches(name) for name in names):
            return other
    return None


def kind_of(asked: Asked, failed: Failed) -> Kind | None:
    """Return which question a refused statement answers; None where it is another matter."""
    if failed.condition in DUPLICATE:
        return "twice"
    if failed.condition == "dependent_objects_still_exist":
        return "needed"
    if failed.condition not in ABSENT:
        return None
    thing = Thing.of(failed)
    if thing.kind == "constraint" and _OWN_NOT_NULL.search(thing.name):
        return None
    if later(asked, failed, thing) or not _is_target(failed, thing):
        return "not yet"
    return "never made"


def fails(asked: Asked, failed: Failed) -> Blocked:
    """Return what keeps a question about what comes behind a failing statement from being asked: the first cause."""
    asked, failed = _root(asked, failed)
    place = f"{failed.statement.path}:{failed.line}"
    if failed.refused:
        return Blocked(RULE_OF.get(kind_of(asked, failed), "not-understood"), f"{place} fails: {failed.message}")
    return Blocked("not-understood", f"{place} is not understood: {failed.message}")


def _root(asked: Asked, failed: Failed) -> tuple[Asked, Failed]:
    """Return the failure that all of it may come from, and the question put to the file that it is in."""
    before = asked.reading.failed_before(asked.script, asked.migration)
    known = [*before, *asked.reading.failed_in(asked.script, asked.migration)]
    while failed.refused and failed in known:
        known = known[: known.index(failed)]
        cause = cause_of(failed, known)
        if cause is None:
            break
        failed = cause
    for version in asked.reading.versions.values():
        if failed in version.failed:
            return replace(asked, script=version.migration.up, migration=version.migration), failed
    return asked, failed


def _is_target(failed: Failed, thing: Thing) -> bool:
    """Say whether the statement drops, alters or comments on the thing, rather than only naming it."""
    text = failed.statement.text
    if not _VERB.match(text):
        return False
    if not re.match(r"\s*alter\b", text, re.IGNORECASE):
        return True
    name = rf"(?:[\w$\"]+\.)?\"?{re.escape(thing.name)}(?![\w$])"
    heads = (
        r"alter\s+(?:materialized\s+|foreign\s+)?\w+\s+(?:if\s+exists\s+)?(?:only\s+)?",
        r"\b(?:drop|alter|rename|validate|enable|disable)\s+(?:column\s+|constraint\s+|trigger\s+)?(?:if\s+exists\s+)?",
    )
    return any(re.search(head + name, text, re.IGNORECASE) for head in heads)


def _now(asked: Asked, failed: Failed) -> tuple[int, int]:
    if asked.on_the_way_up:
        return asked.reading.when((failed.statement.path, failed.line))
    up = asked.migration.up.path if asked.migration else ""
    return asked.reading.order.get(up, len(asked.reading.order)), 1 << 60


def later(asked: Asked, failed: Failed, thing: Thing) -> Place | None:
    """Return where something of that name is made, or given the name, behind the statement."""
    now = _now(asked, failed)
    when = asked.reading.when
    made = (event.place for event in _events(asked, thing) if event.verb in _MAKES)
    return min((place for place in made if when(place) > now), key=when, default=None)


def last(asked: Asked, failed: Failed, thing: Thing, verbs: Container[str]) -> Event | None:
    """Return the last of the events before the statement that are of these kinds."""
    now = _now(asked, failed)
    when = asked.reading.when
    before = (event for event in _events(asked, thing) if event.verb in verbs and when(event.place) < now)
    return max(before, key=lambda event: when(event.place), default=None)


def maker(asked: Asked, failed: Failed, thing: Thing) -> tuple[str, str] | None:
    """Return where the thing was made that stands already, and the statement's text."""
    event = last(asked, failed, thing, _MAKES)
    statement = asked.reading.statement_at(*event.place) if event else None
    return (f"{event.place[0]}:{event.place[1]}", statement.text) if event and statement else None


def gone(asked: Asked, failed: Failed, thing: Thing) -> str | None:
    """Say which statement took a thing away; None where nothing ever did."""
    event = last(asked, failed, thing, _ENDS)
    if event is None:
        return None
    where = f"{event.place[0]}:{event.place[1]}"
    if event.verb == "renamed to" and event.other is not None:
        return f"{where} renamed it to {quoted(event.other[2] or event.other[1].name)}"
    return f"{where} dropped it"


def _events(asked: Asked, thing: Thing) -> Iterator[Event]:
    for address in asked.reading.named(thing.holder or thing.name):
        if thing.is_at(address):
            yield from asked.reading.history.events[address]


def near(schema: Schema, thing: Thing) -> str | None:
    """Return the name of what stands there and is spelled nearly so."""
    names = [name for name in _names(schema, thing) if name != thing.name]
    found = get_close_matches(thing.name, names, n=1, cutoff=_NEAR)
    return quoted(found[0]) if found else None


def _names(schema: Schema, thing: Thing) -> Iterator[str]:
    tables = [table for table in schema.tables if thing.holder in (None, table.name.name)]
    owned: dict[str, Iterable[str]] = {
        "column": (column.name for table in tables if thing.holder for column in table.columns),
        "constraint": (constraint.name for table in tables for constraint in table.constraints),
        "trigger": (trigger.name for table in tables for trigger in table.triggers),
    }
    standing: dict[str, Iterable[Name]] = {
        "table": [*(table.name for table in schema.tables), *(view.name for view in schema.views)],
        "view": (view.name for view in schema.views),
        "index": (index.name for table in tables for index in table.indexes),
        "type": [*(enum.name for enum in schema.enums), *(domain.name for domain in schema.domains)],
        "sequence": (sequence.name for sequence in schema.sequences),
        "function": (function.name for function in schema.functions),
    }
    yield from owned.get(thing.kind, ())
    yield from (name.name for name in standing.get(thing.kind, ()))
