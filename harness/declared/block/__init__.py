"""Interprets DO blocks and PL/pgSQL functions against the schema declared so far; no database here.

What decides which DDL runs is evaluated (conditions, loops, queries of the catalogs, the text of EXECUTE), and each
statement that runs is handed to a `Host`. Where something is decided by what no text says, `Unknowable` is raised.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from harness.declared.block.errors import SqlError, Unknowable
from harness.declared.block.host import Host
from harness.declared.block.interpret import Interpreter
from harness.declared.block.reader import read

__all__ = ["Host", "SqlError", "Unknowable", "run"]


def run(body: str, host: Host, *, arguments: Mapping[str, object] = MappingProxyType({}), base: int = 0) -> None:
    """Interpret the body of a DO block or of a PL/pgSQL function (the text between the dollar quotes).

    `arguments` are the function's, by name, in order. `base` is added to every offset that the host or an `Unknowable`
    is given. Raises `Unknowable`, and `SqlError` where PostgreSQL would end the block with an error.
    """
    try:
        Interpreter(_Shifted(host, base) if base else host, arguments).run(read(body))
    except RecursionError:
        raise Unknowable("it is nested too deeply", base) from None
    except Unknowable as unknowable:
        offset = None if unknowable.offset is None else unknowable.offset + base
        raise Unknowable(unknowable.reason, offset) from unknowable


class _Shifted:
    """A host that is given offsets in the text around the body."""

    def __init__(self, host: Host, base: int) -> None:
        self._base, self._execute = base, host.execute
        self.rows, self.sql_function, self.search_path = host.rows, host.sql_function, host.search_path
        self.save, self.restore = host.save, host.restore

    def execute(self, text: str, offset: int) -> None:
        self._execute(text, offset + self._base)
