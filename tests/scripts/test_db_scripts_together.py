"""What others see while a script runs: its lock, its password, and what is left when it is interrupted."""

from __future__ import annotations

import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from harness.live.scratch import Scratch
from harness.servers.address import Address
from tests.scripts.conftest import SCRIPTS, Scripts, url

Connection = psycopg.Connection[tuple[Any, ...]]

PATIENCE = 30.0


def until(holds: Callable[[], object]) -> None:
    """Wait until `holds()` is true."""
    give_up = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < give_up, "did not happen in time"
        time.sleep(0.02)


def lock_key() -> int:
    found = re.search(r"lock_key=(\d+)", (SCRIPTS / "lib.sh").read_text())
    assert found
    return int(found[1])


def sessions_at(connection: Connection, words: str) -> int:
    """Return how many other sessions of this database are at a statement that holds `words`."""
    ((number,),) = connection.execute(
        "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        " and state = 'active' and strpos(query, %s) > 0",
        (words,),
    )
    return int(number)


def lock_is_free(connection: Connection) -> bool:
    ((free,),) = connection.execute("select pg_try_advisory_lock(%s)", (lock_key(),))
    if free:
        connection.execute("select pg_advisory_unlock(%s)", (lock_key(),))
    return bool(free)


def test_a_script_waits_for_the_lock_longer_than_its_lock_timeout(scripts: Scripts, connection: Connection) -> None:
    connection.execute("select pg_advisory_lock(%s)", (lock_key(),))
    # The wait is cut short neither by our own timeout nor by one that the session starts with.
    started = scripts.start(
        "db_upgrade.sh", "--lock-timeout", "100ms", PGOPTIONS="-c lock_timeout=100ms -c statement_timeout=150ms"
    )
    until(lambda: sessions_at(connection, "pg_try_advisory_lock"))
    time.sleep(0.4)
    assert started.poll() is None
    connection.execute("select pg_advisory_unlock(%s)", (lock_key(),))
    _, err = started.communicate(timeout=PATIENCE)
    assert started.returncode == 0, err
    assert "waiting" in err


def test_two_upgrades_at_once_both_succeed(scripts: Scripts, connection: Connection) -> None:
    # Both are held back until both are there.
    connection.execute("select pg_advisory_lock(%s)", (lock_key(),))
    both = [scripts.start("db_upgrade.sh") for _ in range(2)]
    until(lambda: sessions_at(connection, "pg_try_advisory_lock") == 2)
    connection.execute("select pg_advisory_unlock(%s)", (lock_key(),))
    for process in both:
        _, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, err


def test_two_upgrades_at_once_both_succeed_where_one_builds_an_index_concurrently(
    scripts: Scripts, folder: Path, connection: Connection
) -> None:
    """A session that waited for the lock in one long statement would hold up the index, and the index it."""
    (folder / "V1.up.sql").write_text("create table if not exists t (id int);\n")
    (folder / "V2.up.sql").write_text(
        "-- harness: no-transaction\nselect pg_sleep(0.3);\ncreate index concurrently if not exists t_id on t (id);\n"
    )
    connection.execute("select pg_advisory_lock(%s)", (lock_key(),))
    both = [scripts.start("db_upgrade.sh", "--sql-dir", folder) for _ in range(2)]
    until(lambda: sessions_at(connection, "pg_try_advisory_lock") == 2)
    connection.execute("select pg_advisory_unlock(%s)", (lock_key(),))
    for process in both:
        _, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, err


def test_the_lock_is_held_across_files_with_and_without_a_transaction(
    scripts: Scripts, folder: Path, connection: Connection
) -> None:
    (folder / "V1.up.sql").write_text("select pg_sleep(0);\n")
    (folder / "V2.up.sql").write_text("-- harness: no-transaction\nselect pg_sleep(1.5);\n")
    started = scripts.start("db_upgrade.sh", "--sql-dir", folder)
    until(lambda: sessions_at(connection, "pg_sleep(1.5)"))
    assert not lock_is_free(connection)
    started.communicate(timeout=PATIENCE)
    assert started.returncode == 0
    until(lambda: lock_is_free(connection))  # psql has ended; its session ends a moment later


@pytest.mark.parametrize(("name", "arguments"), [("db_downgrade.sh", ["--yes"]), ("db_seed.sh", [])], ids=str)
def test_downgrade_and_seed_take_the_same_lock(
    scripts: Scripts, connection: Connection, name: str, arguments: list[str]
) -> None:
    assert scripts("db_upgrade.sh").returncode == 0
    connection.execute("select pg_advisory_lock(%s)", (lock_key(),))
    started = scripts.start(name, *arguments)
    until(lambda: sessions_at(connection, "pg_try_advisory_lock"))
    assert started.poll() is None
    connection.execute("select pg_advisory_unlock(%s)", (lock_key(),))
    _, err = started.communicate(timeout=PATIENCE)
    assert started.returncode == 0, err


