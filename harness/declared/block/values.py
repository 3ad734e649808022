"""The values of a block while it runs: Python's own, an unknown with its reason, a row, and a name that is an oid.

NULL is None, numbers are int and Decimal, arrays are lists, everything else that SQL writes between quotes is str.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeGuard

from harness.declared.block.errors import SqlError, Unknowable
from harness.schema import quoted

_INTEGER = re.compile(r"\s*[-+]?\d+\s*\Z")
_TRUE = ("t", "true", "y", "yes", "on", "1")
_FALSE = ("f", "false", "n", "no", "off", "0")
# pg_get_keywords() of PostgreSQL 18: those that may name a column and nothing else that is called.
_COLUMN_NAMES = frozenset(
    """
    between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int
    integer interval json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar
    json_serialize json_table json_value least merge_action national nchar none normalize nullif numeric out overlay
    position precision real row setof smallint substring time timestamp treat trim values varchar xmlattributes
    xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
    """.split()  # noqa: SIM905  # a list would be sixty lines
)
_PLAIN_ELEMENT = re.compile(r"[^\s{}\",\\]+\Z")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that the text cannot say, and why; the text that it begins with, and whether it may be null."""

    reason: str
    prefix: str = field(default="", compare=False)
    maybe_null: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Reg:
    """An oid that prints as a name: a value of regclass, regtype and their kin."""

    kind: str
    oid: int
    text: str


class Row(dict[str, object]):
    """A row by column name; `whole` says that it has no other columns."""

    def __init__(self, values: Mapping[str, object], *, whole: bool = True) -> None:
        super().__init__(values)
        self.whole = whole

    def get_column(self, name: str) -> object:
        """Return the value of a column; an error where there is none, an unknown where the row is not whole."""
        if name in self:
            return self[name]
        if self.whole:
            raise SqlError("undefined_column", f'column "{name}" does not exist')
        return Unknown(f"column {name} of a catalog is not modelled")


def known(value: object, what: str) -> object:
    """Return `value`; raise `Unknowable` where it is an unknown one, since `what` depends on it."""
    if isinstance(value, Unknown):
        raise Unknowable(f"{what} depends on {value.reason}")
    return value


def first_unknown(values: Iterator[object]) -> Unknown | None:
    """Return the first unknown value, also one within an array."""
    for value in values:
        if isinstance(value, Unknown):
            return value
        if isinstance(value, list) and (found := first_unknown(iter(value))):
            return found
    return None


def is_number(value: object) -> TypeGuard[int | Decimal]:
    """Say whether a value is a number; true and false are none."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def boolean(value: object) -> object:
    """Return a value as a condition has it: True, False, None or an unknown."""
    if value is None or isinstance(value, bool | Unknown):
        return value
    if is_number(value):
        return value != 0
    word = text_of(value).strip().lower()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise SqlError("invalid_text_representation", f'invalid input syntax for type boolean: "{word}"')


def integer(value: object) -> int:
    """Return a known value as an integer."""
    if isinstance(value, Reg):
        return value.oid
    if isinstance(value, Decimal):
        rounded = value.to_integral_value(rounding="ROUND_HALF_UP") if value.is_finite() else None
        if rounded is None or rounded.adjusted() > 20:  # noqa: PLR2004  # more digits than a bigint has
            raise SqlError("numeric_value_out_of_range", "integer out of range")
        return int(rounded)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str) and len(value) < 40 and _INTEGER.match(value):  # noqa: PLR2004  # no bigint is longer
        return int(value)
    raise SqlError("invalid_text_representation", f'invalid input syntax for type integer: "{text_of(value)}"')


def text_of(value: object) -> str:
    """Return a known value that is not null as PostgreSQL prints it."""
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, Reg):
        return value.text
    if isinstance(value, list):
        return "{" + ",".join(_element(item) for item in value) + "}"
    if isinstance(value, dict):
        return "(" + ",".join("" if item is None else _field(text_of(item)) for item in value.values()) + ")"
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


def _element(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, list):
        return text_of(value)
    text = text_of(value)
    if _PLAIN_ELEMENT.match(text) and text.lower() != "null":
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _field(text: str) -> str:
    plain = text and not re.search(r'[\s(),"\\]', text)
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '""') + '"'


_ARRAY_TOKEN = re.compile(
    r'\s*(?:(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<edge>[{},])|(?P<bare>[^{},"]*[^{},"\s]))\s*', re.DOTALL
)
_DEEPEST = 6  # dimensions that an array can have


def array_from_text(text: str) -> list[object]:
    """Return the array that a literal such as `{a,"b c",NULL}` says, its elements as text."""
    stack: list[list[object]] = []
    at, done = 0, None
    text = text.strip()
    while at < len(text) and done is None:
        found = _ARRAY_TOKEN.match(text, at)
        if found is None or (not stack and found["edge"] != "{") or len(stack) > _DEEPEST:
            break
        at = found.end()
        if found["edge"] == "{":
            new: list[object] = []
            if stack:
                stack[-1].append(new)
            stack.append(new)
        elif found["edge"] == "}":
            done = stack.pop() if len(stack) == 1 else stack.pop() and None
        elif found["edge"] is None:
            stack[-1].append(_element_from(found))
    if done is None or at < len(text):
        raise SqlError("invalid_text_representation", f'malformed array literal: "{text}"')
    return done


def _element_from(found: re.Match[str]) -> object:
    if found["quoted"]:
        return re.sub(r"\\(.)", r"\1", found["quoted"][1:-1], flags=re.DOTALL)
    return None if found["bare"].lower() == "null" else found["bare"]


def quote_literal(text: str) -> str:
    """Return `text` as a literal between quotes."""
    prefix = "E" if "\\" in text else ""
    return f"{prefix}'{text.replace(chr(92), chr(92) * 2).replace(chr(39), chr(39) * 2)}'"


def quote_ident(text: str) -> str:
    """Return `text` as an identifier, between quotes where it is any keyword that is reserved somewhere."""
    plain = quoted(text)
    return f'"{text}"' if plain == text and (text in _COLUMN_NAMES or "$" in text) else plain
