"""Which server: the one that was asked for or an error, and where none was asked for, the best one at hand."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from harness.finding import UsageError
from harness.servers.address import PLAIN, Address
from harness.servers.binaries import Binaries, find_binaries
from harness.servers.cluster import SUPERUSER, start_cluster
from harness.servers.container import IMAGE, missing, remove_container_of, start_container
from harness.servers.dsn import start_dsn
from harness.servers.embedded import find_embedded
from harness.servers.options import ServerOptions, check_version
from harness.servers.prepare import prepare
from harness.servers.privileges import server_account
from harness.servers.runs import RunFolder, sweep
from harness.servers.server import Server

_KINDS = "embedded, container[:IMAGE], binaries:DIR or dsn:URL"
_ASKED = "asked for"


def start(spec: str | None, options: ServerOptions) -> Server:
    """Start the server that `spec` names, or choose one where it is None; sweep what dead runs left before that.

    Raises `ServerError` where the one that was asked for cannot be had: nothing that was not asked falls back.
    """
    return Server(lambda stack: _begin(spec, options, stack))


def _begin(spec: str | None, options: ServerOptions, stack: ExitStack) -> Address:
    sweep(remove_container_of)
    if spec is None:
        return _default(options, stack)
    kind, colon, rest = spec.partition(":")
    if spec == "embedded":
        return _own(kind, find_embedded(), _ASKED, options, stack)
    if kind == "container" and bool(rest) == bool(colon):
        return start_container(rest or IMAGE, _ASKED, options, stack)
    if kind == "binaries" and rest:
        return _own(kind, find_binaries(Path(rest).expanduser()), f"{rest}, {_ASKED}", options, stack)
    if kind == "dsn" and rest:
        return start_dsn(rest, _ASKED, options, stack)
    # Only the first word is shown: what follows may be a URL with a password.
    raise UsageError(f"--server {kind}{colon and ':…'} names no server", want=_KINDS, mend=f"use {_KINDS}")


def _default(options: ServerOptions, stack: ExitStack) -> Address:
    image = IMAGE
    if options.versions and not options.any_version and IMAGE.partition(":")[2] not in options.versions:
        image = f"postgres:{options.versions[0]}"
    reason = missing(image)
    if reason is None:
        return start_container(image, "which a Docker engine here has", options, stack)
    return _own("embedded", find_embedded(), reason, options, stack)


def _own(kind: str, binaries: Binaries, why: str, options: ServerOptions, stack: ExitStack) -> Address:
    """Start a cluster of our own from binaries of this machine."""
    check_version(binaries.version, binaries.major, options)
    account = server_account()
    run = stack.enter_context(RunFolder.make(account))
    cluster = start_cluster(binaries, run, account, options.locale, stack)
    address = Address(
        kind=kind,
        why=why,
        version=binaries.version,
        major=binaries.major,
        build=binaries.build,
        host=cluster.host,
        port=cluster.port,
        superuser=SUPERUSER,
        superuser_password=cluster.password,
        owner="",
        owner_password="",
        run=run.run,
        bin_dir=str(cluster.bin_dir),
        parameters=PLAIN,
    )
    return prepare(address, options)
