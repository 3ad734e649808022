"""Where the columns of foreign keys get their values: from which row of which table, along which references.

A hop picks a row of another table for each row of its own. A column that several keys share is settled once; another
key that it belongs to must then lead to the row that it came from, or to one that shares it: both are found here, by
name alone, before anything is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, permutations
from typing import Literal

from harness.rows.model import Model, foreign_keys
from harness.rows.worlds import Unmade
from harness.schema import ForeignKey, Name

_ORDERS = 720  # in which keys that share columns are tried


@dataclass(frozen=True, slots=True)
class Hop:
    """The choice of a parent's row by one foreign key.

    `free`: any row. `aligned`: one from which the hops `up` lead to where the row's own hops `along` lead. `earlier`:
    a row of the same table that comes before; where there is `along`, one that the first hop of it makes a sibling.
    """

    table: Name
    key: str
    parent: Name
    kind: Literal["free", "aligned", "earlier"] = "free"
    up: tuple[Hop, ...] = ()
    along: tuple[Hop, ...] = ()


Path = tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a column's value comes from: the column of the row to which a path leads."""

    path: Path
    column: str


@dataclass(slots=True)
class References:
    """The foreign keys of one table, settled.

    `sources` has the columns that come from another row, `absent` those that are always NULL, `optional` groups of
    columns that may be NULL together because no other key reads them. `computed` are those that the server fills.
    """

    height: int = 0
    computed: frozenset[str] = frozenset()
    sources: dict[str, Source] = field(default_factory=dict)
    hops: list[Hop] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)
    optional: list[tuple[str, ...]] = field(default_factory=list)


class _Unsettled(Exception):
    """An order of the keys that leaves one that shares columns with others without a parent."""

    def __init__(self, key: ForeignKey) -> None:
        super().__init__(key.name)
        self.key = key


def references(model: Model, known: Mapping[Name, References], loose: Callable[[ForeignKey], bool]) -> References:
    """Settle a table's foreign keys, those of its parents being `known`; raise `Unmade` where they cannot be.

    `loose` says whether a key closes a circle, and can be NULL.
    """
    name = model.table.name
    keys: list[ForeignKey] = []
    base = References(computed=frozenset(each.name for each in model.table.columns if each.generated))
    shared = {column for key in foreign_keys(model.table) if key.references != name for column in key.columns}
    for key in foreign_keys(model.table):
        outside = key.references != name and (key.references not in known or loose(key))
        pairs = zip(key.columns, key.referenced, strict=True)
        # An earlier row with the same value as this one's is known only where both come from the same parent.
        outside |= key.references == name and any(one == other and one not in shared for one, other in pairs)
        outside |= key.references in known and bool(known[key.references].computed & set(key.referenced))
        if key.period:
            raise Unmade(f"{key.name} references periods of time", name)
        if not outside:
            keys.append(key)
        elif any(map(model.nullable, key.columns)):
            base.absent.update(_nulled(model, key))
        else:
            why = "in a circle of NOT NULL, or a column that the server fills"
            raise Unmade(f"{key.name} references {key.references}: {why}", name)
    keys = [key for key in keys if not base.absent & set(key.columns)]
    keys.sort(key=lambda key: (key.references == name, -_height(known, key), -len(key.columns), key.name))
    stuck: _Unsettled | None = None
    for order in islice(permutations(keys), _ORDERS):
        try:
            found = _settled(model, order, known, base)
        except _Unsettled as unsettled:
            stuck = stuck or unsettled
            continue
        found.height = 1 + max((_height(known, key) for key in keys if key.references != name), default=-1)
        return found
    raise Unmade(f"{stuck.key.name if stuck else ''} shares columns with keys that lead to other rows", name)


def _nulled(model: Model, key: ForeignKey) -> Iterator[str]:
    """Yield the columns of a key that are NULL where it references nothing: one is enough, MATCH FULL wants all."""
    found = [column for column in key.columns if model.nullable(column)]
    yield from found if key.match == "full" else found[-1:]


def _height(known: Mapping[Name, References], key: ForeignKey) -> int:
    return known[key.references].height if key.references in known else 0


def _settled(
    model: Model, keys: Sequence[ForeignKey], known: Mapping[Name, References], base: References
) -> References:
    found = References(computed=base.computed, absent=set(base.absent))
    for key in keys:
        own = key.references == model.table.name
        parent = found.sources if own else known[key.references].sources
        before = [each for each in key.columns if each in found.sources]
        path = _path(model, key, parent, found, before)
        if path[-1] not in found.hops and path[-1].table == model.table.name:
            found.hops.append(path[-1])
        for column, referenced in zip(key.columns, key.referenced, strict=True):
            if column not in found.sources:
                further = parent.get(referenced, Source((), referenced))
                found.sources[column] = Source(path + further.path, further.column)
    for key in keys:
        elsewhere = {column for other in keys if other is not key for column in other.columns}
        alone = tuple(each for each in key.columns if each not in elsewhere and model.nullable(each))
        if alone and (key.match != "full" or len(alone) == len(key.columns)):
            found.optional.append(alone)
    return found


def _path(
    model: Model, key: ForeignKey, parent: Mapping[str, Source], found: References, before: Sequence[str]
) -> Path:
    """Return the path to the row that a key references; raise `_Unsettled` where what came `before` excludes any."""
    name, own = model.table.name, key.references == model.table.name
    to = dict(zip(key.columns, key.referenced, strict=True))
    if not before:
        return (Hop(name, key.name, key.references, "earlier" if own else "free"),)
    settled = [(found.sources[column], parent.get(to[column], Source((), to[column]))) for column in before]
    if own:
        first = settled[0][0].path[:1]
        if all(mine == its and mine.path[:1] == first for mine, its in settled) and first[0].kind == "free":
            return (Hop(name, key.name, name, "earlier", along=first),)
        raise _Unsettled(key)
    for up, along in _meetings(*settled[0]):
        if all(_meets(mine, its, up, along) for mine, its in settled):
            if not up and along[-1].parent == key.references:
                return along
            if up and all(hop.kind == "free" for hop in up):
                return (Hop(name, key.name, key.references, "aligned", up, along),)
    raise _Unsettled(key)


def _meetings(mine: Source, its: Source) -> Iterator[tuple[Path, Path]]:
    """Yield how far up from the parent, and how far along from the row, the two lead to one and the same row."""
    for length in range(len(its.path) + 1):
        rest = its.path[length:]
        at = len(mine.path) - len(rest)
        if at > 0 and mine.path[at:] == rest and mine.column == its.column:
            yield its.path[:length], mine.path[:at]


def _meets(mine: Source, its: Source, up: Path, along: Path) -> bool:
    rest = its.path[len(up) :]
    return mine.column == its.column and its.path[: len(up)] == up and mine.path == along + rest
