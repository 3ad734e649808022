"""The values of each type that conditions like to tell apart: empty, blank, upper case, zero, the week's days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from harness.rows import values
from harness.rows.kind import Kind

_FIRST = dt.date(2024, 1, 1)  # a Monday of a leap year
_TEXTS = ("", " ", "a", "A", "b", "0", "1", "a b", " a", "a ", "Ab", "é", "-1", "a1", "a@b.c", "2024-01-01", "aa")
_NUMBERS = ("0", "1", "-1", "2", "3", "10", "100")
_FRACTIONS = ("0.5", "-0.5", "1.5", "0.25")
_JSON = ("{}", "[]", '"a"', "1", "true", "null", "[1]", '["a"]', '{"a": 1}', "0", '""', "-1", "[1, 2]")
_INTERVALS = ("00:00:00", "1 day", "-1 days", "1 mon", "01:30:00", "1 year")
_NETWORKS = (
    "10.0.0.1",
    "192.168.1.5",
    "::1",
    "2001:db8::1",
    "10.0.0.0/8",
    "8.8.8.8",
    "192.168.0.0/16",
    "2001:db8::/32",
)
_BYTES = ("\\x", "\\x00", "\\x01", "\\xff", "\\x0001")
_CLOCK = ("00:00:00", "09:00:00", "12:00:00", "23:59:59")
_SPECIAL = {
    "json": _JSON,
    "jsonb": _JSON,
    "interval": _INTERVALS,
    "inet": _NETWORKS,
    "cidr": _NETWORKS,
    "bytea": _BYTES,
    "time without time zone": _CLOCK,
    "time with time zone": _CLOCK,
    "uuid": (
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        *(f"00000000-0000-{version}000-8000-000000000001" for version in range(1, 9)),
    ),
    "point": ("(0,0)", "(1,1)", "(-1,-1)", "(90,180)"),
    "box": ("(1,1),(0,0)", "(0,0),(0,0)"),
    "circle": ("<(0,0),0>", "<(0,0),1>"),
}
_BOUNDS = {
    "int4": ("1", "5"),
    "int8": ("1", "5"),
    "num": ("1", "5"),
    "date": ("2024-01-01", "2024-01-05"),
    "ts": ('"2024-01-01 09:00:00"', '"2024-01-01 17:00:00"'),
    "tstz": ('"2024-01-01 09:00:00+00"', '"2024-01-01 17:00:00+00"'),
}


def usual(kind: Kind) -> Iterator[str]:
    """Yield values of a type, the plain ones first."""
    if kind.labels and not kind.array:
        yield from kind.labels
        return
    for number in range(4):
        value = values.nth(kind, number)
        if value is not None:
            yield value
    yield from _arrays(kind) if kind.array else _special(kind)
    yield from (limit.value for limit in values.limits(kind) if limit.sqlstate is None)


def _arrays(kind: Kind) -> Iterator[str]:
    inner = list(usual(kind.element))[:3]
    yield "{}"
    if values.is_text(kind.element):
        yield values.array(["x" * (kind.element.length or 300)])
    for count in range(2, len(inner) + 1):
        yield values.array([*inner[:count]])
    yield values.array([None])
    if inner:
        yield values.array([inner[0], inner[0]])
        yield values.array([inner[0], None])
        yield f"{{{values.array([inner[0]])},{values.array([inner[-1]])}}}"


def _special(kind: Kind) -> Iterator[str]:
    base = kind.base
    if values.is_text(kind):
        yield from _TEXTS
    elif values.is_number(kind):
        yield from _NUMBERS
        yield from () if values.is_integer(kind) else _FRACTIONS
    elif values.is_time(kind):
        yield from _moments(kind)
    elif base in {"bit", "bit varying"} and kind.length:
        yield from ("0" * kind.length, "1" * kind.length)
    elif base.endswith("multirange"):
        yield "{}"
    elif base.endswith("range"):
        low, high = _BOUNDS.get(base.removesuffix("range"), ("", ""))
        yield from ("empty", "(,)", f"[{low},{high}]", f"({low},{high})", f"[{low},)", f"(,{high})", f"[{low},{low}]")
    else:
        yield from _SPECIAL.get(base, ())


def _moments(kind: Kind) -> Iterator[str]:
    days = [*(_FIRST + dt.timedelta(days=day) for day in range(7)), dt.date(2024, 2, 29), dt.date(2024, 12, 31)]
    days += [dt.date(1970, 1, 1), dt.date(1999, 12, 31), dt.date(2999, 1, 1)]
    zone = "+00" if kind.base.endswith("with time zone") else ""
    for day in days:
        yield day.isoformat() if kind.base == "date" else f"{day} 00:00:00{zone}"
    if kind.base != "date":
        yield from (f"{_FIRST} {clock}{zone}" for clock in ("09:00:00", "17:30:00", "23:59:59"))
    yield "infinity"
