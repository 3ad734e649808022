"""What a constant of a clause may be for a column of each type: itself, what is next to it, as long as it says."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from harness.rows import values
from harness.rows.kind import Kind

LONGEST = 2_000  # characters of a string that a length in a condition asks for
_MOST_PARTS = 100  # elements of an array, and labels of a path, that a number in a condition asks for


@dataclass(frozen=True, slots=True)
class _Constant:
    """A constant; `count` is what it counts if it is a number, `lengths` are that many, one more and one less."""

    value: str
    number: bool
    count: int | None
    lengths: tuple[int, ...]


def offered(kind: Kind, value: str, *, number: bool) -> Iterator[str]:
    """Yield what a constant may be for a column of a type; `number` says that it was written as one."""
    count = int(float(value)) if number and abs(float(value)) <= LONGEST else None
    lengths = () if count is None or count < 0 else tuple(each for each in (count, count + 1, count - 1) if each >= 0)
    told = _Constant(value, number, count, lengths)
    make = next((make for suits, make in _OFFERS if suits(kind, told)), _itself)
    yield from make(kind, told)


def filled(length: int) -> str:
    """Return a text of so many characters."""
    return ("abcdefghij" * (length // 10 + 1))[:length]


def _itself(_: Kind, told: _Constant) -> Iterator[str]:
    yield told.value


def _nothing(_: Kind, __: _Constant) -> Iterator[str]:
    yield from ()


def _for_array(kind: Kind, told: _Constant) -> Iterator[str]:
    inner = values.nth(kind.element, 0)
    if not told.number:
        yield values.array([told.value])
        yield values.array([told.value, inner])
        yield told.value
    elif inner is not None:
        yield from (values.array([inner] * each) for each in told.lengths if each <= _MOST_PARTS)
        yield values.array([told.value])
        yield from _matrices(inner, told.lengths)


def _for_text(_: Kind, told: _Constant) -> Iterator[str]:
    value = told.value
    yield from (value, f"{value}x", f"x{value}", value.upper(), value.lower(), value[:-1], f"a{value}b")
    yield from (filled(each) for each in told.lengths)
    yield from (filled(each)[::-1] for each in told.lengths)
    if told.count is not None:
        yield from (str(told.count + 1), str(told.count - 1))


def _for_amount(kind: Kind, told: _Constant) -> Iterator[str]:
    yield told.value
    yield from values.neighbours(kind, told.value)
    if told.count:
        yield from (str(2 * told.count), str(told.count // 2), str(told.count * 3))


def _for_bytes(_: Kind, told: _Constant) -> Iterator[str]:
    yield from ("\\x" + byte * each for each in told.lengths for byte in ("ab", "cd"))
    yield from ("\\x" + "ab" * (each // 8) for each in told.lengths)
    yield told.value


def _for_range(kind: Kind, told: _Constant) -> Iterator[str]:
    value, bound = told.value, _kind_of_bound(kind)
    beside = values.neighbours(bound, value)
    low = values.nth(bound, 0)
    if told.count is not None and low is not None:
        ends = (values.moved(bound, low, told.count + more) for more in (-1, 0, 1))
        yield from (f"[{low},{each})" for each in ends if each is not None)
    yield from (f"[{value},)", f"(,{value}]", f"(,{value})", f"[{value},{value}]")
    yield from (f"[{value},{each})" for each in beside[1:])
    yield from (f"[{each},{value})" for each in beside[:1])


def _for_network(_: Kind, told: _Constant) -> Iterator[str]:
    yield from _network(told.value)


def _for_hstore(_: Kind, told: _Constant) -> Iterator[str]:
    value = told.value
    yield from (f'"{value}"=>"1"', f'"{value}"=>"{value}"', f'"{value}"=>NULL')


def _for_ltree(_: Kind, told: _Constant) -> Iterator[str]:
    yield from (".".join(["a"] * each) for each in told.lengths if each <= _MOST_PARTS)
    yield told.value


def _for_xml(_: Kind, told: _Constant) -> Iterator[str]:
    steps = [each for each in told.value.split("/") if each.isidentifier()]
    yield "".join(f"<{each}>" for each in steps) + "".join(f"</{each}>" for each in reversed(steps))


# The first that suits is asked.
_OFFERS: tuple[tuple[Callable[[Kind, _Constant], bool], Callable[[Kind, _Constant], Iterator[str]]], ...] = (
    (lambda kind, _: kind.array, _for_array),
    (lambda kind, _: bool(kind.labels), _nothing),
    (lambda kind, _: values.is_text(kind), _for_text),
    (lambda kind, _: values.is_number(kind) or kind.base in {"money", "interval"}, _for_amount),
    (lambda kind, _: kind.base == "bytea", _for_bytes),
    (lambda kind, _: kind.base.endswith("range"), _for_range),
    (lambda kind, _: kind.base in {"inet", "cidr"}, _for_network),
    (lambda kind, told: kind.base.endswith("hstore") and not told.number, _for_hstore),
    (lambda kind, _: kind.base.endswith("ltree"), _for_ltree),
    (lambda kind, told: kind.base == "xml" and told.value.startswith("/"), _for_xml),
)


def _matrices(element: str, lengths: Iterable[int]) -> Iterator[str]:
    """Yield arrays of two dimensions, of up to nine rows and columns."""
    for columns in lengths:
        for rows in range(1, 5):
            if 0 < columns < 10:  # noqa: PLR2004 - see above
                yield "{" + ",".join([values.array([element] * columns)] * rows) + "}"


def _network(value: str) -> Iterator[str]:
    """Yield a network, its first and last address, and the addresses next to it."""
    yield value
    try:
        network = ipaddress.ip_network(value, strict=False)
    except ValueError:
        return
    first, last = network.network_address, network.broadcast_address
    yield from (str(first), str(first + 1) if first != last else str(first), str(last))
    if int(last) + 1 < 2**network.max_prefixlen:
        yield str(last + 1)
    if int(first):
        yield str(first - 1)


def _kind_of_bound(kind: Kind) -> Kind:
    """Return the type of a built-in range's bounds."""
    bounds = {
        "int4": "integer",
        "int8": "bigint",
        "num": "numeric",
        "date": "date",
        "ts": "timestamp without time zone",
        "tstz": "timestamp with time zone",
    }
    base = bounds.get(kind.base.removesuffix("multirange").removesuffix("range"), "text")
    return Kind(base, base)
