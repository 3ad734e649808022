"""A cluster of our own: initialised once per exact build and locale, copied for each run, and started."""

from __future__ import annotations

import hashlib
import secrets
import shutil
import subprocess
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from harness.finding import ServerError
from harness.servers import cache, programs
from harness.servers.binaries import Binaries, readable
from harness.servers.postmaster import PORT, Postmaster
from harness.servers.privileges import Account
from harness.servers.runs import RunFolder

# No role of a migration is called so: a chain that grants to `postgres` gets, through `roles`, one without powers.
SUPERUSER = "harness_superuser"

# Where no locale is asked for, the one that every UTF-8 deployment agrees with and no glossary of a language colours.
_LOCALES = ("C.UTF-8", "C")

# Nobody is trusted, not even by the socket: `\connect` to another role needs that role's password.
_HBA = """\
local all all scram-sha-256
host  all all all scram-sha-256
"""
_FORMAT = 1  # of the cached folder: `data/`, `password`; another number, another key


@dataclass(frozen=True, slots=True)
class Cluster:
    """A started cluster: the socket's folder and port, and its superuser's password."""

    host: str
    port: int
    password: str
    bin_dir: Path


def start_cluster(
    binaries: Binaries, run: RunFolder, account: Account, locale: str | None, stack: ExitStack
) -> Cluster:
    """Start a cluster in the run's folder and leave to `stack` what stops it; raise `ServerError` where it fails."""
    try:
        runnable = readable(binaries, account, run.path)
    except OSError as error:
        raise _no_room(run, error) from error
    name = f"clusters/{_key(binaries, locale)}"
    try:
        return _started(runnable, name, run, account, locale, stack)
    except _Spoilt:
        # Somebody or something took files out of the cache: the next try makes a cluster, and keeps that.
        cache.discard(name)
        return _started(runnable, name, run, account, locale, stack)


class _Spoilt(Exception):
    """The cluster from the cache does not start."""


def _started(
    binaries: Binaries, name: str, run: RunFolder, account: Account, locale: str | None, stack: ExitStack
) -> Cluster:
    """Start the cached cluster, or one made now; raise `_Spoilt` where the cached one does not start."""
    data = run.path / "data"
    try:
        socket = run.folder("socket", account)
        cached = _from_cache(name, data, account)
        password = cached or _made(binaries, name, data, account, locale)
    except OSError as error:
        raise _no_room(run, error) from error
    try:
        server = Postmaster(binaries.bin_dir / "postgres", data, socket, run.path / "log", account)
    except ServerError as error:
        if cached is None:
            raise
        shutil.rmtree(data)
        shutil.rmtree(socket)
        raise _Spoilt from error
    stack.callback(server.stop)
    return Cluster(str(socket), PORT, password, binaries.bin_dir)


def _no_room(run: RunFolder, error: OSError) -> ServerError:
    return ServerError(
        f"a cluster cannot be made in {run.path}: {_reason(error)}",
        want="room for about 50 MB",
        mend="make room in the temporary folder, or set TMPDIR to another",
    )


def _reason(error: OSError) -> str:
    """Return one line: the error of a copied tree is a list of (source, target, reason)."""
    if isinstance(error, shutil.Error):
        return str(error.args[0][0][2])
    return error.strerror or str(error)


def _from_cache(name: str, data: Path, account: Account) -> str | None:
    """Put the cached cluster into `data` and return its superuser's password; None where there is none."""
    cached = cache.find(name)
    if cached is None:
        return None
    if not all((cached / needed).is_file() for needed in ("password", "data/PG_VERSION")):
        cache.discard(name)
        return None
    shutil.copytree(cached / "data", data, symlinks=True, copy_function=shutil.copy)
    account.give_tree(data)
    return (cached / "password").read_text(encoding="utf-8")


def _made(binaries: Binaries, name: str, data: Path, account: Account, locale: str | None) -> str:
    """Initialise a cluster in `data`, keep a copy in the cache, and return its superuser's password."""
    password = _initialised(binaries, data, account, locale)

    def fill(place: Path) -> None:
        shutil.copytree(data, place / "data", symlinks=True, copy_function=shutil.copy)
        secret = place / "password"
        secret.touch(mode=0o600)
        secret.write_text(password, encoding="utf-8")

    cache.store(name, fill)
    return password


def _key(binaries: Binaries, locale: str | None) -> str:
    what = f"{_FORMAT}\n{binaries.key}\n{locale or _LOCALES}\n{_HBA}\n{SUPERUSER}"
    return f"{binaries.version}-{hashlib.sha256(what.encode()).hexdigest()[:16]}"


def _initialised(binaries: Binaries, data: Path, account: Account, locale: str | None) -> str:
    password = secrets.token_urlsafe(24)
    said = ""
    for name in (locale,) if locale else _LOCALES:
        done = _initdb(binaries, data, account, name, password)
        if done.returncode == 0:
            (data / "pg_hba.conf").write_text(_HBA, encoding="utf-8")
            return password
        said = done.stdout.strip()
        if "locale" not in said:
            break
    raise ServerError(
        f"initdb failed:\n{said}",
        want=f"a cluster{f' of locale {locale}' if locale else ''}",
        mend="see its words above: make room in the temporary folder, or name a locale that `locale -a` lists",
    )


def _initdb(
    binaries: Binaries, data: Path, account: Account, locale: str, password: str
) -> subprocess.CompletedProcess[str]:
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    account.give(data)
    secret = data.with_name("password")
    secret.touch(mode=0o600)
    secret.write_text(password, encoding="utf-8")
    account.give(secret)
    try:
        return programs.run(
            *(binaries.bin_dir / "initdb", "-D", data, "-U", SUPERUSER, "--pwfile", secret),
            *("-A", "scram-sha-256", "-E", "UTF8", "--locale", locale, "--lc-messages=C"),
            # No disk is waited for, no advice is needed, and small segments are less to copy.
            *("--no-sync", "--no-instructions", "--wal-segsize=4"),
            account=account,
        )
    finally:
        secret.unlink()
