"""format(), || and concat(): texts made of parts, of which some may not be known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from harness.declared.block.errors import SqlError
from harness.declared.block.values import Unknown, first_unknown, quote_ident, quote_literal, text_of

_PIECE = re.compile(
    r"%(?:%|(?P<position>\d+\$)?(?P<flag>-)?(?P<width>\d+|\*(?:\d+\$)?)?(?P<type>[sIL]))|(?P<text>[^%]+)|%"
)
_WIDEST = 10_000


def joined(parts: Iterable[object]) -> object:
    """Return texts put together; an unknown part makes the rest unknown and leaves what stands before it."""
    text = ""
    for part in parts:
        if unknown := first_unknown(iter((part,))):
            prefix = text + (unknown.prefix if part is unknown else "")
            return Unknown(unknown.reason, prefix, maybe_null=False)
        text += text_of(part)
    return text


def concatenated(left: object, right: object) -> object:
    """Return `left || right`, for texts and arrays."""
    if isinstance(left, list) or isinstance(right, list):
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return left if isinstance(left, Unknown) else right
        first = left if isinstance(left, list) else [] if left is None else [left]
        return first + (right if isinstance(right, list) else [] if right is None else [right])
    if left is None or right is None:
        return None
    found = joined((left, right))
    if isinstance(found, Unknown):
        nullable = any(isinstance(side, Unknown) and side.maybe_null for side in (left, right))
        return Unknown(found.reason, found.prefix, maybe_null=nullable)
    return found


def format_text(template: object, arguments: Sequence[object]) -> object:
    """Return what format() makes of a template and its arguments."""
    if template is None or isinstance(template, Unknown):
        return template
    parts: list[object] = []
    following = 0
    for piece in _PIECE.finditer(text_of(template)):
        if piece["text"]:
            parts.append(piece["text"])
        elif piece[0] == "%%":
            parts.append("%")
        elif piece["type"] is None:
            raise SqlError("invalid_parameter_value", "unrecognized format() type specifier")
        else:
            width = int(piece["width"] or 0) if (piece["width"] or "0").isdigit() else -1
            if not 0 <= width <= _WIDEST:
                return Unknown("a width of format() that is not modelled")
            following = int(piece["position"][:-1]) if piece["position"] else following + 1
            if not 0 < following <= len(arguments):
                raise SqlError("invalid_parameter_value", "too few arguments for format()")
            parts.append(_formatted(piece["type"], arguments[following - 1], width, left=bool(piece["flag"])))
    return joined(parts)


def _formatted(kind: str, value: object, width: int, *, left: bool) -> object:
    if isinstance(value, Unknown):
        return Unknown(value.reason)
    if unknown := first_unknown(iter((value,))):
        return Unknown(unknown.reason)
    if value is None:
        if kind == "I":
            raise SqlError("null_value_not_allowed", "null values cannot be formatted as an SQL identifier")
        text = "NULL" if kind == "L" else ""
    else:
        text = text_of(value)
        text = quote_ident(text) if kind == "I" else quote_literal(text) if kind == "L" else text
    return text.ljust(width) if left else text.rjust(width)
