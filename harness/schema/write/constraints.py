"""Constraints and indexes as statements: structure from the fields, expressions from the definitions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from harness.schema.names import quoted
from harness.schema.relations import (
    Check,
    Constraint,
    Exclusion,
    ForeignKey,
    Index,
    NotNull,
    PrimaryKey,
    Table,
    Unique,
)
from harness.schema.write.quoting import listed, settings, whole
from harness.schema.write.step import Stage, Step, unwritable

_ONLY = re.compile(r"\bON\s+ONLY\b", re.IGNORECASE)


def inline(table: Table) -> Iterator[str]:
    """Yield the constraints that stand in CREATE TABLE."""
    indexes, later = _behind(table), _later(table)
    for constraint in table.constraints:
        if constraint.name not in later and not isinstance(constraint, NotNull | ForeignKey):
            yield f"constraint {quoted(constraint.name)} {text(constraint, indexes.get(constraint.name))}"


def apart(table: Table) -> Iterator[str]:
    """Yield the statements that add what CREATE TABLE would take in another sense."""
    indexes, later = _behind(table), _later(table)
    for constraint in table.constraints:
        if constraint.name in later and not isinstance(constraint, ForeignKey):
            yield _added(table, constraint, indexes.get(constraint.name))


def _later(table: Table) -> set[str]:
    """Return the names of constraints that CREATE TABLE would validate at once, or leave out as another's double."""
    later = {item.name for item in table.constraints if item.enforced and not item.validated}
    seen: set[tuple[str, ...]] = set()
    for key in table.constraints:
        if isinstance(key, PrimaryKey | Unique):
            if key.columns in seen:
                later.add(key.name)
            seen.add(key.columns)
    return later


def keys_and_indexes(table: Table) -> Iterator[Step]:
    """Yield the steps that add the foreign keys and the indexes of a table that is there."""
    for constraint in table.foreign_keys:
        yield Step(Stage.FOREIGN_KEY, constraint, (_added(table, constraint),))
    yield from indexes_of(table.indexes)


def indexes_of(indexes: tuple[Index, ...]) -> Iterator[Step]:
    """Yield the steps that make the indexes of a table or materialised view; constraints bring theirs along."""
    for index in indexes:
        made = [] if index.constraint else [created(index)]
        made += list(_settled(index))
        if made:
            yield Step(Stage.INDEX, index, tuple(made))
        marked = [
            *([f"alter table {whole(index.table)} cluster on {quoted(index.name.name)}"] if index.clustered else []),
            *(
                [f"alter table {whole(index.table)} replica identity using index {quoted(index.name.name)}"]
                if index.replica_identity
                else []
            ),
        ]
        if marked:
            yield Step(Stage.DETAIL, index, tuple(marked))


def created(index: Index) -> str:
    """Return the statement that makes an index, of a partitioned table for its partitions too.

    Raises `Unwritable` for one that is not valid: whatever left it so cannot be done again.
    """
    if not index.valid:
        raise unwritable([index])
    return _ONLY.sub("on", index.definition, count=1)


def _settled(index: Index) -> Iterator[str]:
    for target in index.statistics:
        number, _, value = target.partition(" = ")
        yield f"alter index {whole(index.name)} alter column {number} set statistics {value}"
    if index.tablespace and not index.constraint:
        yield f"alter index {whole(index.name)} set tablespace {quoted(index.tablespace)}"


def _behind(table: Table) -> dict[str, Index]:
    return {index.constraint: index for index in table.indexes if index.constraint}


def _added(table: Table, constraint: Constraint, index: Index | None = None) -> str:
    return f"alter table {whole(table.name)} add constraint {quoted(constraint.name)} {text(constraint, index)}"


def text(constraint: Constraint, index: Index | None = None) -> str:
    """Return what follows the name of a constraint, with the parameters of the index behind it."""
    return _TEXTS[type(constraint)](constraint, index)


def _key(words: str) -> Callable[[Any, Index | None], str]:
    def write(key: PrimaryKey | Unique, index: Index | None) -> str:
        spread = " nulls not distinct" if isinstance(key, Unique) and key.nulls_not_distinct else ""
        over = " without overlaps" if key.without_overlaps else ""
        include = f" include ({listed(key.include)})" if key.include else ""
        return f"{words}{spread} ({listed(key.columns)}{over}){include}{_stored(index)}{_deferral(key)}"

    return write


def _stored(index: Index | None) -> str:
    if index is None:
        return ""
    options = f" with ({settings(index.options)})" if index.options else ""
    return options + (f" using index tablespace {quoted(index.tablespace)}" if index.tablespace else "")


def _deferral(constraint: Constraint) -> str:
    return (" deferrable" if constraint.deferrable else "") + (" initially deferred" if constraint.deferred else "")


def _foreign_key(key: ForeignKey, _: Index | None) -> str:
    match = "" if key.match == "simple" else f" match {key.match}"
    only = f" ({listed(key.set_columns)})" if key.set_columns else ""
    never = "" if key.enforced else " not enforced"
    unchecked = " not valid" if key.enforced and not key.validated else ""
    return (
        f"foreign key ({_period(key.columns, last=key.period)})"
        f" references {whole(key.references)} ({_period(key.referenced, last=key.period)}){match}"
        f" on update {key.on_update} on delete {key.on_delete}{only}{_deferral(key)}{never}{unchecked}"
    )


def _period(columns: tuple[str, ...], *, last: bool) -> str:
    if not last:
        return listed(columns)
    return ", ".join([*(quoted(name) for name in columns[:-1]), f"period {quoted(columns[-1])}"])


def _not_null(constraint: NotNull, _: Index | None) -> str:
    end = (" no inherit" if constraint.no_inherit else "") + ("" if constraint.validated else " not valid")
    return f"not null {listed(constraint.columns)}{end}"


def _defined(constraint: Check | Exclusion, _: Index | None) -> str:
    return constraint.definition


_TEXTS: dict[type[Constraint], Callable[[Any, Index | None], str]] = {
    PrimaryKey: _key("primary key"),
    Unique: _key("unique"),
    ForeignKey: _foreign_key,
    Check: _defined,
    NotNull: _not_null,
    Exclusion: _defined,
}
