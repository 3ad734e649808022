"""Functions of their arguments alone, by the name that PostgreSQL gives them.

All but those of `LENIENT` are strict: NULL for a NULL argument. None is called with an unknown one, `LENIENT` excepted.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from harness.declared.block.arithmetic import remainder
from harness.declared.block.compare import compiled, number
from harness.declared.block.errors import SqlError
from harness.declared.block.formatting import format_text, joined
from harness.declared.block.values import Unknown, first_unknown, integer, quote_ident, quote_literal, text_of

Function = Callable[..., object]
_LONGEST = 100_000  # characters or elements that a function may make


def _bounded(count: object) -> int:
    size = integer(count)
    if size > _LONGEST:
        raise SqlError("program_limit_exceeded", "requested length too large")
    return size


def _list(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    raise SqlError("undefined_function", "an array is expected")


def _split_part(text: object, delimiter: object, place: object) -> object:
    wanted = integer(place)
    if wanted == 0:
        raise SqlError("invalid_parameter_value", "field position must not be zero")
    written, mark = text_of(text), text_of(delimiter)
    parts = written.split(mark) if mark else [written]
    index = wanted - 1 if wanted > 0 else wanted
    return parts[index] if -len(parts) <= index < len(parts) else ""


def _substring(text: object, start: object, length: object = None) -> object:
    written = text_of(text)
    if isinstance(start, str) and length is None:
        found = compiled(start, False).search(written)
        return None if found is None else found[1] if found.re.groups else found[0]
    begin = integer(start) - 1
    if length is None:
        return written[max(begin, 0) :]
    if integer(length) < 0:
        raise SqlError("substring_error", "negative substring length not allowed")
    return written[max(begin, 0) : max(begin + integer(length), 0)]


def _left(text: object, count: object) -> object:
    return text_of(text)[: integer(count)]


def _right(text: object, count: object) -> object:
    size, written = integer(count), text_of(text)
    return written[-size:] if size > 0 else "" if size == 0 else written[-size:]


def _pad(text: object, length: object, fill: object = " ", *, left: bool = True) -> object:
    size, written, filler = _bounded(length), text_of(text), text_of(fill)
    missing = size - len(written)
    if missing <= 0 or not filler:
        return written[: max(size, 0)]
    added = (filler * (missing // len(filler) + 1))[:missing]
    return added + written if left else written + added


def _array_length(value: object, dimension: object) -> object:
    level: object = _list(value)
    for _ in range(min(integer(dimension), 7) - 1):
        level = level[0] if isinstance(level, list) and level else None
    return len(level) if isinstance(level, list) and level and integer(dimension) > 0 else None


def _cardinality(value: object) -> object:
    return sum(int(str(_cardinality(item))) if isinstance(item, list) else 1 for item in _list(value))


def _array_to_string(value: object, delimiter: object, null: object = None) -> object:
    items = (null if item is None else item for item in _flat(_list(value)))
    return text_of(delimiter).join(text_of(item) for item in items if item is not None)


def _flat(values: list[object]) -> list[object]:
    return [leaf for item in values for leaf in (_flat(item) if isinstance(item, list) else [item])]


def _string_to_array(text: object, delimiter: object, null: object = None) -> object:
    if text is None:
        return None
    written = text_of(text)
    if not written:
        return []
    if delimiter is None:
        parts = list(written)
    else:
        parts = written.split(text_of(delimiter)) if text_of(delimiter) else [written]
    return [None if null is not None and part == text_of(null) else part for part in parts]


def _array_position(values: object, wanted: object) -> object:
    for place, item in enumerate(_list(values), 1):
        if item == wanted or (item is not None and wanted is not None and text_of(item) == text_of(wanted)):
            return place
    return None


def _regexp_replace(text: object, pattern: object, replacement: object, flags: object = "") -> object:
    marks = text_of(flags)
    if set(marks) - {"g", "i"}:
        return Unknown("flags of regexp_replace() that are not modelled")
    template = re.sub(r"\\(?![0-9&\\])", r"\\\\", text_of(replacement)).replace(r"\&", r"\g<0>")
    template = re.sub(r"\\([1-9])", r"\\g<\1>", template)
    try:
        found = compiled(text_of(pattern), "i" in marks)
        return found.sub(template, text_of(text)[:_LONGEST], count=0 if "g" in marks else 1)
    except (re.error, IndexError):
        return Unknown("a replacement of regexp_replace() that is not understood here")


def _regexp_match(text: object, pattern: object, flags: object = "") -> object:
    found = compiled(text_of(pattern), "i" in text_of(flags)).search(text_of(text))
    return None if found is None else list(found.groups()) if found.re.groups else [found[0]]


def _trim(side: str) -> Function:
    strip = {"both": str.strip, "leading": str.lstrip, "trailing": str.rstrip}[side]
    return lambda text, characters=" ": strip(text_of(text), text_of(characters))


def _rounded(mode: str) -> Function:
    def round_(value: object, places: object = 0) -> object:
        exact = Decimal(number(value))
        if exact.adjusted() > 20 or not 0 <= integer(places) <= 6:  # noqa: PLR2004
            return Unknown("a number too large for what is modelled")
        result = exact.quantize(Decimal(1).scaleb(-integer(places)), rounding=mode)
        return int(result) if integer(places) == 0 else result

    return round_


STRICT: dict[str, Function] = {
    "lower": lambda text: text_of(text).lower(),
    "upper": lambda text: text_of(text).upper(),
    "initcap": lambda text, *_: re.sub(r"[^\W_]+", lambda word: word[0].capitalize(), text_of(text)),
    "replace": lambda text, old, new="": text_of(text).replace(text_of(old), text_of(new)) if text_of(old) else text,
    "split_part": _split_part,
    "substring": _substring,
    "left": _left,
    "right": _right,
    "lpad": _pad,
    "rpad": lambda *arguments: _pad(*arguments, left=False),
    "length": lambda text: len(text_of(text)),
    "octet_length": lambda text: len(text_of(text).encode()),
    "btrim": _trim("both"),
    "ltrim": _trim("leading"),
    "rtrim": _trim("trailing"),
    "repeat": lambda text, count: (
        text_of(text) * max(0, _bounded(integer(count) * max(1, len(text_of(text)))) // max(1, len(text_of(text))))
    ),
    "reverse": lambda text: text_of(text)[::-1],
    "translate": lambda text, old, new: text_of(text).translate(
        {ord(c): text_of(new)[i] if i < len(text_of(new)) else None for i, c in reversed(list(enumerate(text_of(old))))}
    ),
    "strpos": lambda text, part: text_of(text).find(text_of(part)) + 1,
    "starts_with": lambda text, part: text_of(text).startswith(text_of(part)),
    "md5": lambda text: hashlib.md5(text_of(text).encode(), usedforsecurity=False).hexdigest(),
    "chr": lambda code: chr(integer(code)) if 0 < integer(code) < 0xD800 else Unknown("a character of chr()"),  # noqa: PLR2004
    "ascii": lambda text: ord(text_of(text)[0]) if text_of(text) else 0,
    "quote_ident": lambda text: quote_ident(text_of(text)),
    "quote_literal": lambda text: quote_literal(text_of(text)),
    "abs": lambda value: abs(number(value)),
    "mod": lambda left, right: remainder(number(left), number(right)),
    "round": _rounded(ROUND_HALF_UP),
    "ceil": _rounded(ROUND_CEILING),
    "floor": _rounded(ROUND_FLOOR),
    "array_length": _array_length,
    "array_upper": _array_length,
    "array_lower": lambda value, dimension: 1 if _array_length(value, dimension) else None,
    "cardinality": _cardinality,
    "array_to_string": _array_to_string,
    "regexp_replace": _regexp_replace,
    "regexp_match": _regexp_match,
    "regexp_split_to_array": lambda text, pattern: list(compiled(text_of(pattern), False).split(text_of(text))),
}
for _name, _same in {
    "char_length": "length",
    "character_length": "length",
    "substr": "substring",
    "ceiling": "ceil",
}.items():
    STRICT[_name] = STRICT[_same]


def _concat(*values: object) -> object:
    return joined(_lenient_text(value) for value in values if value is not None)


def _concat_ws(separator: object, *values: object) -> object:
    if separator is None or isinstance(separator, Unknown):
        return separator
    parts: list[object] = []
    for value in values:
        if isinstance(value, Unknown) and value.maybe_null:  # whether a separator stands before it is not known
            return Unknown(value.reason, str(getattr(joined(parts), "prefix", "")), maybe_null=False)
        if value is not None:
            parts += [separator, value] if parts else [value]
    return joined(parts)


def _lenient_text(value: object) -> object:
    return value


def _quote_nullable(value: object) -> object:
    if isinstance(value, Unknown):
        return Unknown(value.reason, maybe_null=False)
    return "NULL" if value is None else quote_literal(text_of(value))


def _append(values: object, item: object) -> object:
    return values if isinstance(values, Unknown) else [*([] if values is None else _list(values)), item]


def _prepend(item: object, values: object) -> object:
    return values if isinstance(values, Unknown) else [item, *([] if values is None else _list(values))]


def _remove(values: object, wanted: object) -> object:
    if values is None:
        return None
    if unknown := first_unknown(iter((values, wanted))):
        return unknown
    return [item for item in _list(values) if _array_position([item], wanted) is None]


def _position(values: object, wanted: object, *_: object) -> object:
    if values is None:
        return None
    return first_unknown(iter((values, wanted))) or _array_position(values, wanted)


def _known_split(*arguments: object) -> object:
    return first_unknown(iter(arguments)) or _string_to_array(*arguments)


LENIENT: dict[str, Function] = {
    "concat": _concat,
    "concat_ws": _concat_ws,
    "format": lambda template, *arguments: format_text(template, arguments),
    "quote_nullable": _quote_nullable,
    "array_append": _append,
    "array_prepend": _prepend,
    "array_remove": _remove,
    "array_position": _position,
    "string_to_array": _known_split,
}


def call(name: str, arguments: Sequence[object]) -> object:
    """Return what a function of this module answers; `KeyError` where it is none of them."""
    if lenient := LENIENT.get(name):
        return _applied(name, lenient, arguments)
    strict = STRICT[name]
    if any(argument is None for argument in arguments):
        return None
    return first_unknown(iter(arguments)) or _applied(name, strict, arguments)


def _applied(name: str, function: Function, arguments: Sequence[object]) -> object:
    try:
        return function(*arguments)
    except TypeError:
        raise SqlError("undefined_function", f"function {name} has no form with these arguments") from None
