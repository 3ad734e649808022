"""Values of each type: the n-th plain one, what is next to one, and what lies at and beyond the type's limits."""

from __future__ import annotations

import datetime as dt
import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal, InvalidOperation
from hashlib import sha256

from harness.rows.kind import Kind

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_EPOCH = dt.datetime(2024, 1, 1, 12, tzinfo=dt.UTC)
_TEXTS = frozenset({"text", "character varying", "character", "name", "citext", "public.citext", '"char"'})
_INTEGERS = {"smallint": 2**15, "integer": 2**31, "bigint": 2**63}
_DIGITS_OF_TIME = 6
_SHORT = 600  # characters that are readable if they are all the same


@dataclass(frozen=True, slots=True)
class Limit:
    """A value at a limit of its type, or beyond it: then with the SQLSTATE that says so."""

    value: str
    sqlstate: str | None
    told: str


def is_text(kind: Kind) -> bool:
    """Say whether values are strings of characters."""
    return kind.base in _TEXTS and not kind.array


def is_number(kind: Kind) -> bool:
    """Say whether values are numbers."""
    return not kind.array and (kind.base in _INTEGERS or kind.base in {"numeric", "real", "double precision", "oid"})


def is_integer(kind: Kind) -> bool:
    """Say whether values are whole numbers."""
    return not kind.array and kind.base in _INTEGERS


def is_time(kind: Kind) -> bool:
    """Say whether values are dates or timestamps, to which an interval can be added."""
    return not kind.array and (kind.base == "date" or kind.base.startswith("timestamp"))


def nth(kind: Kind, number: int) -> str | None:
    """Return the plain value number `number` of a type, each another; None where it has no more, or is unknown."""
    if kind.array:
        inner = nth(kind.element, number)
        return None if inner is None else array([inner])
    if kind.labels:
        return kind.labels[number] if number < len(kind.labels) else None
    if kind.form:
        return _made_of(kind, number)
    make = _NTH.get(kind.base) or _NTH.get(kind.base.rpartition(".")[2])
    return make(kind, number) if make else None


def key(kind: Kind, number: int) -> str | None:
    """Return the plain value number `number` for a key: beyond the numbers that a sequence or a migration gives out."""
    first = {"smallint": 30_000, "integer": 1_000_000, "bigint": 1_000_000, "oid": 1_000_000}
    return nth(kind, number + (0 if kind.array else first.get(kind.base, 0)))


def _made_of(kind: Kind, number: int) -> str | None:
    if kind.form == "composite":
        found = [nth(part, number) for part in kind.parts]
        return "(" + ",".join("" if each is None else _double(each) for each in found) + ")"
    (part,) = kind.parts
    if kind.form == "multirange":
        inner = nth(part, number)
        return None if inner is None else f"{{{inner}}}"
    low, high = nth(part, number * 10), nth(part, number * 10 + 5)
    return None if low is None or high is None else f"[{_double(low)},{_double(high)})"


