"""Clauses that many statements share: options, sequences' options, index elements, roles, arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harness.declared.nodes import Argument, IndexElement, Options, Routine, SequenceOptions
from harness.declared.tokens import NUMBER, STRING, Cursor, Source
from harness.declared.types import TypeRef, read_type

_MODES = {"in", "out", "inout", "variadic"}
_ARGUMENT_ENDS = {",", ")", "default", "=", ":="}
_MODE_ENDS = frozenset({"order"})


def if_exists(cursor: Cursor) -> bool:
    return cursor.take("if", "exists")


def if_not_exists(cursor: Cursor) -> bool:
    return cursor.take("if", "not", "exists")


def cascade(cursor: Cursor) -> bool:
    """Take CASCADE or RESTRICT; say whether it was the first."""
    return cursor.take_any("cascade", "restrict") == "cascade"


def role(cursor: Cursor) -> str:
    """Take a role's name; CURRENT_USER and its like stay in lower case as they are."""
    cursor.take("group")
    return cursor.name()


def options(cursor: Cursor) -> Options:
    """Take `(name [= value], …)`: storage parameters, without which a parameter is true."""

    def item() -> tuple[str, str]:
        name = cursor.name()
        if cursor.take("."):
            name = f"{name}.{cursor.name()}"
        return name, _option_value(cursor) if cursor.take("=") else "true"

    return cursor.listed(item)


def _option_value(cursor: Cursor) -> str:
    if cursor.word == STRING:
        return cursor.string()
    at = cursor.mark()
    cursor.take_any("-", "+")
    cursor.skip()
    while cursor.word not in {",", ")"} and not cursor.done:
        cursor.skip()
    text = cursor.since(at).text
    return text[1:-1].replace('""', '"') if text.startswith('"') else text


def foreign_options(cursor: Cursor) -> Options:
    """Take `OPTIONS (name 'value', …)`; ADD, SET and DROP stand before the name as `add name` and so on."""
    if not cursor.take("options"):
        return ()

    def item() -> tuple[str, str]:
        verb = cursor.take_any("add", "set", "drop") if cursor.ahead() != STRING else ""
        name = cursor.name()
        value = cursor.string() if cursor.is_string() else ""
        return (f"{verb} {name}" if verb else name), value

    return cursor.listed(item)


def sequence_options(cursor: Cursor) -> SequenceOptions:
    """Take the options of a sequence in any order, as far as they go."""
    said: dict[str, Any] = {}
    while True:
        if cursor.sees("set") and cursor.ahead() in _SEQUENCE_WORDS:  # ALTER COLUMN … SET INCREMENT 2
            cursor.skip()
        read = _SEQUENCE_OPTIONS.get(cursor.word)
        at = cursor.mark()
        if read is not None:
            cursor.skip()
        found = read(cursor) if read is not None else None
        if found is None:
            cursor.at = at
            return SequenceOptions(**said)
        said |= found


_Said = dict[str, Any] | None  # what an option says, by field; None: it is none, and is left to whoever reads on


def _as_type(cursor: Cursor) -> _Said:
    return {"type": read_type(cursor)}


def _number(field: str, filler: str = "") -> Callable[[Cursor], _Said]:
    """Return what reads an option that is a number, behind a word that may be left out."""

    def read(cursor: Cursor) -> _Said:
        if filler:
            cursor.take(filler)
        return {field: cursor.integer()}

    return read


_EXTREMES = {"minvalue": "minimum", "maxvalue": "maximum"}


def _without(cursor: Cursor) -> _Said:
    word = cursor.take_any("minvalue", "maxvalue", "cycle")
    if not word:
        raise cursor.fail("MINVALUE, MAXVALUE or CYCLE")
    return {"cycle": False} if word == "cycle" else {_EXTREMES[word]: "none"}


def _restart(cursor: Cursor) -> _Said:
    """Take RESTART, which moves a sequence's value: no catalog keeps that."""
    if cursor.take("with") or cursor.sees_any({NUMBER, "-"}):
        cursor.integer()
    return {}


def _cycle(_: Cursor) -> _Said:
    return {"cycle": True}


def _owned_by(cursor: Cursor) -> _Said:
    return {"owned_by": dotted(cursor)} if cursor.take("by") else None


def _sequence_name(cursor: Cursor) -> _Said:
    return {"name": cursor.qualified()} if cursor.take("name") else None


def _logged(_: Cursor) -> _Said:
    return {"persistence": "permanent"}


def _unlogged(_: Cursor) -> _Said:
    return {"persistence": "unlogged"}


_SEQUENCE_OPTIONS: dict[str, Callable[[Cursor], _Said]] = {
    "as": _as_type,
    "increment": _number("increment", "by"),
    "minvalue": _number("minimum"),
    "maxvalue": _number("maximum"),
    "no": _without,
    "start": _number("start", "with"),
    "restart": _restart,
    "cache": _number("cache"),
    "cycle": _cycle,
    "owned": _owned_by,
    "sequence": _sequence_name,
    "logged": _logged,
    "unlogged": _unlogged,
}


