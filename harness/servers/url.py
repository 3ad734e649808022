"""The URL of a server that is already running: read, connected to, and never shown with its password."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from harness.finding import ServerError, UsageError

_IN_URL = re.compile(r"(://[^:/?#\s]*:)[^\s/?#]*@")
_IN_WORDS = re.compile(r"(password\s*=\s*)('(?:[^'\\]|\\.)*'?|[^\s&]+)", re.IGNORECASE)
_CONNECT_SECONDS = 10


def masked(text: str) -> str:
    """Return `text` with asterisks for every password in a URL or in a libpq connection string."""
    return _IN_WORDS.sub(r"\1***", _IN_URL.sub(r"\1***@", text))


def connect(url: str) -> psycopg.Connection[Any]:
    """Connect as the URL says; raise `UsageError` for what is no URL, `ServerError` where no session comes of it."""
    try:
        given = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise UsageError(
            "--server dsn: names no URL that libpq understands",  # not shown: it may hold a password anywhere
            want="the URL of a database on a server that is already running",
            mend="--server dsn:postgresql://user:password@host:5432/database; special characters in a password are"
            " written as %40",
        ) from None
    info = make_conninfo("", **{"connect_timeout": _CONNECT_SECONDS, **given})
    try:
        return psycopg.connect(info, autocommit=True)
    except psycopg.OperationalError as error:
        raise ServerError(
            f"no connection: {_without(str(error), str(given.get('password') or ''))}",
            want="the server that the URL names",
            mend=_mend(error),
        ) from None  # the cause would show what is masked here


def _mend(error: psycopg.OperationalError) -> str:
    session = error.pgconn
    if session is not None and session.needs_password:
        return "give the password in the URL, in PGPASSWORD or in ~/.pgpass"
    if session is not None and session.used_password:
        return "correct the user, the password or the database in the URL"
    return "start the server, or correct the host and the port in the URL"


def _without(said: str, password: str) -> str:
    said = " ".join(said.split())
    for form in filter(None, {password, quote(password, safe="")}):
        said = said.replace(form, "***")
    return masked(said)
