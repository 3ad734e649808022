"""Makes a started server ready: fresh passwords, the owner, roles, extensions; the same for every kind of server."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import psycopg
from psycopg import sql

from harness.finding import ServerError, UsageError
from harness.servers.address import Address, conninfo
from harness.servers.extensions import make_extensions
from harness.servers.options import ServerOptions, check_version

OWNER = "harness_owner"

Connection = psycopg.Connection[Any]


def prepare(address: Address, options: ServerOptions) -> Address:
    """Make a server of our own ready and return its address as it is from then on.

    The superuser gets a fresh password (the one in the cluster's cache or the container's environment is void from
    then on); the owner is a role of its own that logs in and, unless `superuser` asks for more, may do nothing else.
    """
    owner = replace(
        address,
        superuser_password=new_password(),
        owner=OWNER,
        owner_password=new_password(),
        owner_is_superuser=options.superuser,
        statement_timeout=options.statement_timeout,
    )
    try:
        with psycopg.connect(conninfo(address, address.maintenance, role="superuser"), autocommit=True) as admin:
            described = describe(owner, admin)
            check_version(described.version, described.major, options)
            make_owner(admin, owner)
            _make_roles(admin, owner, options.roles)
            set_password(admin, owner.superuser, owner.superuser_password)
        return replace(described, template=make_extensions(described, options.extensions))
    except psycopg.Error as error:
        raise ServerError(
            f"the server could not be made ready: {error}".strip(),
            mend="check `roles` and `extensions` in [tool.harness]",
        ) from error


def describe(address: Address, admin: Connection) -> Address:
    """Return the address with what the server says of itself."""
    version, number, build = admin.execute(
        "select current_setting('server_version'), current_setting('server_version_num')::integer, version()"
    ).fetchone() or ("", 0, "")
    return replace(address, version=version.split()[0], major=number // 10000, build=build)


def new_password() -> str:
    """Return a password that nobody guesses, of letters that need no quoting anywhere."""
    return secrets.token_urlsafe(24)


def make_owner(admin: Connection, address: Address) -> None:
    """Make the role that owns the scratch databases and runs the migrations."""
    admin.execute(
        sql.SQL("create role {} login {} nocreatedb nocreaterole noreplication").format(
            sql.Identifier(address.owner), sql.SQL("superuser" if address.owner_is_superuser else "nosuperuser")
        )
    )
    set_password(admin, address.owner, address.owner_password)


def set_password(admin: Connection, role: str, password: str) -> None:
    """Set a role's password; only its scram verifier travels, so that no log and no statistics view can hold it."""
    verifier = admin.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    admin.execute(
        sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(verifier.decode("ascii")))
    )


def _make_roles(admin: Connection, address: Address, roles: Iterable[str]) -> None:
    for role in roles:
        if role in {address.owner, address.superuser}:
            raise UsageError(
                f"roles names {role}, which is the harness's own", mend="take it out of roles in [tool.harness]"
            )
        if admin.execute("select 1 from pg_catalog.pg_roles where rolname = %s", [role]).fetchone():
            continue  # one of PostgreSQL's own (pg_monitor, …): it can be granted to, and its powers stay its own
        name, owner = sql.Identifier(role), sql.Identifier(address.owner)
        admin.execute(sql.SQL("create role {} nologin").format(name))
        admin.execute(sql.SQL("grant {} to {}").format(name, owner))