def _double(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def array(elements: list[str | None]) -> str:
    """Return elements as an array's input."""
    written = (
        '"' + each.replace("\\", "\\\\").replace('"', '\\"') + '"' if each is not None else "NULL" for each in elements
    )
    return "{" + ",".join(written) + "}"


def neighbours(kind: Kind, value: str, steps: int = 1) -> tuple[str, ...]:
    """Return the values right below and right above one, `steps` of them on each side; none where there is no order."""
    if kind.array or kind.labels:
        return ()
    try:
        found = [_stepped(kind, value, sign * step) for step in range(1, steps + 1) for sign in (-1, 1)]
    except (ValueError, InvalidOperation, OverflowError):
        return ()
    return tuple(each for each in found if each is not None)


def moved(kind: Kind, value: str, steps: int) -> str | None:
    """Return the value that lies so many steps above one; None where there are no steps."""
    try:
        return _stepped(kind, value, steps)
    except (ValueError, InvalidOperation, OverflowError):
        return None


def _stepped(kind: Kind, value: str, steps: int) -> str | None:
    step = _STEPS.get("timestamp" if kind.base.startswith("timestamp") else kind.base)
    return step(kind, value, steps) if step else None


def _next_integer(_: Kind, value: str, steps: int) -> str:
    exact = Decimal(value)
    below = exact.to_integral_value(ROUND_FLOOR)
    return str(int(below + steps) + (1 if steps < 0 and below != exact else 0))


def _next_numeric(kind: Kind, value: str, steps: int) -> str:
    return format(Decimal(value) + steps * Decimal(1).scaleb(-_scale(kind)), "f")


def _next_float(_: Kind, value: str, steps: int) -> str:
    return repr(float(value) + steps / 8)  # exact in binary


def _next_money(_: Kind, value: str, steps: int) -> str:
    return format(Decimal(value.replace("$", "").replace(",", "")) + steps * Decimal("0.01"), "f")


def _next_date(__: Kind, value: str, steps: int) -> str | None:
    if len(value) > len("9999-12-31"):  # beyond what Python counts: within the month
        month, _, day = value.rpartition("-")
        return f"{month}-{int(day) + steps:02d}" if 0 < int(day) + steps <= int(day) else None
    return (dt.date.fromisoformat(value[:10]) + dt.timedelta(days=steps)).isoformat()


def _next_time(kind: Kind, value: str, steps: int) -> str | None:
    moment = dt.datetime.combine(_EPOCH.date(), dt.time.fromisoformat(value)) + steps * _tick(kind)
    return moment.time().isoformat() if moment.date() == _EPOCH.date() else None


_STEPS: dict[str, Callable[[Kind, str, int], str | None]] = {
    **dict.fromkeys([*_INTEGERS, "oid"], _next_integer),
    **dict.fromkeys(["real", "double precision"], _next_float),
    "numeric": _next_numeric,
    "money": _next_money,
    "date": _next_date,
    "timestamp": lambda kind, value, steps: (dt.datetime.fromisoformat(value) + steps * _tick(kind)).isoformat(sep=" "),
    "time without time zone": _next_time,
}


def _scale(kind: Kind) -> int:
    return (kind.modifiers[1] if len(kind.modifiers) > 1 else 0) if kind.modifiers else 4


def _tick(kind: Kind) -> dt.timedelta:
    digits = kind.modifiers[0] if kind.modifiers else _DIGITS_OF_TIME
    return dt.timedelta(microseconds=10 ** (_DIGITS_OF_TIME - min(digits, _DIGITS_OF_TIME)))


def limits(kind: Kind) -> Iterator[Limit]:
    """Yield values at and beyond the limits of a type, with the SQLSTATE of those that are beyond."""
    if kind.array:
        for each in limits(kind.element):
            yield Limit(array([each.value]), each.sqlstate, f"{each.told}, as an element")
        if not kind.labels:
            yield Limit("{", "22P02", "no array")
        return
    if kind.labels:
        return
    if kind.length is not None:
        yield from _lengths(kind, kind.length)
    elif kind.base in _INTEGERS:
        yield from _bounded(-_INTEGERS[kind.base], _INTEGERS[kind.base] - 1)
    elif kind.base == "numeric" and kind.modifiers:
        yield from _precision(kind.modifiers[0], _scale(kind))
    else:
        yield from (Limit(*each) for each in _LIMITS.get(kind.base, ()))
    if kind.base in _UNREADABLE:
        yield Limit(*_UNREADABLE[kind.base])


def _lengths(kind: Kind, most: int) -> Iterator[Limit]:
    if kind.base == "bit":
        yield Limit("1" * most, None, f"{most} bits")
        yield Limit("1" * (most + 1), "22026", f"{most + 1} bits")
        return
    if kind.base == "bit varying":
        yield Limit("1" * most, None, f"{most} bits")
        yield Limit("1" * (most + 1), "22001", f"{most + 1} bits")
        return
    yield Limit(_letters(most), None, f"{most} characters")
    yield Limit(_letters(most + 1), "22001", f"{most + 1} characters")
    yield Limit("é" * most, None, f"{most} characters of two bytes each")
    yield Limit("é" * (most + 1), "22001", f"{most + 1} characters of two bytes each")


def _letters(count: int) -> str:
    """Return so many characters; long texts cannot be compressed, or an index would take more than it can hold."""
    if count <= _SHORT:
        return "x" * count
    digests = (sha256(str(number).encode()).digest() for number in range(count // 40 + 1))
    return b64encode(b"".join(digests)).decode()[:count].rstrip("=").ljust(count, "x")


def _bounded(least: int, most: int) -> Iterator[Limit]:
    for inside, outside in ((least, least - 1), (most, most + 1)):
        yield Limit(str(inside), None, f"{inside}")
        yield Limit(str(outside), "22003", f"{outside}")


def _precision(precision: int, scale: int) -> Iterator[Limit]:
    largest = (Decimal(10) ** precision - 1).scaleb(-scale)
    beyond = Decimal(10) ** (precision - scale)
    for sign in (1, -1):
        yield Limit(format(sign * largest, "f"), None, f"{precision} digits, {scale} of them after the point")
        yield Limit(format(sign * beyond, "f"), "22003", f"one digit more than {precision - scale} before the point")
    yield Limit("NaN", None, "NaN")


_LIMITS: dict[str, tuple[tuple[str, str | None, str], ...]] = {
    "date": (
        ("infinity", None, "infinity"),
        ("-infinity", None, "minus infinity"),
        ("5874897-12-31", None, "the last day"),
        ("5874898-01-01", "22008", "the day after the last"),
    ),
    "timestamp without time zone": (
        ("infinity", None, "infinity"),
        ("-infinity", None, "minus infinity"),
        ("294276-12-31 23:59:59", None, "the last day"),
        ("294277-01-01 00:00:00", "22008", "the day after the last"),
    ),
    "timestamp with time zone": (
        ("infinity", None, "infinity"),
        ("-infinity", None, "minus infinity"),
        ("2024-06-01 12:00:00+05:30", None, "a time zone"),
        ("294277-01-01 12:00:00+00", "22008", "the day after the last"),
    ),
    "time without time zone": (("24:00:00", None, "midnight"), ("24:00:01", "22008", "a second after midnight")),
    "time with time zone": (("12:00:00+05:30", None, "a time zone"), ("24:00:01+00", "22008", "after midnight")),
    "numeric": (("NaN", None, "NaN"), ("Infinity", None, "infinity"), ("1e131073", "22003", "too many digits")),
    "real": (("NaN", None, "NaN"), ("-Infinity", None, "minus infinity"), ("1e39", "22003", "above the largest")),
    "double precision": (
        ("NaN", None, "NaN"),
        ("-Infinity", None, "minus infinity"),
        ("1e309", "22003", "above the largest"),
    ),
    "bytea": (("\\x00ff", None, "bytes 0 and 255"), ("\\x0", "22023", "half a byte")),
    "jsonb": (('"\\u0000"', "22P05", "a NUL character"),),
    "text": (("é漢🙂", None, "characters of two, three and four bytes"),),
}
_NO_VALUE = "not a value of the type"
_UNREADABLE = {
    base: ("?", state, _NO_VALUE)
    for state, bases in {
        "22P02": (
            "uuid json jsonb boolean inet cidr macaddr macaddr8 smallint integer bigint numeric real point box circle"
            " line lseg path polygon int4range int8range numrange tsrange tstzrange daterange int4multirange"
            " int8multirange nummultirange datemultirange tsmultirange tstzmultirange pg_lsn oid money"
        ),
        "22007": "date interval",
    }.items()
    for base in bases.split()
}
_UNREADABLE["bit"] = _UNREADABLE["bit varying"] = ("2", "22P02", _NO_VALUE)
_UNREADABLE["xml"] = ("<a>", "2200N", _NO_VALUE)
for _words in ("double precision", "timestamp with time zone", "timestamp without time zone"):
    _UNREADABLE[_words] = ("?", "22P02" if _words.startswith("double") else "22007", _NO_VALUE)


def _word(kind: Kind, number: int) -> str | None:
    most = kind.length or 60
    plain = f"sample {number + 1}"
    if len(plain) <= most:
        return plain
    letters, left = "", number
    for _ in range(most):
        letters = _ALPHABET[left % 26] + letters
        left //= 26
    return None if left else letters


def _numeric(kind: Kind, number: int) -> str | None:
    if not kind.modifiers:
        return str(number + 1)
    whole = kind.modifiers[0] - _scale(kind)
    if whole > 0 and number + 1 < 10**whole:
        return str(number + 1)
    step = Decimal(1).scaleb(-_scale(kind))
    value = (number + 1) * step
    return format(value, "f") if value < Decimal(10) ** whole else None


def _ean(digits: str) -> str:
    """Return twelve digits with the thirteenth, which checks them."""
    total = sum(int(each) * (3 if at % 2 else 1) for at, each in enumerate(digits))
    return f"{digits}{-total % 10}"


def _bits(kind: Kind, number: int) -> str | None:
    most = kind.length or (1 if kind.base == "bit" else 16)
    return format(number, f"0{most}b") if number < 2**most else None


def _at(number: int) -> dt.datetime:
    return _EPOCH + dt.timedelta(hours=number)


def _range(make: Callable[[int], object]) -> Callable[[Kind, int], str]:
    return lambda _, number: f"[{make(number * 10)},{make(number * 10 + 5)})"


def _ranges(make: Callable[[int], object]) -> Callable[[Kind, int], str]:
    return lambda _, number: f"{{[{make(number * 10)},{make(number * 10 + 5)})}}"


_RANGED: dict[str, Callable[[int], object]] = {
    "int4": lambda n: n,
    "int8": lambda n: n,
    "num": lambda n: n,
    "date": lambda n: (_EPOCH + dt.timedelta(days=n)).date(),
    "ts": lambda n: f'"{_at(n):%Y-%m-%d %H:%M:%S}"',
    "tstz": lambda n: f'"{_at(n):%Y-%m-%d %H:%M:%S}+00"',
}
_WHOLE: Callable[[Kind, int], str] = lambda _, n: str(n + 1)  # noqa: E731 - one of a table of such
_NTH: dict[str, Callable[[Kind, int], str | None]] = {
    **dict.fromkeys([*_INTEGERS, "real", "double precision", "oid", "money", "xid", "xid8", "cid"], _WHOLE),
    **dict.fromkeys(_TEXTS, _word),
    "numeric": _numeric,
    "boolean": lambda _, n: ("false", "true")[n] if n < 2 else None,  # noqa: PLR2004 - there are two
    "uuid": lambda _, n: f"00000000-0000-4000-8000-{n + 1:012x}",
    "date": lambda _, n: (_EPOCH + dt.timedelta(days=n)).date().isoformat(),
    "timestamp without time zone": lambda _, n: f"{_at(n):%Y-%m-%d %H:%M:%S}",
    "timestamp with time zone": lambda _, n: f"{_at(n):%Y-%m-%d %H:%M:%S}+00",
    "time without time zone": lambda _, n: f"{_EPOCH + dt.timedelta(seconds=n):%H:%M:%S}" if n < 40_000 else None,  # noqa: PLR2004 - the rest of the day
    "time with time zone": lambda _, n: f"{_EPOCH + dt.timedelta(seconds=n):%H:%M:%S}+00" if n < 40_000 else None,  # noqa: PLR2004 - the rest of the day
    "interval": lambda _, n: f"{n + 1:02d}:00:00",
    "bytea": lambda _, n: f"\\x{n + 1:08x}",
    "bit": _bits,
    "bit varying": _bits,
    "json": lambda _, n: json.dumps({"sample": n + 1}),
    "jsonb": lambda _, n: json.dumps({"sample": n + 1}),
    "jsonpath": lambda _, n: f'$."sample{n + 1}"',
    "xml": lambda _, n: f"<sample>{n + 1}</sample>",
    "inet": lambda _, n: f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}",
    "cidr": lambda _, n: f"10.{n >> 8 & 255}.{n & 255}.0/24",
    "macaddr": lambda _, n: f"02:00:00:{n >> 16 & 255:02x}:{n >> 8 & 255:02x}:{n & 255:02x}",
    "macaddr8": lambda _, n: f"02:00:00:ff:fe:{n >> 16 & 255:02x}:{n >> 8 & 255:02x}:{n & 255:02x}",
    "point": lambda _, n: f"({n},{n})",
    "line": lambda _, n: f"{{1,1,{n}}}",
    "lseg": lambda _, n: f"[({n},0),({n},1)]",
    "box": lambda _, n: f"({n * 10 + 5},5),({n * 10},0)",
    "path": lambda _, n: f"[({n},0),({n},1)]",
    "polygon": lambda _, n: f"(({n},0),({n},1),({n + 1},1))",
    "circle": lambda _, n: f"<({n * 10},0),1>",
    "tsvector": lambda _, n: f"'sample{n + 1}'",
    "tsquery": lambda _, n: f"'sample{n + 1}'",
    "pg_lsn": lambda _, n: f"0/{n + 1:X}",
    "hstore": lambda _, n: f'"sample"=>"{n + 1}"',
    "ltree": lambda _, n: f"sample.n{n + 1}",
    "cube": lambda _, n: f"({n})",
    "seg": lambda _, n: str(n),
    "ean13": lambda _, n: _ean(f"400{n:09d}"),
    "isbn13": lambda _, n: _ean(f"978{n:09d}"),
    "issn13": lambda _, n: _ean(f"977{n:07d}00"),
    "ismn13": lambda _, n: _ean(f"9790{n:08d}"),
    "vector": lambda kind, n: "[" + ",".join([str(n + 1)] * (kind.modifiers[0] if kind.modifiers else 3)) + "]",
    "regclass": lambda _, n: ("pg_class", "pg_type", "pg_proc")[n] if n < 3 else None,  # noqa: PLR2004 - as many
    "regtype": lambda _, n: ("integer", "text", "boolean")[n] if n < 3 else None,  # noqa: PLR2004 - as many
    **{f"{name}range": _range(make) for name, make in _RANGED.items()},
    **{f"{name}multirange": _ranges(make) for name, make in _RANGED.items()},
}
