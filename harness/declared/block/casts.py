"""Casts: a value as another type, as far as PL/pgSQL that writes DDL needs it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from harness.declared.block.builtin import TYPES, split_type
from harness.declared.block.compare import number
from harness.declared.block.errors import SqlError
from harness.declared.block.regs import Registry
from harness.declared.block.values import Reg, Unknown, array_from_text, boolean, first_unknown, integer, text_of

_LONGEST_NAME = 63  # bytes of an identifier
_LARGEST = {"int2": 2**15 - 1, "int4": 2**31 - 1, "int8": 2**63 - 1, "oid": 2**63 - 1}
_REGS = ("regclass", "regtype", "regproc", "regprocedure", "regnamespace", "regrole")
_KEPT = ("uuid", "void", "record")  # printed as they are written, near enough


def cast(value: object, written: str, registry: Registry) -> object:
    """Return `value` as the type `written`; a type that is not modelled keeps a text and makes the rest unknown."""
    if value is None:
        return None
    name, _, dimensions = split_type(written)
    if isinstance(value, Unknown):
        keeps = name in ("text", "varchar", "name") and not dimensions
        return value if keeps else Unknown(value.reason, maybe_null=value.maybe_null)
    if dimensions:
        return _array(value, written, registry)
    return first_unknown(iter((value,))) or _scalar(value, written, registry)


def _scalar(value: object, written: str, registry: Registry) -> object:
    name, modifiers, _ = split_type(written)
    if name in _REGS:
        return _reg(value, name, registry)
    if isinstance(value, list) and name not in ("text", "varchar", "anyarray"):
        raise SqlError("cannot_coerce", f"cannot cast an array to {written}")
    if convert := _CONVERT.get(name):
        return convert(value, name, modifiers)
    if name in TYPES and name not in _KEPT:
        return Unknown(f"a value of type {name}, which is not modelled", maybe_null=False)
    return value


def _array(value: object, written: str, registry: Registry) -> object:
    if isinstance(value, str):
        value = array_from_text(value)
    if not isinstance(value, list):
        raise SqlError("cannot_coerce", f"cannot cast to {written}")
    element = written.strip()
    element = element[: element.rfind("[")] if element.endswith("]") else element[: -len(" array")]
    while element.rstrip().endswith("]"):
        element = element[: element.rfind("[")]
    return _elements(value, element, registry)


def _elements(values: list[object], element: str, registry: Registry) -> list[object]:
    return [
        _elements(item, element, registry) if isinstance(item, list) else cast(item, element, registry)
        for item in values
    ]


def _reg(value: object, name: str, registry: Registry) -> object:
    if isinstance(value, str):
        return registry.resolve(name, value)
    oid = integer(value)
    return Reg(name, oid, registry.text(name, oid))


def _text(value: object, name: str, modifiers: tuple[int, ...]) -> object:
    text = text_of(value)
    if isinstance(value, bool):
        text = "true" if value else "false"
    if name == "name":
        return text.encode()[:_LONGEST_NAME].decode(errors="ignore")
    return text[: modifiers[0]] if modifiers else text


def _character(value: object, _name: str, modifiers: tuple[int, ...]) -> object:
    length = modifiers[0] if modifiers else 1
    return text_of(value)[:length].ljust(min(length, 1_000))


def _integer(value: object, name: str, _modifiers: tuple[int, ...]) -> object:
    result = int(value) if isinstance(value, bool) else integer(value)
    if abs(result) > _LARGEST[name]:
        raise SqlError("numeric_value_out_of_range", f"{name} out of range")
    return result


def _numeric(value: object, _name: str, modifiers: tuple[int, ...]) -> object:
    result = Decimal(number(value))
    if len(modifiers) > 1:
        if result.adjusted() > _MOST_DIGITS or modifiers[1] > _MOST_DIGITS:
            raise SqlError("numeric_value_out_of_range", "numeric field overflow")
        return result.quantize(Decimal(1).scaleb(-modifiers[1]), rounding=ROUND_HALF_UP)
    return result


_MOST_DIGITS = 12  # so that a quantized number stays within Decimal's 28
_CONVERT: dict[str, Callable[[object, str, tuple[int, ...]], object]] = {
    "text": _text,
    "varchar": _text,
    "name": _text,
    "bpchar": _character,
    '"char"': lambda value, name, modifiers: text_of(value)[:1],
    "int2": _integer,
    "int4": _integer,
    "int8": _integer,
    "oid": _integer,
    "numeric": _numeric,
    "float4": _numeric,
    "float8": _numeric,
    "bool": lambda value, name, modifiers: boolean(value),
}
