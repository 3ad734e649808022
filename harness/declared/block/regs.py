"""Names to oids and back, as regclass and its kin have them, by the rows of the catalogs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from harness.declared.block.builtin import CATALOGS, TYPES, printed_type, split_type
from harness.declared.block.errors import SqlError
from harness.declared.block.relations import Catalogs
from harness.declared.block.scan import scan
from harness.declared.block.values import Reg, Unknown, quote_ident
from harness.declared.record import Record

_NAMESPACE = "pg_catalog.pg_namespace"


class _Kind(Record, frozen=True):
    relation: str
    name: str
    namespace: str | None
    missing: str


_KINDS = {
    "regclass": _Kind("pg_catalog.pg_class", "relname", "relnamespace", "undefined_table"),
    "regtype": _Kind("pg_catalog.pg_type", "typname", "typnamespace", "undefined_object"),
    "regproc": _Kind("pg_catalog.pg_proc", "proname", "pronamespace", "undefined_function"),
    "regprocedure": _Kind("pg_catalog.pg_proc", "proname", "pronamespace", "undefined_function"),
    "regnamespace": _Kind(_NAMESPACE, "nspname", None, "invalid_schema_name"),
}


# The system catalogs and the built-in types, as they print.
_OWN = {
    **{("regclass", number): name for name, number in CATALOGS.items()},
    **{("regtype", number): printed_type(name, -1) for name, (number, _) in TYPES.items()},
    **{("regtype", -number): f"{printed_type(name, -1)}[]" for name, (number, _) in TYPES.items()},
}


class Registry:
    """Looks names and oids up among the rows of the catalogs."""

    def __init__(self, catalogs: Catalogs, search_path: Callable[[], tuple[str, ...]]) -> None:
        self._catalogs, self._search_path = catalogs, search_path

    def find(self, kind: str, text: str) -> Reg | Unknown | None:
        """Return what `to_regclass(text)` and its kin answer."""
        if kind not in _KINDS:
            return Unknown(f"{kind}, which is not modelled")
        if text.strip().isdigit():
            return Reg(kind, int(text), self.text(kind, int(text)))
        what = _KINDS[kind]
        written, arguments = text, None
        if kind == "regprocedure":
            written, _, rest = text.partition("(")
            arguments = _signature(rest.rpartition(")")[0])
        if kind == "regtype":
            return self._type(text)
        names = _names(written)
        if what.namespace is None:
            found = self._rows(what, names[-1])
            return self._reg(kind, found[0]) if isinstance(found, list) and found else _first(found)
        return self._qualified(kind, what, names, arguments)

    def resolve(self, kind: str, text: str) -> Reg | Unknown:
        """Return what `text::regclass` and its kin answer; raises `SqlError` where nothing has that name."""
        found = self.find(kind, text)
        if found is None:
            raise SqlError(_KINDS[kind].missing, f'"{text}" does not exist')
        return found

    def text(self, kind: str, oid: int) -> str:
        """Return an oid as the type prints it: qualified where its namespace is not on the search_path."""
        what = _KINDS.get(kind)
        if what is None:
            return str(oid)
        if own := _OWN.get((kind, oid)):
            return own
        found = self._catalogs.lookup(what.relation, "oid", oid)
        if isinstance(found, Unknown) or not found:
            return str(oid)
        row = found[0]
        name = quote_ident(str(row[what.name]))
        element = row.get("typelem")
        if kind == "regtype" and isinstance(element, int) and element:
            return f"{self.text(kind, element)}[]"
        if kind == "regprocedure":
            name = f"{name}({str(row.get('arguments', '')).replace(', ', ',')})"
        if what.namespace is None or self.is_visible(what.relation, oid) is True:
            return name
        return f"{quote_ident(self.namespace_name(row[what.namespace]))}.{name}"

    def is_visible(self, relation: str, oid: int) -> object:
        """Say whether a relation, type or function is the one that its bare name means."""
        what = next(kind for kind in _KINDS.values() if kind.relation == relation)
        found = self._catalogs.lookup(relation, "oid", oid)
        if isinstance(found, Unknown) or not found:
            return found if isinstance(found, Unknown) else None
        assert what.namespace is not None
        first = self._first_on_path(what, str(found[0][what.name]))
        return first is not None and first[what.namespace] == found[0][what.namespace]

    def namespace_name(self, oid: object) -> str:
        found = self._catalogs.lookup(_NAMESPACE, "oid", oid)
        return str(found[0]["nspname"]) if not isinstance(found, Unknown) and found else ""

    def _type(self, text: str) -> Reg | Unknown | None:
        name, _, dimensions = split_type(text)
        if name in TYPES:
            if dimensions:
                return Reg("regtype", -TYPES[name][0], f"{TYPES[name][1]}[]")
            return Reg("regtype", TYPES[name][0], TYPES[name][1])
        bare = text.strip()
        while dimensions and bare.endswith("]"):
            bare = bare[: bare.rfind("[")]
        names = _names(bare)
        if dimensions:
            names = (*names[:-1], f"_{names[-1]}")
        return self._qualified("regtype", _KINDS["regtype"], names, None)

    def _qualified(
        self, kind: str, what: _Kind, names: tuple[str, ...], arguments: tuple[str, ...] | None
    ) -> Reg | Unknown | None:
        rows = self._rows(what, names[-1])
        if isinstance(rows, Unknown):
            return rows
        if kind == "regclass" and names[-1] in CATALOGS and names[:-1] in ((), ("pg_catalog",)):
            return Reg(kind, CATALOGS[names[-1]], names[-1])
        assert what.namespace is not None
        wanted = names[-2:-1] or ("pg_catalog", *self._search_path())
        for namespace in wanted:
            own = [row for row in rows if self.namespace_name(row[what.namespace]) == namespace]
            if arguments is not None:
                own = [row for row in own if _signature(str(row.get("arguments", ""))) == arguments]
            if len(own) > 1:
                raise SqlError("ambiguous_function", f'more than one function named "{names[-1]}"')
            if own:
                return self._reg(kind, own[0])
        return None

    def _first_on_path(self, what: _Kind, name: str) -> Mapping[str, object] | None:
        rows = self._rows(what, name)
        if isinstance(rows, Unknown) or what.namespace is None:
            return None
        by_namespace = {self.namespace_name(row[what.namespace]): row for row in reversed(rows)}
        path = ("pg_catalog", *self._search_path())
        return next((by_namespace[namespace] for namespace in path if namespace in by_namespace), None)

    def _rows(self, what: _Kind, name: str) -> list[Mapping[str, object]] | Unknown:
        return self._catalogs.lookup(what.relation, what.name, name)

    def _reg(self, kind: str, row: Mapping[str, object]) -> Reg:
        oid = int(str(row["oid"]))
        return Reg(kind, oid, self.text(kind, oid))


def _first(found: object) -> Unknown | None:
    return found if isinstance(found, Unknown) else None


def _names(text: str) -> tuple[str, ...]:
    """Return the parts of a qualified name; raises where it is none."""
    tokens = scan(text)
    names = tuple(token.name for token in tokens[::2])
    if not tokens or not all(token.is_name for token in tokens[::2]) or any(t.text != "." for t in tokens[1::2]):
        raise SqlError("invalid_name", "invalid name syntax")
    return names


def _signature(text: str) -> tuple[str, ...]:
    """Return argument types in one spelling."""
    parts = (part for part in text.split(",") if part.strip())
    return tuple(name + "[]" * dimensions for name, _, dimensions in map(split_type, parts))
