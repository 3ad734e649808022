"""`dsn:URL`: a server that is already running, on which nothing but scratch databases of our own is made and dropped.

The database that the URL names is connected to, because databases are made from somewhere, and is left as it is. What
a run makes is called `harness_<run>_…`; a session advisory lock on the server says that the run lives, so that whoever
comes next, from whichever machine, can tell what a killed run left from what is in use.
"""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import psycopg
from psycopg import sql

from harness.finding import ServerError
from harness.servers.address import Address, conninfo
from harness.servers.extensions import make_extensions
from harness.servers.leftovers import clear_run, hold_run, prefix, sweep_server
from harness.servers.options import ServerOptions, check_version
from harness.servers.prepare import describe, make_owner, new_password
from harness.servers.url import connect

Connection = psycopg.Connection[Any]

_SETTABLE = 16  # from here on, membership in a role that one made has to be asked for

_RIGHTS = """
select rolsuper, rolcreatedb or rolsuper, rolcreaterole or rolsuper
  from pg_catalog.pg_roles
 where rolname = current_user
"""


def start_dsn(url: str, why: str, options: ServerOptions, stack: ExitStack) -> Address:
    """Prepare the server at `url` for a run, and leave to `stack` what takes all of it back.

    Raises `ServerError` where it cannot be reached, or where the URL's role may not do what the run needs.
    """
    admin = connect(url)
    stack.callback(admin.close)
    run = secrets.token_hex(6)
    address = describe(_address(admin, run, why, options), admin)
    check_version(address.version, address.major, options)
    superuser, creates_databases, creates_roles = admin.execute(_RIGHTS).fetchone() or (False, False, False)
    _refuse_missing_roles(admin, options)
    if not creates_databases:
        raise ServerError(
            f"the role {address.superuser} may not create databases",
            want="a role with CREATEDB: nothing happens outside databases that are made for the run",
            mend=f"alter role {_quoted(admin, address.superuser)} createdb; or choose --server embedded",
        )
    if options.superuser and not superuser:
        raise ServerError(
            f"`superuser` asks for a superuser, and {address.superuser} is none",
            want="a superuser's URL, or migrations that need none",
            mend="take `superuser` out of [tool.harness], or choose --server embedded",
        )
    hold_run(admin, run)
    sweep_server(admin)
    stack.callback(clear_run, admin, run)
    try:
        return _ready(admin, address, options, superuser=superuser, creates_roles=creates_roles)
    except psycopg.Error as error:
        raise ServerError(
            f"the server could not be made ready: {error}".strip(),
            want=f"a server where {address.superuser} may make databases, and roles for them",
            mend="see what it says above; --server embedded needs nobody's permission",
        ) from error


def _address(admin: Connection, run: str, why: str, options: ServerOptions) -> Address:
    info = admin.info
    ours = {"host", "port", "user", "password", "dbname"}
    return Address(
        kind="dsn",
        why=f"{why}, {info.user} at {info.host}:{info.port}",
        version="",
        major=0,
        build="",
        host=info.host,
        port=info.port,
        superuser=info.user,
        superuser_password=info.password,
        owner="",
        owner_password="",
        run=run,
        maintenance=info.dbname,
        statement_timeout=options.statement_timeout,
        # A list of hosts has served: the run stays with the one that answered.
        parameters={
            name: value for name, value in info.get_parameters().items() if name not in ours and "," not in value
        },
    )


def _ready(
    admin: Connection, address: Address, options: ServerOptions, *, superuser: bool, creates_roles: bool
) -> Address:
    if options.scratch_role:
        if superuser and not options.superuser:
            raise ServerError(
                f"--scratch-role would run the migrations as {address.superuser}, a superuser",
                want="migrations that cannot reach the machine or another database",
                mend="leave --scratch-role out, so that a role is made for the run; or allow it with --superuser",
            )
        address = replace(
            address,
            owner=address.superuser,
            owner_password=address.superuser_password,
            owner_is_superuser=superuser,
        )
    elif creates_roles:
        address = replace(
            address,
            owner=f"{prefix(address.run)}owner",
            owner_password=new_password(),
            owner_is_superuser=options.superuser,
        )
        make_owner(admin, address)
        if not superuser:
            _join(admin, address)
    else:
        raise ServerError(
            f"the role {address.superuser} may not make a role to own the scratch databases",
            want="an owner of the run's own, so that migrations act with no rights but those in their own database",
            mend=f"alter role {_quoted(admin, address.superuser)} createrole; or let the migrations run as"
            f" {address.superuser} itself: --scratch-role",
        )
    address = replace(address, template=make_extensions(address, options.extensions))
    _try(admin, address)
    return address


def _join(admin: Connection, address: Address) -> None:
    """Make the URL's role a member of the owner: only so may it give databases to it, and drop them."""
    how = sql.SQL(" with inherit true, set true" if address.major >= _SETTABLE else "")
    admin.execute(sql.SQL("grant {} to current_user").format(sql.Identifier(address.owner)) + how)


def _try(admin: Connection, address: Address) -> None:
    """Make a database, log in to it as the owner, and drop it: what the run will do a hundred times."""
    name = f"{prefix(address.run)}trial"
    admin.execute(
        sql.SQL("create database {} template {} owner {}").format(
            sql.Identifier(name), sql.Identifier(address.template), sql.Identifier(address.owner)
        )
    )
    try:
        psycopg.connect(conninfo(address, name)).close()
    except psycopg.OperationalError as error:
        raise ServerError(
            f"the scratch role cannot log in: {error}".strip(),
            want="a server that lets the owner of the scratch databases in with its password",
            mend="add a line to pg_hba.conf that takes scram-sha-256 for the role, or let migrations run as"
            f" {address.superuser} itself: --scratch-role",
        ) from error
    admin.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def _refuse_missing_roles(admin: Connection, options: ServerOptions) -> None:
    known = {name for (name,) in admin.execute("select rolname from pg_catalog.pg_roles")}
    missing = [role for role in options.roles if role not in known]
    if missing:
        raise ServerError(
            f"the server has no role {', '.join(missing)}",
            want="every role that `roles` names: on a server that is not ours no role of that kind is made",
            mend=" ".join(f"create role {_quoted(admin, role)};" for role in missing) + " or choose --server embedded",
        )


def _quoted(admin: Connection, name: str) -> str:
    return sql.Identifier(name).as_string(admin)
