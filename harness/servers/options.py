"""What a run asks of its server, whichever kind it is."""

from __future__ import annotations

from dataclasses import dataclass

from harness.finding import ServerError

OLDEST = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerOptions:
    """The parts of the configuration that concern the server.

    `versions` are the majors that production runs (none: any); `any_version` lets another one pass; `superuser` makes
    the owner role a superuser; `extensions` are made in every scratch database beforehand and `roles` exist on the
    server; `statement_timeout` is in seconds; `scratch_role` allows a role of our own on a `dsn`; `locale` is that of
    a cluster of our own.
    """

    versions: tuple[str, ...] = ()
    any_version: bool = False
    superuser: bool = False
    extensions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    statement_timeout: float = 60.0
    scratch_role: bool = False
    locale: str | None = None


def check_version(version: str, major: int, options: ServerOptions) -> None:
    """Raise `ServerError` for a server that the harness or the configuration rules out."""
    if major < OLDEST:
        raise ServerError(
            f"the server is PostgreSQL {version}",
            want=f"PostgreSQL {OLDEST} or later",
            mend=f"choose a newer server, for example --server container:postgres:{OLDEST}",
        )
    if options.any_version or not options.versions or str(major) in options.versions:
        return
    wanted = ", ".join(options.versions)
    raise ServerError(
        f"the server is PostgreSQL {version}, and versions names {wanted}: SQL that passes on one major can fail on"
        " another",
        want=f"a server of major {wanted}",
        mend=f"choose one with --server container:postgres:{options.versions[0]} or --server binaries:DIR, or allow"
        " this one with --any-version",
    )
