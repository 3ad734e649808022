"""A container of the official image, or of one made on it, through testcontainers; published on loopback only.

Ryuk is not used: it needs an image of its own from a registry. A run removes its own containers, and the next run on
the same machine those of a run that was killed.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from harness.finding import ServerError
from harness.servers.address import PLAIN, Address
from harness.servers.cluster import SUPERUSER
from harness.servers.options import ServerOptions
from harness.servers.postmaster import SETTINGS
from harness.servers.prepare import prepare
from harness.servers.privileges import server_account
from harness.servers.runs import RunFolder, is_alive

_log = logging.getLogger(__name__)

IMAGE = "postgres:15"

_LABEL = "schema-harness.run"
_FOLDER = "schema-harness.folder"
_MACHINE = "schema-harness.machine"
_MARK = "container"  # a file in the run's folder: whoever clears that has a container to look for
_PORT = "5432/tcp"
_ANSWER_SECONDS = 2
_WORK_SECONDS = 60  # for one answer; a pull may take longer, as long as it gets on
_START_SECONDS = 60.0
_POLL_SECONDS = 0.05

# In memory a database is made in 10 ms instead of 200, and the volumes that images declare stay empty. A folder of its
# own, because images of PostgreSQL 18 refuse a mount where those before it had theirs.
_DATA_FOLDER = "/harness"
_ENOUGH_MEMORY = 4 << 30  # bytes that the engine's machine has; a mount may take half of them, and takes what it holds


def missing(image: str) -> str | None:
    """Return why `image` cannot be run here, after trying to pull it where it is not there; None where it can."""
    try:
        with _engine() as engine:
            _have(engine, image)
    except ServerError as error:
        return error.finding.have
    return None


def start_container(image: str, why: str, options: ServerOptions, stack: ExitStack) -> Address:
    """Start a container of `image`; raise `ServerError` where there is no engine, no image, or no server in it."""
    run = stack.enter_context(RunFolder.make(server_account()))
    (run.path / _MARK).touch()
    with _engine() as engine:
        _sweep(engine)
        _have(engine, image)
        in_memory = engine.info()["MemTotal"] >= _ENOUGH_MEMORY
    stack.callback(_remove, run.run)
    password = secrets.token_urlsafe(24)
    container = _postgres(image, password, run, options)
    if in_memory:
        container.with_tmpfs_mount(_DATA_FOLDER)
        container.with_env("PGDATA", f"{_DATA_FOLDER}/data")
    try:
        with _no_ryuk():
            container.start()
    except ServerError:
        raise
    except Exception as error:
        raise ServerError(
            f"a container of {image} did not start: {_reason(error)}",
            want="a running container",
            mend="try `docker run` with that image by hand, or choose --server embedded",
        ) from error
    finally:
        container.get_docker_client().client.close()
    host, port = container.place
    address = Address(
        kind="container",
        why=f"{image}, {why}",
        version="",
        major=0,
        build="",
        host=host,
        port=port,
        superuser=SUPERUSER,
        superuser_password=password,
        owner="",
        owner_password="",
        run=run.run,
        parameters=PLAIN,
    )
    return prepare(address, options)


def remove_container_of(folder: Path) -> None:
    """Remove the container of the dead run whose folder this is, where it had one and an engine still answers."""
    if (folder / _MARK).exists():
        try:
            _remove(folder.name.removeprefix("harness-"))
        except ServerError as error:  # the next run with a container looks for it again, by its label
            _log.info("no container removed: %s", error)


def _postgres(image: str, password: str, run: RunFolder, options: ServerOptions) -> Any:
    # Imported where it is needed: it takes a third of a second, which runs without containers do not wait for.
    from testcontainers.community.postgres import PostgresContainer  # noqa: PLC0415

    class Postgres(PostgresContainer):
        """Waits from outside, as a client: the server that initialises the data answers nobody there."""

        place = ("", 0)

        def _connect(self) -> None:
            self.place = _await(self.get_wrapped_container(), password)

    # Nobody inside is trusted either, and what `docker inspect` shows of the password is void once we are connected.
    arguments = "--auth=scram-sha-256 --no-sync" + (f" --locale={options.locale}" if options.locale else "")
    container = Postgres(
        image, username=SUPERUSER, password=password, dbname="postgres", docker_client_kw={"timeout": _WORK_SECONDS}
    )
    container.with_envs(POSTGRES_INITDB_ARGS=arguments, POSTGRES_HOST_AUTH_METHOD="scram-sha-256", TZ="UTC")
    container.with_command(["postgres", *(f"--{name}={value}" for name, value in SETTINGS.items())])
    container.with_kwargs(labels={_LABEL: run.run, _FOLDER: str(run.path), _MACHINE: _machine(run.path.parent)})
    # A free port of loopback: what testcontainers itself would ask for is one on every address of the machine.
    ports: dict[str, Any] = {_PORT: ("127.0.0.1", None)}
    container.ports = ports
    return container


def _await(container: Any, password: str) -> tuple[str, int]:
    """Return where the server takes connections, once it does; raise `ServerError` with its log where it does not."""
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        container.reload()
        for host, port in _places(container):
            if _takes_connections(host, port, password):
                return host, port
        if container.status not in {"created", "running"}:
            break
        time.sleep(_POLL_SECONDS)
    log = container.logs(tail=12).decode(errors="replace").strip()
    raise ServerError(
        f"the server in the container did not take connections:\n{log or '(it said nothing)'}",
        want=f"an image that honours POSTGRES_USER and POSTGRES_PASSWORD, ready within {_START_SECONDS:.0f} s",
        mend=f"use the official image (--server container:{IMAGE}) or one made on it",
    )


def _places(container: Any) -> Iterator[tuple[str, int]]:
    network = container.attrs.get("NetworkSettings", {})
    for binding in (network.get("Ports") or {}).get(_PORT) or ():
        yield "127.0.0.1", int(binding["HostPort"])
    if Path("/.dockerenv").exists():
        # We are in a container ourselves and share its engine: the engine's loopback is not ours, its network is.
        for joined in (network.get("Networks") or {}).values():
            if joined.get("IPAddress"):
                yield joined["IPAddress"], 5432


def _takes_connections(host: str, port: int, password: str) -> bool:
    info = {**PLAIN, "host": host, "port": str(port), "user": SUPERUSER, "password": password, "dbname": "postgres"}
    try:
        psycopg.connect(psycopg.conninfo.make_conninfo("", **info), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def _engine() -> Iterator[Any]:
    """Give a client of the engine; raise `ServerError` at once where none answers."""
    _knock(_host())
    from docker.errors import DockerException  # type: ignore[import-untyped]  # noqa: PLC0415 (see _postgres)
    from testcontainers.core.docker_client import DockerClient  # noqa: PLC0415

    try:
        client = DockerClient(timeout=_ANSWER_SECONDS).client
    except (DockerException, OSError) as error:
        raise _no_engine(_reason(error)) from error
    with closing(client):
        _refuse_other_machine(client)
        client.api.timeout = _WORK_SECONDS
        try:
            yield client
        except (DockerException, OSError) as error:
            raise ServerError(
                f"the Docker engine refused: {_reason(error)}",
                want="an engine that starts and removes containers",
                mend="see its log, or choose --server embedded",
            ) from error


def _host() -> str:
    """Return the URL of the engine that Docker's own client would talk to."""
    host = os.environ.get("DOCKER_HOST", "")
    if not host and _has_settings():
        from testcontainers.core.docker_client import get_docker_host  # noqa: PLC0415 (see _postgres)

        host = get_docker_host() or ""
    return host or "unix:///var/run/docker.sock"


