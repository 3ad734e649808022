"""What a statement of data calls, where that can change the schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from harness.declared.block import Unknowable
from harness.declared.block.sql_functions import SqlFunction
from harness.declared.expressions import mentioned
from harness.declared.objects import FunctionState
from harness.declared.tokens import Cursor, Unreadable
from harness.declared.types import read_type
from harness.schema import Name

# Words by which a function's body can change the schema.
_DDL = re.compile(
    r"\b(?:(?:create|alter|drop)\s+[a-z]|(?:execute|grant|revoke|commit|rollback)\b|comment\s+on\b)", re.IGNORECASE
)


_TEMPORARY = re.compile(r"\bcreate\s+(?:local\s+|global\s+)?temp(?:orary)?\b", re.IGNORECASE)


Functions = Mapping[tuple[Name, str], FunctionState]
Call = tuple[str, dict[str, object]]  # the code that runs, and its arguments by number and by name


def changes_anything(body: str) -> bool:
    """Say whether code of PL/pgSQL, going by its words, can change the schema or where names are found."""
    return bool(_DDL.search(body)) or "set_config" in body or "search_path" in body


def changing_calls(functions: Functions, text: str) -> Iterator[Call]:
    """Yield what a statement of data calls, where that can change the schema.

    Raises `Unknowable` where such a call has more than literals for arguments, or code that is not PL/pgSQL.
    """
    changing = [function for function in _functions_in(functions, text) if _changes_schema(function)]
    if not changing:
        return
    calls = _literal_calls(text)
    by_name = {function.name.name: function for function in changing}
    if calls is None or len(by_name) != len(changing) or not by_name.keys() <= {name for name, _ in calls}:
        raise Unknowable(f"it calls {changing[0].name}(), which can change the schema", 0)
    for name, values in calls:
        if name in by_name:
            yield _call(by_name[name], values)


def _call(function: FunctionState, values: tuple[object, ...]) -> Call:
    said = function.said
    inputs = [each for each in said.arguments if each.mode not in {"out", "table"}] if said else []
    if said is None or said.code is None or said.language != "plpgsql" or len(inputs) != len(values):
        raise Unknowable(f"it calls {function.name}(), which can change the schema", 0)
    arguments: dict[str, object] = {}
    for at, (argument, value) in enumerate(zip(inputs, values, strict=True), start=1):
        arguments[f"${at}"] = value
        if argument.name:
            arguments[argument.name] = value
    return said.code, arguments


def called_function(functions: Functions, namespace: str | None, name: str, count: int) -> SqlFunction | None:
    """Return the function in SQL that a call means; None where there is not just one, or where it may change things."""
    found = [
        each
        for (known, _), each in functions.items()
        if known.name == name and namespace in (None, known.namespace) and len(each.types) == count
    ]
    said = found[0].said if len(found) == 1 else None
    if said is None or said.code is None or said.language != "sql" or changes_anything(said.code):
        return None
    inputs = [each for each in said.arguments if each.mode not in {"out", "table"}]
    outputs = [each for each in said.arguments if each.mode in {"out", "inout", "table"}]
    if len(inputs) != count or any(each.mode in {"variadic", "out", "inout"} for each in said.arguments):
        return None
    names = tuple(each.name or "" for each in inputs)
    columns = tuple(each.name or "" for each in outputs)
    return SqlFunction(said.code, names, columns, many=bool(outputs) or bool(said.result and said.result.setof))


def _functions_in(functions: Functions, text: str) -> list[FunctionState]:
    names = {name.name for name, _ in functions}
    wanted = {name for _, name in mentioned(text) if name in names}
    return [each for (name, _), each in functions.items() if name.name in wanted] if wanted else []


def _changes_schema(function: FunctionState) -> bool:
    said = function.said
    if said is None or said.code is None or said.language not in {"plpgsql", "sql"}:
        return said is not None and said.language not in {"plpgsql", "sql", "internal", "c"}
    if said.result is not None and said.result.name.name in {"trigger", "event_trigger"}:
        return False  # it runs when rows change, not when it is called
    return bool(_DDL.search(_TEMPORARY.sub("", said.code)))


def _literal_calls(text: str) -> list[tuple[str, tuple[object, ...]]] | None:
    """Return what `select f('a', 1), g()` calls, with which literals; None where the statement is anything else."""
    try:
        cursor = Cursor(text)
        if not cursor.take_any("select", "call", "perform"):
            return None
        calls = cursor.commas(lambda: _literal_call(cursor))
    except Unreadable:
        return None
    return list(calls) if cursor.done else None


def _literal(cursor: Cursor) -> object:
    """Take a literal, cast or not: what a function is given is of its own arguments' types anyway."""
    word = cursor.take_any(*_CONSTANTS)
    value = _CONSTANTS[word] if word else cursor.string() if cursor.is_string() else cursor.integer()
    while cursor.take("::"):
        read_type(cursor)
    return value


_CONSTANTS = {"true": True, "false": False, "null": None}


def _literal_call(cursor: Cursor) -> tuple[str, tuple[object, ...]]:
    name = cursor.qualified().name
    values = cursor.listed(lambda: _literal(cursor))
    if cursor.take("as"):
        cursor.name()
    return name, values
