"""The values of names and string literals: escapes undone, names cut to what PostgreSQL keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NAMEDATALEN = 64
_LAST_CODE = 0x10FFFF

_LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_ESCAPE = re.compile(
    r"''"
    r"|\\[xX](?P<hex>[0-9a-fA-F]{1,2})"
    r"|\\(?P<octal>[0-7]{1,3})"
    r"|(?P<codes>(?:\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8})+)"
    r"|\\(?P<letter>.)",
    re.DOTALL,
)


def cut(name: str) -> str:
    """Return the name as PostgreSQL keeps it: its first 63 bytes, no character split."""
    raw = name.encode()
    return name if len(raw) < _NAMEDATALEN else raw[: _NAMEDATALEN - 1].decode(errors="ignore")


def escaped_string(inner: str) -> str:
    """Return the value of what stands within E'…'; raise `ValueError` for a code that is no character's."""
    out = bytearray()  # \x and octal escapes give bytes, several of which may make one character
    at = 0
    for found in _ESCAPE.finditer(inner):
        out += inner[at : found.start()].encode()
        out += _bytes(found)
        at = found.end()
    return (out + inner[at:].encode()).decode(errors="replace")


def _bytes(found: re.Match[str]) -> bytes:
    if found["hex"]:
        return bytes([int(found["hex"], 16)])
    if found["octal"]:
        return bytes([int(found["octal"], 8) & 0xFF])
    if found["codes"]:
        return _characters(each[1:] for each in found["codes"].split("\\")[1:]).encode()
    letter = found["letter"] or "'"
    return _LETTERS.get(letter, letter).encode()


def unescaped(text: str, escape: str) -> str:
    """Return the value of what stands within U&'…' or U&"…"; raise `ValueError` for an escape that is none."""
    if len(escape) != 1:
        raise ValueError("an escape character of more or less than one character")
    mark = re.escape(escape)
    code = rf"{mark}(?:\+[0-9a-fA-F]{{6}}|[0-9a-fA-F]{{4}})"

    def value(found: re.Match[str]) -> str:
        if found["codes"]:
            return _characters(each.removeprefix("+") for each in found["codes"].split(escape)[1:])
        if found[0] == escape:
            raise ValueError("an incomplete Unicode escape")
        return escape

    return re.sub(rf"{mark}{mark}|(?P<codes>(?:{code})+)|{mark}", value, text)


def _characters(codes: Iterable[str]) -> str:
    """Return the characters of hexadecimal codes; two halves of a surrogate pair are one."""
    numbers = [int(code, 16) for code in codes]
    if any(number > _LAST_CODE for number in numbers):
        raise ValueError("a Unicode escape beyond the last character")
    try:
        return "".join(map(chr, numbers)).encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError as error:
        raise ValueError("half of a surrogate pair") from error
