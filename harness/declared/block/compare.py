"""Comparisons and AND, OR, NOT as SQL has them: with NULL, and with values that are not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from harness.declared.block.errors import SqlError, Unevaluated
from harness.declared.block.values import (
    Reg,
    Unknown,
    array_from_text,
    boolean,
    first_unknown,
    is_number,
    text_of,
)

_MOST_DIGITS = 100
_LONGEST = 2_000  # characters that a regular expression of a block is tried on


def not_(value: object) -> object:
    truth = boolean(value)
    return truth if truth is None or isinstance(truth, Unknown) else not truth


def all_of(values: Iterable[object]) -> object:
    """Return the AND of values, which are looked at only until one is false."""
    result: object = True
    for value in values:
        truth = boolean(value)
        if truth is False:
            return False
        if isinstance(truth, Unknown) or (truth is None and not isinstance(result, Unknown)):
            result = truth
    return result


def any_of(values: Iterable[object]) -> object:
    """Return the OR of values, which are looked at only until one is true."""
    result: object = False
    for value in values:
        truth = boolean(value)
        if truth is True:
            return True
        if isinstance(truth, Unknown) or (truth is None and not isinstance(result, Unknown)):
            result = truth
    return result


def number(value: object) -> int | Decimal:
    """Return a known value as a number."""
    if is_number(value):
        return value
    if isinstance(value, Reg):
        return value.oid
    text = text_of(value).strip()
    if re.fullmatch(r"[-+]?[0-9]{1,40}", text):
        return int(text)
    try:
        exact = Decimal(text)
    except (InvalidOperation, ValueError):
        raise SqlError("invalid_text_representation", f'invalid input syntax for type numeric: "{text}"') from None
    if not exact.is_finite():
        raise Unevaluated("NaN or infinity")
    if abs(exact.adjusted()) > _MOST_DIGITS or len(text) > _MOST_DIGITS:
        raise SqlError("numeric_value_out_of_range", "value out of range")
    return exact


def order(left: object, right: object) -> int:
    """Return -1, 0 or 1 for two known values that are not null; a literal takes the type of the other side."""
    first, second = _alike(left, right)
    if isinstance(first, list) and isinstance(second, list):
        return _order_lists(first, second)
    if isinstance(first, dict) and isinstance(second, dict):
        return _order_lists(list(first.values()), list(second.values()))
    if type(first) is not type(second) and not (is_number(first) and is_number(second)):
        first, second = text_of(first), text_of(second)
    above, below = first > second, first < second  # type: ignore[operator]  # both are of one type
    return bool(above) - bool(below)


def _alike(left: object, right: object) -> tuple[object, object]:
    if isinstance(left, str) and not isinstance(right, str):
        second, first = _alike(right, left)
        return first, second
    if isinstance(left, Reg) or isinstance(right, Reg):
        return number(left), number(right)
    if not isinstance(right, str) or isinstance(left, str):
        return left, right
    if isinstance(left, bool):
        return left, boolean(right)
    if is_number(left):
        return left, number(right)
    return left, array_from_text(right) if isinstance(left, list) else right


def _order_lists(left: list[object], right: list[object]) -> int:
    for first, second in zip(left, right, strict=False):
        if first is None or second is None:
            if first is not second:
                return 1 if first is None else -1
            continue
        if result := order(first, second):
            return result
    return (len(left) > len(right)) - (len(left) < len(right))


_TESTS: dict[str, Callable[[int], bool]] = {
    "=": lambda result: result == 0,
    "<>": lambda result: result != 0,
    "<": lambda result: result < 0,
    "<=": lambda result: result <= 0,
    ">": lambda result: result > 0,
    ">=": lambda result: result >= 0,
}


def compare(operator: str, left: object, right: object) -> object:
    """Return what `left operator right` is."""
    if left is None or right is None:
        return None
    if unknown := first_unknown(iter((left, right))):
        return unknown
    try:
        return _TESTS[operator](order(left, right))
    except Unevaluated as unevaluated:
        return Unknown(unevaluated.reason)


def same(left: object, right: object) -> object:
    """Return what `left is not distinct from right` is."""
    if left is None and right is None:
        return True
    if left is None or right is None:
        other = right if left is None else left
        return other if isinstance(other, Unknown) and other.maybe_null else False
    return compare("=", left, right)


def is_null(value: object) -> object:
    """Return what `value is null` is: for a row, whether every field is null."""
    if isinstance(value, Unknown):
        return value if value.maybe_null else False
    if isinstance(value, dict):
        return all_of(is_null(item) for item in value.values())
    return value is None


def is_not_null(value: object) -> object:
    """Return what `value is not null` is: for a row, whether every field is not null."""
    if isinstance(value, dict):
        return all_of(is_not_null(item) for item in value.values())
    return not_(is_null(value))


def like(text: object, pattern: object, *, fold: bool = False) -> object:
    """Return what `text like pattern` is."""
    return _matched(text, pattern, _from_like, fold=fold)


def matches(text: object, pattern: object, *, fold: bool = False) -> object:
    """Return what `text ~ pattern` is."""
    return _matched(text, pattern, compiled, fold=fold)


def _matched(text: object, pattern: object, compile_: Callable[[str, bool], re.Pattern[str]], *, fold: bool) -> object:
    if text is None or pattern is None:
        return None
    if unknown := first_unknown(iter((text, pattern))):
        return unknown
    try:
        return compile_(text_of(pattern), fold).search(text_of(text)[:_LONGEST]) is not None
    except Unevaluated as unevaluated:
        return Unknown(unevaluated.reason)


@lru_cache(maxsize=512)
def _from_like(pattern: str, fold: bool) -> re.Pattern[str]:  # noqa: FBT001  # the cache's key
    written = ""
    pieces = iter(pattern)
    for piece in pieces:
        if piece == "\\":
            written += re.escape(next(pieces, ""))
        else:
            written += {"%": ".*", "_": "."}.get(piece) or re.escape(piece)
    return re.compile(rf"\A{written}\Z", re.DOTALL | (re.IGNORECASE if fold else 0))


# What means one thing in PostgreSQL's regular expressions and another in Python's, or nothing there.
_OTHERWISE = re.compile(r"\\[mMyYZ<>]|\[\[[.:=<>]|\(\?|^\*\*\*|[*+?}][*+]|\([^)]*[*+][^)]*\)[*+{]")
_WORD_EDGES = {r"\y": r"\b", r"\m": r"\b(?=\w)", r"\M": r"\b(?<=\w)", r"\Y": r"\B"}
_CLASSES = {"alpha": "a-zA-Z", "digit": "0-9", "alnum": "a-zA-Z0-9", "space": r"\s", "upper": "A-Z", "lower": "a-z"}


@lru_cache(maxsize=512)
def compiled(pattern: str, fold: bool) -> re.Pattern[str]:  # noqa: FBT001  # the cache's key
    """Return a regular expression of PostgreSQL as one of Python; `Unevaluated` where they are not sure to agree."""
    written = re.sub(r"\[:(\w+):\]", lambda found: _CLASSES.get(found[1], found[0]), pattern)
    if _OTHERWISE.search(re.sub(r"\\[myMY]", "", written)):
        raise Unevaluated("a regular expression that is not understood here")
    written = re.sub(r"\\[myMY]", lambda found: _WORD_EDGES[found[0]], written)
    written = re.sub(r"(?<!\\)\$", r"\\Z", written)  # $ is the end of the text, never the end of a line before it
    try:
        return re.compile(written, re.DOTALL | (re.IGNORECASE if fold else 0))
    except (re.error, OverflowError, RecursionError):
        raise SqlError("invalid_regular_expression", "invalid regular expression") from None
