"""Where a server is and who may log in: plain data, so that it travels to pytest-xdist workers as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from psycopg import pq
from psycopg.conninfo import make_conninfo

Role = Literal["owner", "superuser"]

# What a server of our own is connected to with, whatever PGSSLMODE and its like ask of other servers.
PLAIN = {"sslmode": "disable", "gssencmode": "disable", "channel_binding": "disable", "target_session_attrs": "any"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One running server: what it is, why it was chosen, and the two roles that log in with passwords of their own.

    `superuser` makes and drops databases; on a `dsn` it is the URL's role, which need not be a superuser. `owner` owns
    the scratch databases and runs the migrations. `host` is the folder of the socket or an address; `build` is the
    whole of `select version()`; `bin_dir` holds the psql of this very server, where the machine has it; `template` is
    what scratch databases are made from; `statement_timeout` is in seconds, 0 for none; `parameters` are further libpq
    parameters (`sslmode`, …). Passwords are in no `repr`.
    """

    kind: str
    why: str
    version: str
    major: int
    build: str
    host: str
    port: int
    superuser: str
    superuser_password: str = field(repr=False)
    owner: str
    owner_password: str = field(repr=False)
    owner_is_superuser: bool = False
    run: str
    bin_dir: str | None = None
    maintenance: str = "postgres"
    template: str = "template0"
    statement_timeout: float = 60.0
    parameters: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        extra = "; migrations run as a superuser" if self.owner_is_superuser else ""
        return f"PostgreSQL {self.version}, {self.kind}: {self.why}{extra}"

    def to_json(self) -> dict[str, Any]:
        """Return what `from_json` takes: strings, numbers and booleans, passwords included."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Address:
        """Return the address that `to_json` wrote down."""
        return cls(**data)


def conninfo(address: Address, database: str, *, role: Role = "owner") -> str:
    """Return the libpq connection string to `database` as one of the two roles; it holds a password."""
    return make_conninfo("", **_parameters(address, database, role))


def environment(address: Address, database: str, *, role: Role = "owner") -> dict[str, str]:
    """Return the `PG…` variables that lead a libpq program (psql, pg_dump) to `database`, password included.

    They are the whole set: leave out the caller's own `PG…` variables. The password stands in no argument list.
    """
    variables = {item.keyword.decode(): item.envvar.decode() for item in pq.Conninfo.get_defaults() if item.envvar}
    variables |= {"dbname": "PGDATABASE"}
    return {variables[name]: str(value) for name, value in _parameters(address, database, role).items()}


def _parameters(address: Address, database: str, role: Role) -> dict[str, Any]:
    owner = role == "owner"
    parameters: dict[str, Any] = {
        "client_encoding": "utf8",
        "application_name": f"schema-harness {address.run}",
        "options": "",
        **address.parameters,
        "host": address.host,
        "port": address.port,
        "user": address.owner if owner else address.superuser,
        "password": address.owner_password if owner else address.superuser_password,
        "dbname": database,
    }
    if owner and address.statement_timeout:
        # A setting of the session, not of the role or the database: it leaves no row in the catalog, `reset all` goes
        # back to it, and it works where the role is not ours to alter.
        timeout = f"-c statement_timeout={round(address.statement_timeout * 1000)}"
        parameters["options"] = f"{parameters['options']} {timeout}".strip()
    return parameters
