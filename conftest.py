"""The server that the tests share, and fresh databases on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from harness.live.scratch import Scratch
from harness.servers import Address, Server, ServerOptions, start

SERVER: pytest.StashKey[Server] = pytest.StashKey()

# `pytester` runs miniature projects with the plugin, as its users do.
pytest_plugins = ["pytester"]


def _server(config: pytest.Config) -> Server:
    """Start the tests' server on first use: embedded unless HARNESS_TEST_SERVER names another."""
    if SERVER not in config.stash:
        spec = os.environ.get("HARNESS_TEST_SERVER", "embedded")
        config.stash[SERVER] = start(spec, ServerOptions(statement_timeout=60, roles=("harness_reporting",)))
    return config.stash[SERVER]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Give each xdist worker the address of the one server that the controller starts."""
    node.workerinput["tests"] = _server(node.config).address.to_json()


def pytest_unconfigure(config: pytest.Config) -> None:
    if SERVER in config.stash:
        config.stash[SERVER].stop()


@pytest.fixture(scope="session")
def address(request: pytest.FixtureRequest) -> Address:
    """The tests' server."""
    given = getattr(request.config, "workerinput", {}).get("tests")
    return Address.from_json(given) if given else _server(request.config).address


@pytest.fixture
def scratch(address: Address) -> Iterator[Scratch]:
    """A maker of databases that are dropped after the test."""
    with Scratch(address) as made:
        yield made


@pytest.fixture
def database(scratch: Scratch) -> str:
    """The name of a fresh, empty database."""
    return scratch.create()
