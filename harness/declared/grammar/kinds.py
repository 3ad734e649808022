"""The kinds of objects as DDL names them: how many words, how a name of each is read, what the catalog reader says."""

from __future__ import annotations

from collections.abc import Callable

from harness.declared.grammar.clauses import operator, routine
from harness.declared.nodes import Routine
from harness.declared.tokens import Cursor, Named
from harness.declared.types import TypeRef, read_type

Target = tuple[Named | Routine, str]

# Longest first: what stands after CREATE, ALTER, DROP and COMMENT ON → the kind in this package.
_WORDS: dict[tuple[str, ...], str] = {
    ("text", "search", "configuration"): "text search configuration",
    ("text", "search", "dictionary"): "text search dictionary",
    ("text", "search", "parser"): "text search parser",
    ("text", "search", "template"): "text search template",
    ("foreign", "data", "wrapper"): "foreign data wrapper",
    ("materialized", "view"): "materialized view",
    ("foreign", "table"): "foreign table",
    ("user", "mapping"): "user mapping",
    ("event", "trigger"): "event trigger",
    ("operator", "class"): "operator class",
    ("operator", "family"): "operator family",
    ("access", "method"): "access method",
    ("large", "object"): "large object",
    ("procedural", "language"): "language",
    ("trusted", "language"): "language",
    ("trusted", "procedural", "language"): "language",
    ("default", "conversion"): "conversion",
}
_FIRST = frozenset(words[0] for words in _WORDS)
_PLAIN = frozenset(
    """
    table index view sequence type domain function procedure routine aggregate trigger policy rule extension schema
    statistics collation cast operator conversion publication subscription server language transform database role
    user group tablespace constraint column
    """.split()  # noqa: SIM905 - a list would be twenty lines
)
ROUTINES = frozenset({"function", "procedure", "routine", "aggregate"})
HANGING = frozenset({"trigger", "policy", "rule", "constraint"})
# Kinds that no other database of the cluster shares and that the schema holds as objects of other kinds.
OUTSIDE = frozenset({"database", "role", "user", "group", "tablespace"})


def read_kind(cursor: Cursor) -> str:
    """Take the words that name a kind of object."""
    word = cursor.word
    for words, kind in _WORDS.items() if word in _FIRST else ():
        if cursor.take(*words):
            return kind
    if word not in _PLAIN:
        raise cursor.fail("a kind of object")
    cursor.skip()
    return word


def type_key(kind: TypeRef) -> str:
    """Return a type as text that tells it apart, before any lookup."""
    name = kind.name.name if kind.own or kind.name.schema is None else f"{kind.name.schema}.{kind.name.name}"
    return f"{name}{kind.tail}{'[]' if kind.array else ''}"


def read_target(cursor: Cursor, kind: str) -> Target:
    """Take the name of an object of a kind, with what makes it unique."""
    read = _READERS.get(kind)
    return read(cursor) if read else (cursor.qualified(), "")


def _routine(cursor: Cursor) -> Target:
    return routine(cursor), ""


def _type(cursor: Cursor) -> Target:
    """A type may be named in any spelling; what it is called in the catalog counts."""
    found = read_type(cursor)
    return Named("pg_catalog" if found.own else found.name.schema, found.name.name), ""


def _cast(cursor: Cursor) -> Target:
    cursor.expect("(")
    source = type_key(read_type(cursor))
    cursor.expect("as")
    target = type_key(read_type(cursor))
    cursor.expect(")")
    return Named(None, source), target


def _operator(cursor: Cursor) -> Target:
    schema = None
    while cursor.is_name() and cursor.ahead() == ".":
        schema = cursor.name()
        cursor.expect(".")
    name = operator(cursor)
    cursor.expect("(")
    left = "none" if cursor.take("none") else type_key(read_type(cursor))
    cursor.expect(",")
    right = "none" if cursor.take("none") else type_key(read_type(cursor))
    cursor.expect(")")
    return Named(schema, name), f"{left}, {right}"


def _by_method(cursor: Cursor) -> Target:
    name = cursor.qualified()
    cursor.expect("using")
    return name, cursor.name()


def _transform(cursor: Cursor) -> Target:
    cursor.expect("for")
    kind = type_key(read_type(cursor))
    cursor.expect("language")
    return Named(None, kind), cursor.name()


def _user_mapping(cursor: Cursor) -> Target:
    cursor.expect("for")
    user = cursor.name()
    cursor.expect("server")
    return Named(None, user), cursor.name()


def _large_object(cursor: Cursor) -> Target:
    return Named(None, str(cursor.integer())), ""


_READERS: dict[str, Callable[[Cursor], Target]] = {
    **dict.fromkeys(ROUTINES, _routine),
    "type": _type,
    "domain": _type,
    "cast": _cast,
    "operator": _operator,
    "operator class": _by_method,
    "operator family": _by_method,
    "transform": _transform,
    "user mapping": _user_mapping,
    "large object": _large_object,
}
