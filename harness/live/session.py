"""Questions to the catalog in one normal form, whatever the session was set to, and without a trace in it.

A migration may have set anything: search_path, DateStyle, quote_all_identifiers, a role. Each question therefore runs
in a transaction (or a savepoint, where one is open) that first sets what definitions depend on, and that is rolled
back. Only prepared statements named `harness_…` stay, so that planning is paid once per connection.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql
from psycopg.pq import TransactionStatus
from psycopg.rows import dict_row

from harness.finding import ServerError

Connection = psycopg.Connection[Any]
Row = dict[str, Any]

_SETTINGS = {
    "role": "none",
    "search_path": "pg_catalog, pg_temp",  # everything that is not PostgreSQL's own is printed qualified
    "client_encoding": "UTF8",
    "quote_all_identifiers": "off",
    "standard_conforming_strings": "on",
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "postgres",
    "TimeZone": "UTC",
    "extra_float_digits": "1",
    "bytea_output": "hex",
    "lc_monetary": "C",
    "xmlbinary": "base64",
    "xmloption": "content",
    "row_security": "off",  # a policy that would hide rows is an error, not a smaller count
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "statement_timeout": "0",
    "lock_timeout": "30s",
}
_SET = sql.SQL("select {}").format(
    sql.SQL(", ").join(
        sql.SQL("pg_catalog.set_config({}, {}, true)").format(name, value) for name, value in _SETTINGS.items()
    )
)
_PREPARED = sql.SQL("select name from pg_catalog.pg_prepared_statements where name like 'harness\\_%'")
_START = sql.SQL("; ").join([_SET, _PREPARED])
_START_ALONE = sql.SQL("set transaction isolation level repeatable read; ") + _START


class CatalogError(ServerError):
    """A catalog that cannot be read."""

    rule = "catalog"


class NormalForm:
    """A session in which everything is printed in one form, until the end of the block that opened it."""

    def __init__(self, cursor: psycopg.Cursor[Row], prepared: set[str]) -> None:
        self.cursor, self._prepared = cursor, prepared

    def ask(self, statements: Mapping[str, sql.Composable]) -> dict[str, list[Row]]:
        """Run statements, given by name, in one round trip, prepared once per connection; return the rows of each."""
        for name, statement in statements.items():
            if _name(name) not in self._prepared:
                prepare = sql.SQL("prepare {} as {}").format(sql.Identifier(_name(name)), statement)
                self.cursor.execute(prepare, prepare=False)
        script = sql.SQL("; ").join(sql.SQL("execute {}").format(sql.Identifier(_name(name))) for name in statements)
        self.cursor.execute(script, prepare=False)
        return dict(zip(statements, _results(self.cursor), strict=True))


@contextmanager
def normal_form(conn: Connection) -> Iterator[NormalForm]:
    """Put the session into its normal form for the length of a block; undo all of it at the end.

    Works in autocommit mode, inside an open transaction and inside a savepoint. Raises `CatalogError` where the
    connection is closed or in a transaction that has failed, and where the server refuses a question.
    """
    _check(conn)
    # One snapshot for all that is asked, where the transaction is ours to begin.
    start = _START_ALONE if conn.info.transaction_status == TransactionStatus.IDLE else _START
    try:
        with conn.transaction(force_rollback=True), conn.cursor(row_factory=dict_row) as cursor:
            cursor.execute(start, prepare=False)
            while cursor.nextset():
                pass
            yield NormalForm(cursor, {row["name"] for row in cursor.fetchall()})
    except psycopg.Error as error:
        raise CatalogError(
            f"the server refused to describe the database: {error.diag.message_primary or error}",
            want="a catalog that the connection's own role can read",
            mend="see whether the server is up, and whether another session holds a lock on the tables",
        ) from error


def _check(conn: Connection) -> None:
    if conn.closed:
        raise CatalogError(
            "the connection is closed, so the database cannot be described",
            want="an open connection",
            mend="connect again before asking",
        )
    if conn.info.transaction_status == TransactionStatus.INERROR:
        raise CatalogError(
            "the transaction has failed, and PostgreSQL answers nothing more in it",
            want="a transaction that has not failed, or none",
            mend="roll back, or roll back to a savepoint, before asking",
        )


def _name(name: str) -> str:
    return f"harness_{name}"


def _results(cursor: psycopg.Cursor[Row]) -> Iterator[list[Row]]:
    yield cursor.fetchall()
    while cursor.nextset():
        yield cursor.fetchall()
