"""Names as a person types them, and expressions as PostgreSQL prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import msgspec

_PLAIN = re.compile(r"[a-z_][a-z0-9_$]*\Z")

# pg_get_keywords() of PostgreSQL 15 to 18: those that cannot name a column or a table without quotes.
_RESERVED = frozenset(
    """
    all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
    column concurrently constraint create cross current_catalog current_date current_role current_schema
    current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for
    foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral
    leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps
    placing primary references returning right select session_user similar some symmetric system_user table
    tablesample then to trailing true union unique user using variadic verbose when where window with
    """.split()  # noqa: SIM905  # a list would be a hundred lines
)


def quoted(identifier: str) -> str:
    """Return `identifier` as a person would type it: quoted only where PostgreSQL would fold or refuse it."""
    if _PLAIN.match(identifier) and identifier not in _RESERVED:
        return identifier
    return '"' + identifier.replace('"', '""') + '"'


class Name(msgspec.Struct, frozen=True, order=True):
    """A qualified name; `str()` leaves out the namespace where it is the default one, `public`.

    A struct, not a dataclass as the parts are: it is the key of every map, and hashed in C.
    """

    namespace: str
    name: str

    def __str__(self) -> str:
        own = quoted(self.name)
        return own if self.namespace in ("public", "") else f"{quoted(self.namespace)}.{own}"


@dataclass(frozen=True, slots=True)
class Expression:
    """An SQL expression: as PostgreSQL prints it (`canonical`, compared) and as its author wrote it (`source`).

    `canonical` is None until a server has been asked.
    """

    canonical: str | None
    source: str | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return self.canonical or self.source or ""
