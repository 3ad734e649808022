"""Clauses that many statements share: options, sequences' options, index elements, roles, arguments."""

from __future__ import annotations

from harness.declared.nodes import Argument, IndexElement, Options, Routine, SequenceOptions
from harness.declared.tokens import NUMBER, STRING, Cursor, Named, Source
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


def option_names(cursor: Cursor) -> Options:
    """Take `(name, …)` of a RESET."""
    return options(cursor)


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
        verb = cursor.take_any("add", "set", "drop") if not cursor.ahead() == STRING else ""
        name = cursor.name()
        value = cursor.string() if cursor.is_string() else ""
        return (f"{verb} {name}" if verb else name), value

    return cursor.listed(item)


def sequence_options(cursor: Cursor) -> SequenceOptions:
    """Take the options of a sequence in any order, as far as they go."""
    said: dict[str, object] = {}
    while True:
        at = cursor.mark()
        if cursor.take("as"):
            said["type"] = read_type(cursor)
        elif cursor.take("increment"):
            cursor.take("by")
            said["increment"] = cursor.integer()
        elif cursor.take("minvalue"):
            said["minimum"] = cursor.integer()
        elif cursor.take("maxvalue"):
            said["maximum"] = cursor.integer()
        elif cursor.take("no"):
            word = cursor.take_any("minvalue", "maxvalue", "cycle")
            if not word:
                raise cursor.fail("MINVALUE, MAXVALUE or CYCLE")
            said[{"minvalue": "minimum", "maxvalue": "maximum", "cycle": "cycle"}[word]] = (
                False if word == "cycle" else "none"
            )
        elif cursor.take("start"):
            cursor.take("with")
            said["start"] = cursor.integer()
        elif cursor.take("restart"):
            if cursor.take("with") or cursor.word == NUMBER or cursor.word == "-":
                cursor.integer()
        elif cursor.take("cache"):
            said["cache"] = cursor.integer()
        elif cursor.take("cycle"):
            said["cycle"] = True
        elif cursor.take("owned", "by"):
            said["owned_by"] = _dotted(cursor)
        elif cursor.take("sequence", "name"):
            said["name"] = cursor.qualified()
        elif word := cursor.take_any("logged", "unlogged"):
            said["persistence"] = "unlogged" if word == "unlogged" else "permanent"
        elif cursor.sees("set") and cursor.ahead() in _SEQUENCE_WORDS:  # ALTER COLUMN … SET INCREMENT 2
            cursor.skip()
        else:
            cursor.at = at
            return SequenceOptions(**said)  # type: ignore[arg-type] # each was read as what it is


_SEQUENCE_WORDS = {"as", "increment", "minvalue", "maxvalue", "no", "start", "restart", "cache", "cycle", "owned"}


def _dotted(cursor: Cursor) -> tuple[str, ...]:
    parts = [cursor.name()]
    while cursor.take("."):
        parts.append(cursor.name())
    return tuple(parts)


def dotted(cursor: Cursor) -> tuple[str, ...]:
    """Take a name with all its parts."""
    return _dotted(cursor)


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
    mode = _mode(cursor)
    name, kind = _name_and_type(cursor)
    mode = mode or _mode(cursor) or "in"
    default = None
    if cursor.take("default") or cursor.take("=") or cursor.take(":", "=") or cursor.take(":="):
        default = cursor.expression(_MODE_ENDS)
    return Argument(mode, name, kind, default, offset=start)


def _mode(cursor: Cursor) -> str:
    if cursor.word not in _MODES or cursor.ahead() in {",", ")", ".", "[", "("}:
        return ""
    word = cursor.take_any(*_MODES)
    if word == "in" and cursor.take("out"):
        return "inout"
    return word


def _name_and_type(cursor: Cursor) -> tuple[str | None, TypeRef]:
    """Take `[name] [mode] type`: a type of one or more words may look like a name and a type."""
    at = cursor.mark()
    only = cursor.attempt(lambda: read_type(cursor))
    if only is not None and cursor.word in _ARGUMENT_ENDS or cursor.sees(":", "="):
        return None, only  # type: ignore[return-value] # read where it ended
    if only is not None and cursor.word == "order":
        return None, only
    cursor.at = at
    name = cursor.name()
    word = cursor.take_any(*_MODES) if cursor.ahead() not in _ARGUMENT_ENDS else ""
    kind = read_type(cursor)
    if word:
        cursor.take("")
    return name, kind


def routine(cursor: Cursor) -> Routine:
    """Take a function's name and, where they are written, its arguments."""
    start = cursor.start()
    name = cursor.qualified()
    return Routine(name, arguments(cursor) if cursor.sees("(") else None, offset=start)


def named_with(cursor: Cursor) -> tuple[Named, str]:
    """Take a name alone; nothing more makes it unique."""
    return cursor.qualified(), ""
