"""Extensions that a chain needs and may not make itself: made once, in the template of all scratch databases."""

from __future__ import annotations

import psycopg
from psycopg import sql

from harness.finding import ServerError
from harness.servers.address import Address, conninfo

# Images that carry what neither PostgreSQL's own contrib modules nor the embedded wheel do.
_IMAGES = {
    "postgis": "postgis/postgis:{major}-3.5",
    "postgis_topology": "postgis/postgis:{major}-3.5",
    "postgis_raster": "postgis/postgis:{major}-3.5",
    "timescaledb": "timescale/timescaledb:latest-pg{major}",
    "vector": "pgvector/pgvector:pg{major}",
    "citus": "citusdata/citus:postgres_{major}",
    "age": "apache/age:latest",
}


def extension_mend(name: str, major: int) -> str:
    """Return what to do where the server at hand does not carry the extension `name`: a server that does."""
    image = _IMAGES.get(name, "postgres:{major}").format(major=major)
    return (
        f"use a server that carries {name}: --server container:{image}, or --server binaries:DIR where its package is"
        " installed beside PostgreSQL"
    )


def make_extensions(address: Address, extensions: tuple[str, ...]) -> str:
    """Make a template database with the extensions, as the superuser, and return its name.

    Raises `ServerError` for one that the server does not carry, or that this role may not make.
    """
    if not extensions:
        return address.template
    name = f"harness_{address.run}_template"
    with psycopg.connect(conninfo(address, address.maintenance, role="superuser"), autocommit=True) as admin:
        carried = {row[0] for row in admin.execute("select name from pg_catalog.pg_available_extensions")}
        for missing in (extension for extension in extensions if extension not in carried):
            raise ServerError(
                f"the {address.kind} server (PostgreSQL {address.version}) does not carry the extension {missing}",
                want=f"a server where `create extension {missing}` succeeds",
                mend=extension_mend(missing, address.major),
            )
        admin.execute(
            sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(address.template))
        )
        _make(address, name, extensions)
        # Nobody connects to a template, so a clone of it never has to wait.
        admin.execute(sql.SQL("alter database {} allow_connections false").format(sql.Identifier(name)))
    return name


def _make(address: Address, database: str, extensions: tuple[str, ...]) -> None:
    with psycopg.connect(conninfo(address, database, role="superuser"), autocommit=True) as connection:
        for extension in extensions:
            try:
                connection.execute(
                    sql.SQL("create extension if not exists {} cascade").format(sql.Identifier(extension))
                )
            except psycopg.Error as error:
                raise ServerError(
                    f"the extension {extension} could not be made: {error.diag.message_primary or error}",
                    want=f"a role that may make {extension}",
                    mend="use a server of the harness's own, or a URL whose role may make it",
                ) from error
