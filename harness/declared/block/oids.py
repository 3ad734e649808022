"""Made-up oids: the same for the same object however often a schema is folded anew, and different for others."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

_FIRST = 16_384  # below it are the oids of PostgreSQL's own objects
_NAMESPACES = {"pg_catalog": 11, "public": 2200, "information_schema": 13_000}


@lru_cache(maxsize=65_536)
def oid(kind: str, name: str) -> int:
    """Return the oid of an object by the catalog that it is in and its name."""
    return _FIRST + int.from_bytes(blake2b(f"{kind} {name}".encode(errors="replace"), digest_size=6).digest())


def namespace_oid(name: str) -> int:
    """Return the oid of a namespace."""
    return _NAMESPACES.get(name) or oid("pg_namespace", name)
