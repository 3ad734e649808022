"""Objects of other kinds as statements: from their author's text, or from the summary that the catalog reader made.

What the summary is too short for has no writer, and `Unwritable` names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from harness.schema.names import Name
from harness.schema.objects import Object
from harness.schema.write.quoting import literal, pieces, qualified, whole
from harness.schema.write.step import Stage, Step, unwritable

_CREATES = re.compile(r"\s*create\b", re.IGNORECASE)
_FIRES = {"disabled": "disable", "on replica": "enable replica", "always": "enable always"}
_NAMED = re.compile(r" (disabled|on replica|always)\Z")
_TARGET = re.compile(r" target (\d+)\Z")
_PAIR = re.compile(r"(?:^|, )(\w+) = ")
# Those whose value is a list of names, and is stored as it has to be written again.
_LISTS = frozenset({"local_preload_libraries", "search_path", "session_preload_libraries", "temp_tablespaces"})
_USUAL = "connection limit -1, tablespace pg_default"
_TYPE_RANK, _CAST_RANK = 1, 3


def object_steps(thing: Object) -> Iterator[Step]:
    """Yield the steps that make an object; raise `Unwritable` where what is known of it does not say how."""
    writer = _WRITERS.get(thing.of)
    if writer:
        yield from writer(thing)
    elif _CREATES.match(thing.definition):
        yield Step(Stage.DATABASE, thing, (thing.definition,))
    else:
        raise unwritable([thing])


def is_writable(thing: Object) -> bool:
    """Say whether `object_steps` has an answer."""
    known = thing.of in _WRITERS and not (thing.of == "type" and thing.definition.startswith(("base", "shell")))
    return known or bool(_CREATES.match(thing.definition))


def in_this_database(statement: str) -> str:
    """Return a statement about the current database, whose name `%I` stands for: SQL has no word for it."""
    return f"do $_$ begin execute format({literal(statement)}, current_database()); end $_$"


def _namespace(thing: Object) -> Iterator[Step]:
    yield Step(Stage.NAMESPACE, thing, (f"create schema if not exists {thing.name}",))


def _type(thing: Object) -> Iterator[Step]:
    shape, _, rest = thing.definition.partition(" " if thing.definition.startswith("composite") else ": ")
    if _CREATES.match(thing.definition):
        made = thing.definition
    elif shape == "composite":
        made = f"create type {qualified(thing.name)} as {rest}"
    elif shape == "range":
        made = f"create type {qualified(thing.name)} as range ({rest})"
    else:
        raise unwritable([thing])
    yield Step(Stage.MADE, thing, (made,), rank=_TYPE_RANK, makes=_name(thing))


def _collation(thing: Object) -> Iterator[Step]:
    if _CREATES.match(thing.definition):
        made = thing.definition
    else:
        split = _PAIR.split(thing.definition)
        given = ", ".join(f"{key} = {_told(key, value)}" for key, value in zip(split[1::2], split[2::2], strict=True))
        made = f"create collation {qualified(thing.name)} ({given})"
    yield Step(Stage.MADE, thing, (made,), makes=_name(thing), text="")


def _told(key: str, value: str) -> str:
    if key == "deterministic":
        return {"t": "true", "f": "false"}.get(value, value)
    return value if key in {"provider", "rules"} else literal(value)


def _cast(thing: Object) -> Iterator[Step]:
    own = bool(_CREATES.match(thing.definition))
    made = thing.definition if own else f"create cast {thing.name} {thing.definition}"
    yield Step(Stage.MADE, thing, (made,), rank=_CAST_RANK)


def _rule(thing: Object) -> Iterator[Step]:
    ends = _NAMED.search(thing.definition)
    made = thing.definition[: ends.start()] if ends else thing.definition
    yield Step(Stage.ON_TABLE, thing, (made,))
    if ends and thing.table:
        change = f"alter table {whole(thing.table)} {_FIRES[ends[1]]} rule {pieces(thing.name)[-1]}"
        yield Step(Stage.DETAIL, thing, (change,))


def _statistics(thing: Object) -> Iterator[Step]:
    target = _TARGET.search(thing.definition)
    made = [thing.definition[: target.start()] if target else thing.definition]
    if target:
        made.append(f"alter statistics {qualified(thing.name)} set statistics {target[1]}")
    yield Step(Stage.ON_TABLE, thing, tuple(made))


def _default_privileges(thing: Object) -> Iterator[Step]:
    where, _, kind = thing.name.rpartition(" on ")
    made = []
    for each in filter(None, thing.definition.split("; ")):
        taken = each.startswith("revoked ")
        told, _, grantee = each.removeprefix("revoked ").rpartition(" from " if taken else " to ")
        for privilege in told.split(", "):
            word, option, _ = privilege.partition(" with grant option")
            change = f"revoke {word} on {kind} from" if taken else f"grant {word} on {kind} to"
            made.append(f"alter default privileges {where} {change} {grantee}{option}")
    yield Step(Stage.DATABASE, thing, tuple(made))


def _setting(thing: Object) -> Iterator[Step]:
    name, _, whose = thing.name.partition(" of role ")
    value = thing.definition if name in _LISTS else literal(thing.definition)
    value = value.replace("%", "%%") or "''"
    change = f"alter role {whose} in database %I" if whose else "alter database %I"
    yield Step(Stage.DATABASE, thing, (in_this_database(f"{change} set {name} to {value}"),))


def _database(thing: Object) -> Iterator[Step]:
    if thing.definition == _USUAL:
        return
    limit, _, place = thing.definition.removeprefix("connection limit ").partition(", tablespace ")
    if place != "pg_default":
        raise unwritable([thing])
    yield Step(Stage.DATABASE, thing, (in_this_database(f"alter database %I connection limit {limit}"),))


def _name(thing: Object) -> Name:
    """Return the name that an object was printed by, taken apart."""
    words = [word[1:-1].replace('""', '"') if word.startswith('"') else word for word in pieces(thing.name)]
    return Name(*words[:2]) if len(words) > 1 else Name("public", words[0])


_WRITERS: dict[str, Callable[[Object], Iterator[Step]]] = {
    "schema": _namespace,
    "type": _type,
    "collation": _collation,
    "cast": _cast,
    "rule": _rule,
    "statistics": _statistics,
    "default privileges": _default_privileges,
    "setting": _setting,
    "database": _database,
}
