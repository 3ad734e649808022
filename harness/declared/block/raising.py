"""RAISE EXCEPTION as the error that it raises."""

from __future__ import annotations

import re

from harness.declared.block.code import Raise, Sql
from harness.declared.block.conditions import SQLSTATES, condition_of
from harness.declared.block.errors import SqlError, Unknowable
from harness.declared.block.state import State
from harness.declared.block.values import Unknown, first_unknown, text_of


def error_of(node: Raise, state: State) -> SqlError:
    """Return the error that a RAISE raises; its message is `exact` where every part of it is known."""
    condition = node.condition or "raise_exception"
    message: object = None
    if node.template is not None:
        message = _filled(state.value(Sql(node.template, node.offset)), [state.value(part) for part in node.arguments])
    for name, value in ((name, sql) for name, sql in node.options if name in ("errcode", "message")):
        said = state.value(value)
        if name == "message":
            message = said
        elif said is None or isinstance(said, Unknown):
            raise Unknowable("the errcode of a RAISE is not known", node.offset)
        else:
            condition = text_of(said)
    condition = condition_of(condition)
    if condition not in SQLSTATES and not re.fullmatch(r"[0-9A-Z]{5}", condition):
        return SqlError("undefined_object", f'unrecognized exception condition "{condition}"')
    if message is None:
        return SqlError(condition, condition, exact=True)
    if isinstance(message, Unknown):
        return SqlError(condition, message.prefix + "…")
    return SqlError(condition, text_of(message), exact=True)


def _filled(template: object, arguments: list[object]) -> object:
    if isinstance(template, Unknown) or (unknown := first_unknown(iter(arguments))):
        return template if isinstance(template, Unknown) else Unknown(unknown.reason if unknown else "")
    values = iter(arguments)

    def fill(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        value = next(values, None)
        return "<NULL>" if value is None else text_of(value)

    return re.sub("%%?", fill, text_of(template))
