"""A PostgreSQL to talk to: embedded, in a container, from installed binaries, or one that is already running."""

from __future__ import annotations

from harness.servers.address import Address, conninfo, environment
from harness.servers.choose import start
from harness.servers.options import ServerOptions
from harness.servers.server import Server

__all__ = ["Address", "Server", "ServerOptions", "conninfo", "environment", "start"]