def test_a_table_lock_that_never_comes_ends_the_run(scripts: Scripts, scratch: Scratch, database: str) -> None:
    assert scripts("db_upgrade.sh").returncode == 0
    with scratch.connect(database, autocommit=False) as reader:
        reader.execute("select from users")
        done = scripts("db_downgrade.sh", "--yes", "--lock-timeout", "100ms")
        assert done.returncode == 1
        assert "lock timeout" in done.stderr
        assert reader.execute("select from campaigns").rowcount == 0


SIGNALS = {
    "ctrl-c": (os.killpg, signal.SIGINT, 130),
    "terminate": (os.kill, signal.SIGTERM, 143),
    "terminate-all": (os.killpg, signal.SIGTERM, 143),
    "hang-up": (os.killpg, signal.SIGHUP, 143),
}


@pytest.mark.parametrize("interruption", SIGNALS)
def test_an_interrupted_script_leaves_no_session_no_lock_and_nothing_of_the_file(
    scripts: Scripts, folder: Path, connection: Connection, interruption: str
) -> None:
    send, sent, status = SIGNALS[interruption]
    (folder / "V1.up.sql").write_text("create table t (id int);\nselect pg_sleep(600);\n")
    started = scripts.start("db_upgrade.sh", "--sql-dir", folder)
    until(lambda: sessions_at(connection, "pg_sleep"))
    send(started.pid, sent)
    _, err = started.communicate(timeout=PATIENCE)
    assert started.returncode == status
    assert "interrupted" in err
    until(lambda: sessions_at(connection, "pg_sleep") == 0)
    until(lambda: lock_is_free(connection))
    assert connection.execute("select to_regclass('t')").fetchall() == [(None,)]


def test_a_connection_that_is_lost_is_reported_as_that(scripts: Scripts, folder: Path, connection: Connection) -> None:
    (folder / "V1.up.sql").write_text("create table t (id int);\nselect pg_sleep(600);\n")
    started = scripts.start("db_upgrade.sh", "--sql-dir", folder)
    until(lambda: sessions_at(connection, "pg_sleep"))
    connection.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and pid <> pg_backend_pid()"
    )
    _, err = started.communicate(timeout=PATIENCE)
    assert started.returncode == 2
    assert "the connection was lost" in err


def arguments_of_all_processes() -> list[str]:
    """Return the command line of every process of this machine, as any user can read it."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(path.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended since
    return lines


AWKWARD = "p@ss:w/rd?%41#&= '\"\\c$x"


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_process_shows_the_password_while_a_script_runs(
    scripts: Scripts, address: Address, database: str, scratch: Scratch, connection: Connection
) -> None:
    user, password = f"script_{secrets.token_hex(4)}", AWKWARD + secrets.token_hex(8)
    with scratch.connect(database, role="superuser") as superuser:
        superuser.execute(
            sql.SQL("create role {} login password {}").format(sql.Identifier(user), sql.Literal(password))
        )
        try:
            connection.execute("select pg_advisory_lock(%s)", (lock_key(),))
            started = scripts.start(
                "db_seed.sh", PGPASSWORD=None, DATABASE_URL=url(address, database, user=user, password=password)
            )
            # It has logged in with that password, awkward as it is, and waits.
            until(lambda: sessions_at(superuser, "pg_try_advisory_lock"))
            shown = [line for line in arguments_of_all_processes() if "psql" in line and user in line]
            assert shown
            secret = password[-16:]
            assert [line for line in arguments_of_all_processes() if secret in line] == []
            started.send_signal(signal.SIGTERM)
            out, err = started.communicate(timeout=PATIENCE)
            assert secret not in out + err
            until(lambda: sessions_at(superuser, "pg_try_advisory_lock") == 0)
        finally:
            superuser.execute(sql.SQL("drop role if exists {}").format(sql.Identifier(user)))


def test_no_script_prints_the_password(scripts: Scripts, address: Address, database: str) -> None:
    said = ""
    for name, arguments in (("db_upgrade.sh", []), ("db_seed.sh", []), ("db_downgrade.sh", ["--yes"])):
        done: subprocess.CompletedProcess[str] = scripts(name, *arguments, DATABASE_URL=url(address, database))
        assert done.returncode == 0, done.stderr
        said += done.stdout + done.stderr
    assert database in said
    assert address.owner_password not in said
