"""Functions that ask the database: names to oids, the search_path, comments; and the calls that nobody can foresee."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from harness.declared.block import functions
from harness.declared.block.builtin import CATALOGS, TYPES, printed_type
from harness.declared.block.errors import SqlError
from harness.declared.block.sql_functions import SqlFunction, rows_of
from harness.declared.block.values import Reg, Unknown, first_unknown, integer, quote_ident, quote_literal, text_of

if TYPE_CHECKING:
    from harness.declared.block.evaluate import Evaluator

_NEVER_NULL = frozenset(
    """
    now clock_timestamp statement_timestamp transaction_timestamp timeofday random gen_random_uuid version
    current_database current_catalog current_user current_role session_user user pg_backend_pid txid_current nextval
    currval setval pg_try_advisory_lock pg_try_advisory_xact_lock
    """.split()  # noqa: SIM905
)


class CatalogFunctions:
    """Calls a function by its name: one of `functions`, one of these, one that the schema declares, or none known."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._own: dict[str, Callable[..., object]] = {
            "current_schema": self._current_schema,
            "current_schemas": self._current_schemas,
            "to_regclass": lambda text: self._to_reg("regclass", text),
            "to_regtype": lambda text: self._to_reg("regtype", text),
            "to_regproc": lambda text: self._to_reg("regproc", text),
            "to_regprocedure": lambda text: self._to_reg("regprocedure", text),
            "to_regnamespace": lambda text: self._to_reg("regnamespace", text),
            "format_type": self._format_type,
            "pg_table_is_visible": lambda oid: self._visible("pg_catalog.pg_class", oid),
            "pg_type_is_visible": lambda oid: self._visible("pg_catalog.pg_type", oid),
            "pg_function_is_visible": lambda oid: self._visible("pg_catalog.pg_proc", oid),
            "obj_description": self._obj_description,
            "col_description": lambda table, place: self._description(table, "pg_class", place),
        }

    def call(self, namespace: str | None, name: str, arguments: list[object]) -> object:
        """Return what a call answers; unknown where that is nowhere told."""
        if namespace is None:
            if name in functions.STRICT or name in functions.LENIENT:
                return functions.call(name, arguments)
            if name == "array_cat":
                return self._array_cat(arguments)
            if own := self._own.get(name):
                return self._ask(own, name, arguments)
            if name == "row":
                return Unknown("a row made by row()", maybe_null=False)
        if function := self._evaluator.host.sql_function(namespace, name, len(arguments)):
            return self._row(function, name, arguments)
        self._carry_out(namespace, name, arguments)
        return Unknown(f"what {name}() returns", maybe_null=name not in _NEVER_NULL)

    def _ask(self, function: Callable[..., object], name: str, arguments: list[object]) -> object:
        if name != "format_type" and any(argument is None for argument in arguments):
            return None
        if unknown := first_unknown(iter(arguments)):
            return Unknown(unknown.reason)
        try:
            return function(*arguments)
        except TypeError:
            raise SqlError("undefined_function", f"function {name} has no form with these arguments") from None

    def _row(self, function: SqlFunction, name: str, arguments: list[object]) -> object:
        """Return what a function in SQL answers where one value is wanted."""
        if function.columns or function.many:
            return Unknown(f"what {name}() returns")
        result = rows_of(self._evaluator, function, arguments)
        if result.doubt:
            return Unknown(result.doubt.reason)
        return result.rows[0][0] if result.rows and result.rows[0] else None

    def _carry_out(self, namespace: str | None, name: str, arguments: list[object]) -> None:
        """Hand the call of a function that the schema declares to the host: it may hold DDL."""
        declared = self._evaluator.catalogs.lookup("pg_catalog.pg_proc", "proname", name)
        if isinstance(declared, Unknown) or not any(isinstance(row.get("oid"), int) for row in declared):
            return
        if all(row.get("pronamespace") == _PG_CATALOG for row in declared):
            return
        written = [literal(argument) for argument in arguments]
        if any(text is None for text in written):
            return
        called = f"{quote_ident(namespace)}.{quote_ident(name)}" if namespace else quote_ident(name)
        listed = ", ".join(text for text in written if text is not None)
        self._evaluator.host.execute(f"select {called}({listed})", self._evaluator.offset)

    def _array_cat(self, arguments: list[object]) -> object:
        if unknown := next((item for item in arguments if isinstance(item, Unknown)), None):
            return unknown
        present = [item for item in arguments if item is not None]
        return [leaf for item in present for leaf in (item if isinstance(item, list) else [item])] if present else None

    def _current_schema(self) -> object:
        existing = self._existing()
        return existing if isinstance(existing, Unknown) else existing[0] if existing else None

    def _current_schemas(self, implicit: object) -> object:
        existing = self._existing()
        if isinstance(existing, Unknown):
            return existing
        shown = existing if "pg_catalog" in existing or implicit is not True else ["pg_catalog", *existing]
        return list[object](shown)

    def _existing(self) -> list[str] | Unknown:
        """Return the namespaces of the search_path that there are."""
        found = []
        for name in self._evaluator.host.search_path():
            rows = self._evaluator.catalogs.lookup("pg_catalog.pg_namespace", "nspname", name)
            if isinstance(rows, Unknown):
                return rows
            if rows and name not in found:
                found.append(name)
        return found

    def _to_reg(self, kind: str, text: object) -> object:
        try:
            return self._evaluator.registry.find(kind, text_of(text))
        except SqlError as error:
            if error.condition in ("ambiguous_function", "invalid_name"):
                return None
            raise

    def _format_type(self, oid: object, modifier: object = None) -> object:
        if oid is None:
            return None
        wanted, mark = integer(oid), -1 if modifier is None else integer(modifier)
        name = next((name for name, (number, _) in TYPES.items() if number == abs(wanted)), None)
        if name is not None:
            return printed_type(name, mark) + ("[]" if wanted < 0 else "")
        return self._evaluator.registry.text("regtype", wanted)

    def _visible(self, relation: str, oid: object) -> object:
        return self._evaluator.registry.is_visible(relation, integer(oid))

    def _obj_description(self, oid: object, catalog: object = None) -> object:
        return self._description(oid, None if catalog is None else text_of(catalog), 0)

    def _description(self, oid: object, catalog: str | None, place: object) -> object:
        found = self._evaluator.catalogs.lookup("pg_catalog.pg_description", "objoid", integer(oid))
        if isinstance(found, Unknown):
            return found
        wanted = None if catalog is None else CATALOGS.get(catalog)
        return next(
            (
                row["description"]
                for row in found
                if row["objsubid"] == integer(place) and wanted in (None, row["classoid"])
            ),
            None,
        )


_PG_CATALOG = 11  # the oid of the namespace


def literal(value: object) -> str | None:
    """Return a value as SQL that means it; None where that is not known."""
    if value is None:
        return "null"
    if first_unknown(iter((value,))):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Reg):
        return f"{quote_literal(value.text)}::{value.kind}"
    return quote_literal(text_of(value))
