"""CREATE TABLE in all its forms, and CREATE INDEX."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harness.declared.grammar.clauses import foreign_options, if_not_exists, index_element, options
from harness.declared.grammar.constraints import column, starts_constraint, table_constraint
from harness.declared.nodes import ColumnDef, ConstraintDef, CreateIndex, CreateTable, IndexElement, Like
from harness.declared.tokens import Cursor, Named, Source

_LIKE = frozenset(
    {"comments", "compression", "constraints", "defaults", "generated", "identity", "indexes", "statistics", "storage"}
)
_STRATEGIES = {"range", "list", "hash"}


def persistence(cursor: Cursor) -> Any:
    """Take TEMPORARY and its spellings, or UNLOGGED."""
    cursor.take_any("global", "local")
    word = cursor.take_any("temp", "temporary", "unlogged")
    return {"": "permanent", "unlogged": "unlogged"}.get(word, "temporary")


def create_table(cursor: Cursor, kept: str, start: int) -> CreateTable:
    """Take what follows CREATE [kept] TABLE."""
    guarded = if_not_exists(cursor)
    name = cursor.qualified()
    said: dict[str, Any] = {"persistence": kept, "if_not_exists": guarded, "offset": start}
    if cursor.take("partition", "of"):
        said["partition_of"] = cursor.qualified()
        said["elements"] = _elements(cursor, typed=False) if cursor.sees("(") else ()
        said["bound"] = bound(cursor)
    elif cursor.take("of"):
        said["of_type"] = cursor.qualified()
        said["elements"] = _elements(cursor, typed=False) if cursor.sees("(") else ()
    elif cursor.sees("(") and not _only_names(cursor):
        said["elements"] = _elements(cursor, typed=True)
    elif cursor.sees("("):
        said["names"] = cursor.names()
    _after_columns(cursor, said)
    return CreateTable(name, **said)


def _only_names(cursor: Cursor) -> bool:
    """Say whether the parenthesis holds nothing but names: the columns of CREATE TABLE … AS."""
    at = cursor.mark()
    found = cursor.attempt(cursor.names)
    cursor.at = at
    return bool(found)


def _elements(cursor: Cursor, *, typed: bool) -> tuple[ColumnDef | ConstraintDef | Like, ...]:
    def element() -> ColumnDef | ConstraintDef | Like:
        if cursor.sees("like") and typed:
            return _like(cursor)
        if starts_constraint(cursor):
            return table_constraint(cursor)
        return column(cursor, typed=typed)

    return cursor.listed(element)


def _like(cursor: Cursor) -> Like:
    start = cursor.start()
    cursor.expect("like")
    table = cursor.qualified()
    including: set[str] = set()
    while word := cursor.take_any("including", "excluding"):
        what = _LIKE if cursor.take("all") else {cursor.name()}
        including = including | what if word == "including" else including - what
    return Like(table, frozenset(including), offset=start)


def bound(cursor: Cursor) -> Source:
    """Take FOR VALUES … or DEFAULT."""
    at = cursor.mark()
    if cursor.take("default"):
        return cursor.since(at)
    cursor.expect("for", "values")
    if cursor.take("in") or cursor.take("with"):
        cursor.parenthesised()
    else:
        cursor.expect("from")
        cursor.parenthesised()
        cursor.expect("to")
        cursor.parenthesised()
    return cursor.since(at)


def _after_columns(cursor: Cursor, said: dict[str, Any]) -> None:
    while not cursor.done:
        if any(cursor.take(*words) for words in _SAYING_NOTHING):
            continue
        word = cursor.word
        if word not in _CLAUSES:
            raise cursor.fail("a clause of CREATE TABLE")
        if word != "options":
            cursor.skip()
        field, read = _CLAUSES[word]
        said[field] = read(cursor)


def _partition_by(cursor: Cursor) -> tuple[str, tuple[IndexElement, ...]]:
    cursor.expect("by")
    return _partition_key(cursor)


def _inherits(cursor: Cursor) -> tuple[Named, ...]:
    return cursor.listed(cursor.qualified)


def _on_commit(cursor: Cursor) -> bool:
    """Say whether a temporary table goes at the end of the transaction."""
    cursor.expect("commit")
    if cursor.take("drop"):
        return True
    cursor.skip()
    cursor.expect("rows")
    return False


def _query(cursor: Cursor) -> Source:
    return _without_data(cursor.rest())


_SAYING_NOTHING = (("with", "no", "data"), ("with", "data"), ("without", "oids"))


def _without_data(query: Source) -> Source:
    """Part a query from WITH [NO] DATA behind it."""
    cursor = Cursor(query.text)
    for words in (["with", "no", "data"], ["with", "data"]):
        at = len(cursor.words) - 1 - len(words)
        if at > 0 and cursor.words[at:-1] == words:
            return Source(query.text[: cursor.start(at)].rstrip(), query.offset)
    return query


def _partition_key(cursor: Cursor) -> tuple[str, tuple[IndexElement, ...]]:
    strategy = cursor.name()
    if strategy not in _STRATEGIES:
        raise cursor.fail("RANGE, LIST or HASH")
    return strategy, cursor.listed(lambda: index_element(cursor))


def create_index(cursor: Cursor, start: int, *, unique: bool) -> CreateIndex:
    """Take what follows CREATE [UNIQUE] INDEX."""
    cursor.take("concurrently")
    guarded = if_not_exists(cursor)
    name = None if cursor.sees("on") and cursor.ahead() != "on" else cursor.name()
    if cursor.take("."):
        raise cursor.fail("a name without a schema: an index is made where its table is")
    cursor.expect("on")
    only = cursor.take("only")
    table = cursor.qualified()
    method = cursor.name() if cursor.take("using") else "btree"
    elements = cursor.listed(lambda: index_element(cursor))
    said: dict[str, Any] = {}
    if cursor.take("include"):
        said["include"] = cursor.names()
    if cursor.take("nulls", "not", "distinct"):
        said["nulls_not_distinct"] = True
    cursor.take("nulls", "distinct")
    if cursor.take("with"):
        said["options"] = options(cursor)
    if cursor.take("tablespace"):
        said["tablespace"] = cursor.name()
    if cursor.take("where"):
        said["where"] = cursor.rest()
    return CreateIndex(
        name, table, elements, unique=unique, if_not_exists=guarded, only=only, method=method, offset=start, **said
    )


# By the word that begins it: the field that a clause of CREATE TABLE fills, and what reads the rest of it.
_CLAUSES: dict[str, tuple[str, Callable[[Cursor], Any]]] = {
    "inherits": ("inherits", _inherits),
    "partition": ("partition_by", _partition_by),
    "using": ("access_method", Cursor.name),
    "with": ("options", options),
    "on": ("until_commit", _on_commit),
    "tablespace": ("tablespace", Cursor.name),
    "server": ("server", Cursor.name),
    "options": ("options", foreign_options),
    "as": ("query", _query),
}