_SEQUENCE_WORDS = {"as", "increment", "minvalue", "maxvalue", "no", "start", "restart", "cache", "cycle", "owned"}


def dotted(cursor: Cursor) -> tuple[str, ...]:
    """Take a name with all its parts."""
    parts = [cursor.name()]
    while cursor.take("."):
        parts.append(cursor.name())
    return tuple(parts)


def index_element(cursor: Cursor) -> IndexElement:
    """Take one element of an index: column, expression in parentheses or call, collation, class, order."""
    start = cursor.start()
    column, expression = _column_or_expression(cursor)
    collation = cursor.qualified() if cursor.take("collate") else None
    operator_class = _operator_class(cursor)
    descending = cursor.take_any("asc", "desc") == "desc"
    nulls = None
    if cursor.take("nulls"):
        nulls = cursor.take_any("first", "last") or None
    return IndexElement(column, expression, collation, operator_class, descending, nulls, offset=start)  # type: ignore[arg-type] # first, last or None


_VALUES = frozenset({"true", "false", "null", "current_user", "session_user", "current_date", "user"})


def _column_or_expression(cursor: Cursor) -> tuple[str | None, Source | None]:
    at = cursor.mark()
    if cursor.sees("("):
        inner = cursor.parenthesised()
        alone = Cursor(inner.text)
        if len(alone.words) == 2 and alone.is_name() and alone.word not in _VALUES:  # noqa: PLR2004 - the name and the end: no expression
            return alone.name(), None
        return None, inner
    name = cursor.qualified()
    if cursor.sees("("):
        cursor.parenthesised()
        return None, cursor.since(at)
    return name.name, None


_NO_CLASS = {"asc", "desc", "nulls", "with", ",", ")", "include", "where", "operator"}


def _operator_class(cursor: Cursor) -> str | None:
    if not cursor.is_name() or cursor.word in _NO_CLASS:
        return None
    at = cursor.mark()
    cursor.qualified()
    if cursor.sees("("):
        cursor.parenthesised()
    return cursor.since(at).text


def operator(cursor: Cursor) -> str:
    """Take an operator, plain or as OPERATOR(schema.op)."""
    at = cursor.mark()
    if cursor.take("operator"):
        cursor.parenthesised()
        return cursor.since(at).text
    while not cursor.done and not (cursor.is_name() or cursor.word in {",", "(", ")", NUMBER, STRING}):
        cursor.skip()
    text = cursor.since(at).text
    if not text:
        raise cursor.fail("an operator")
    return text


def arguments(cursor: Cursor) -> tuple[Argument, ...]:
    """Take the parenthesised arguments of a function, names, modes and defaults included; `*` is none."""
    cursor.expect("(")
    if cursor.take(")"):
        return ()
    if cursor.take("*"):
        cursor.expect(")")
        return ()
    found: list[Argument] = []
    if not cursor.sees("order"):
        found.append(_argument(cursor))
        while cursor.take(","):
            found.append(_argument(cursor))
    if cursor.take("order", "by"):  # of an ordered-set aggregate: direct arguments first
        ordered = [_argument(cursor)]
        while cursor.take(","):
            ordered.append(_argument(cursor))
        # A variadic direct argument and a variadic ordered one are one and the same.
        found.extend(ordered if not (found and found[-1].mode == "variadic") else [])
    cursor.expect(")")
    return tuple(found)


def _argument(cursor: Cursor) -> Argument:
    start = cursor.start()
    before = _mode(cursor)
    name, mode, kind = _name_and_type(cursor)
    default = None
    if cursor.take("default") or cursor.take("=") or cursor.take(":", "=") or cursor.take(":="):
        default = cursor.expression(_MODE_ENDS)
    return Argument(before or mode or "in", name, kind, default, offset=start)


def _mode(cursor: Cursor) -> str:
    if cursor.word not in _MODES or cursor.ahead() in {",", ")", ".", "[", "("}:
        return ""
    word = cursor.take_any(*_MODES)
    if word == "in" and cursor.take("out"):
        return "inout"
    return word


def _name_and_type(cursor: Cursor) -> tuple[str | None, str, TypeRef]:
    """Take `[name] [mode] type`: a type of one or more words may look like a name and a type."""
    at = cursor.mark()
    only = cursor.attempt(lambda: read_type(cursor))
    if only is not None and (cursor.word in _ARGUMENT_ENDS or cursor.word == "order" or cursor.sees(":", "=")):
        return None, "", only
    cursor.at = at
    return cursor.name(), _mode(cursor), read_type(cursor)


def routine(cursor: Cursor) -> Routine:
    """Take a function's name and, where they are written, its arguments."""
    start = cursor.start()
    name = cursor.qualified()
    return Routine(name, arguments(cursor) if cursor.sees("(") else None, offset=start)
