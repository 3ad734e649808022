"""The container kind on a real engine: where one answers, and always where HARNESS_REQUIRE_DOCKER says so."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docker  # type: ignore[import-untyped]
import psycopg
import pytest
from psycopg import errors

from harness.finding import ServerError
from harness.live.scratch import Scratch
from harness.servers import Address, Server, ServerOptions, conninfo, start
from tests.servers.conftest import StartChild


@pytest.fixture
def client(engine: str) -> Iterator[Any]:
    del engine
    made = docker.from_env()
    yield made
    made.close()


def containers(client: Any, run: str) -> list[Any]:
    return client.containers.list(all=True, filters={"label": f"schema-harness.run={run}"})  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def server(engine: str) -> Iterator[Server]:
    with start(f"container:{engine}", ServerOptions(roles=("app",), extensions=("citext",))) as started:
        yield started


@pytest.fixture
def there(server: Server) -> Address:
    return server.address


def test_it_serves_scratch_databases(there: Address) -> None:
    assert (there.kind, there.major) == ("container", 15)
    with Scratch(there) as scratch, scratch.connect(scratch.clone(scratch.create())) as connection:
        connection.execute("create table t (x citext); grant select on t to app")
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute("copy (select 1) to program 'true'")


def test_it_is_published_on_loopback_only(there: Address, client: Any) -> None:
    (container,) = containers(client, there.run)
    ports = container.attrs["NetworkSettings"]["Ports"]
    assert [binding["HostIp"] for bindings in ports.values() for binding in bindings or ()] == ["127.0.0.1"]


def test_the_password_that_docker_inspect_shows_opens_nothing(there: Address, client: Any) -> None:
    (container,) = containers(client, there.run)
    shown = dict(variable.split("=", 1) for variable in container.attrs["Config"]["Env"])["POSTGRES_PASSWORD"]
    for password in (shown, ""):
        info = psycopg.conninfo.make_conninfo(conninfo(there, "postgres", role="superuser"), password=password)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(info)


def test_nobody_is_trusted_inside_the_container_either(there: Address, client: Any) -> None:
    (container,) = containers(client, there.run)
    for host in ("/var/run/postgresql", "127.0.0.1"):
        code, said = container.exec_run(["psql", "-w", "-h", host, "-U", there.superuser, "-c", "select 1", "postgres"])
        assert code != 0, said


def test_a_stopped_container_is_gone_with_its_volumes(engine: str, client: Any) -> None:
    before = {volume.id for volume in client.volumes.list()}
    with start(f"container:{engine}", ServerOptions()) as server:
        assert len(containers(client, server.address.run)) == 1
    assert containers(client, server.address.run) == []
    assert {volume.id for volume in client.volumes.list()} <= before


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interruption_and_termination_leave_no_container(
    number: signal.Signals, code: int, engine: str, client: Any, start_child: StartChild
) -> None:
    child = start_child(f"container:{engine}")
    assert len(containers(client, child.address.run)) == 1
    assert child.end(number) == code
    assert containers(client, child.address.run) == []


def test_what_a_killed_run_left_is_swept_and_what_lives_is_not(
    engine: str, client: Any, start_child: StartChild, base: Path
) -> None:
    killed, living = start_child(f"container:{engine}"), start_child(f"container:{engine}")
    killed.end(signal.SIGKILL)
    assert len(containers(client, killed.address.run)) == 1
    with start(f"container:{engine}", ServerOptions()):
        assert containers(client, killed.address.run) == []
        assert not (base / f"harness-{killed.address.run}").exists()
        with psycopg.connect(conninfo(living.address, "postgres")) as connection:
            connection.execute("select 1")


def test_a_run_of_another_kind_sweeps_a_container_too(
    engine: str, client: Any, start_child: StartChild, base: Path
) -> None:
    killed = start_child(f"container:{engine}")
    killed.end(signal.SIGKILL)
    start("embedded", ServerOptions()).stop()
    assert containers(client, killed.address.run) == []
    assert list(base.iterdir()) == []


def test_with_an_engine_a_container_is_chosen_and_says_why(engine: str) -> None:
    with start(None, ServerOptions()) as server:
        assert server.address.kind == "container"
        assert engine in server.address.why


def test_an_image_that_cannot_be_had_is_an_error(engine: str, client: Any) -> None:
    del engine
    before = len(client.containers.list(all=True))
    with pytest.raises(ServerError, match=r"has no localhost:1/none:1 and cannot pull it") as caught:
        start("container:localhost:1/none:1", ServerOptions())
    assert "docker pull" in caught.value.finding.mend
    assert len(client.containers.list(all=True)) <= before


def test_an_image_without_a_server_is_an_error_with_its_last_words(engine: str, client: Any) -> None:
    quiet, _ = client.images.build(
        fileobj=BytesIO(f'FROM {engine}\nENTRYPOINT ["sh", "-c", "echo not today; exit 3"]\n'.encode()),
        tag="harness-test-quiet:1",
        rm=True,
    )
    try:
        with pytest.raises(ServerError, match="not today"):
            start("container:harness-test-quiet:1", ServerOptions())
        assert client.containers.list(all=True, filters={"ancestor": "harness-test-quiet:1"}) == []
    finally:
        client.images.remove(quiet.id, force=True)


def test_versions_rule_a_container_out_and_leave_none_behind(engine: str, client: Any, base: Path) -> None:
    with pytest.raises(ServerError, match="versions names 16"):
        start(f"container:{engine}", ServerOptions(versions=("16",)))
    folders = [
        container.labels["schema-harness.folder"]
        for container in client.containers.list(all=True, filters={"label": "schema-harness.run"})
    ]
    assert not [folder for folder in folders if folder.startswith(f"{base}/")]
    assert list(base.iterdir()) == []