def _has_settings() -> bool:
    """Say whether Docker's or testcontainers' own settings may name an engine; most only hold a registry's login."""
    if "DOCKER_CONTEXT" in os.environ or Path("~/.testcontainers.properties").expanduser().exists():
        return True
    folder = os.environ.get("DOCKER_CONFIG") or "~/.docker"
    try:
        settings = json.loads(Path(folder, "config.json").expanduser().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(settings, dict) and settings.get("currentContext", "default") != "default"


def _knock(host: str) -> None:
    """Raise `ServerError` where nobody listens at `host`: sooner than the client, which leaves sockets open then."""
    parts = urlsplit(host)
    try:
        if parts.scheme == "unix":
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as engine:
                engine.settimeout(_ANSWER_SECONDS)
                engine.connect(parts.path)
        elif parts.scheme in {"tcp", "http", "https"} and parts.hostname:
            socket.create_connection((parts.hostname, parts.port or 2375), timeout=_ANSWER_SECONDS).close()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _no_engine(f"{host}: {reason}") from error


def _refuse_other_machine(client: Any) -> None:
    url = str(client.api.base_url)
    if not url.startswith(("http+docker://", "http+unix://")) and not any(
        f"//{host}" in url for host in ("localhost", "127.0.0.1", "[::1]")
    ):
        raise ServerError(
            f"the Docker engine at {url} is another machine, and containers are published on loopback only",
            want="an engine of this machine",
            mend="unset DOCKER_HOST, or start a server there yourself and name it with --server dsn:URL",
        )


def _no_engine(reason: str) -> ServerError:
    return ServerError(
        f"no Docker engine answers: {reason}",
        want="a Docker engine that this user may talk to",
        mend="start Docker, or name its socket in DOCKER_HOST, or choose --server embedded",
    )


def _have(engine: Any, image: str) -> None:
    """Pull the image where the engine does not have it; raise `ServerError` where that fails."""
    from docker.errors import DockerException, ImageNotFound  # noqa: PLC0415 (see _postgres)

    try:
        try:
            engine.images.get(image)
        except ImageNotFound:
            engine.images.pull(image)
    except (DockerException, OSError) as error:
        raise ServerError(
            f"the Docker engine has no {image} and cannot pull it: {_reason(error)}",
            want=f"the image {image}",
            mend=f"check the name, or `docker pull {image}` where a registry can be reached, or choose --server"
            " embedded",
        ) from error


def _sweep(engine: Any) -> None:
    """Remove containers of dead runs: only those whose run kept its folder on this machine, where we can look."""
    for container in engine.containers.list(all=True, filters={"label": _LABEL}):
        folder = Path(container.labels.get(_FOLDER, "/"))
        if container.labels.get(_MACHINE) == _machine(folder.parent) and not is_alive(folder):
            _force_out(container)


def _remove(run: str) -> None:
    with _engine() as engine:
        for container in engine.containers.list(all=True, filters={"label": f"{_LABEL}={run}"}):
            _force_out(container)


def _force_out(container: Any) -> None:
    from docker.errors import APIError  # noqa: PLC0415 (see _postgres)

    try:
        container.remove(force=True, v=True)
    except APIError as error:
        if error.status_code not in {HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}:  # another run was sweeping too
            raise


def _machine(base: Path) -> str:
    """Name this machine and the very folder that holds the runs: another container's `/tmp` is another folder."""
    try:
        status = base.stat()
    except OSError:
        return ""
    return f"{socket.gethostname()}:{status.st_dev}:{status.st_ino}"


@contextmanager
def _no_ryuk() -> Iterator[None]:
    from testcontainers.core.config import testcontainers_config  # noqa: PLC0415 (see _postgres)

    before = testcontainers_config.ryuk_disabled
    testcontainers_config.ryuk_disabled = True
    try:
        yield
    finally:
        testcontainers_config.ryuk_disabled = before


def _reason(error: BaseException) -> str:
    lines = str(getattr(error, "explanation", None) or error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
