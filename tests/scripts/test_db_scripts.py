"""What the scripts do when all is well: order, transactions, versions, dry runs, questions."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path
from typing import Any

import psycopg
import pytest

from harness.servers.address import Address
from tests.scripts.conftest import SCRIPTS, Scripts, url

Connection = psycopg.Connection[tuple[Any, ...]]

ALL = ["db_upgrade.sh", "db_downgrade.sh", "db_seed.sh"]


def tables(connection: Connection) -> list[str]:
    found = connection.execute("select tablename::text from pg_tables where schemaname = 'public' order by 1")
    return [name for (name,) in found]


def trail(connection: Connection) -> list[str]:
    """Return what the files of `write_trail` left, in the order in which they ran."""
    return [name for (name,) in connection.execute("select name from trail order by id")]


def write_trail(folder: Path, *numbers: int) -> None:
    """Write migrations that each note their name, so that a test can see which ran and in which order."""
    for number in numbers:
        for direction in ("up", "down"):
            name = f"V{number}.{direction}"
            (folder / f"{name}.sql").write_text(
                "create table if not exists trail (id serial, name text);\n"
                f"insert into trail (name) values ('{name}');\n"
            )


def test_upgrade_seed_and_downgrade_run_twice_each(scripts: Scripts, connection: Connection) -> None:
    for name, arguments, left in (
        ("db_upgrade.sh", [], 11),
        ("db_seed.sh", [], 11),
        ("db_downgrade.sh", ["--yes"], 0),
    ):
        for _ in range(2):
            done = scripts(name, *arguments)
            assert done.returncode == 0, done.stderr
            assert len(tables(connection)) == left


def test_the_database_can_be_named_by_a_url(scripts: Scripts, address: Address, database: str) -> None:
    nothing = dict.fromkeys(["PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE"])
    done = scripts("db_upgrade.sh", **nothing, DATABASE_URL=url(address, database))
    assert done.returncode == 0, done.stderr
    assert database in done.stdout


def test_versions_run_in_the_order_of_their_numbers(scripts: Scripts, folder: Path, connection: Connection) -> None:
    write_trail(folder, 10, 2, 1)
    assert scripts("db_upgrade.sh", "--sql-dir", folder).returncode == 0
    assert trail(connection) == ["V1.up", "V2.up", "V10.up"]


@pytest.mark.parametrize("version", ["2", "V2", "V0002", "002"])
def test_upgrade_stops_after_the_version_named(
    scripts: Scripts, folder: Path, connection: Connection, version: str
) -> None:
    write_trail(folder, 1, 2, 10)
    assert scripts("db_upgrade.sh", f"--sql-dir={folder}", "--to", version).returncode == 0
    assert trail(connection) == ["V1.up", "V2.up"]


@pytest.mark.parametrize(
    ("arguments", "ran"),
    [
        ([], ["V10.down"]),
        (["--to", "2"], ["V10.down"]),
        (["--to", "V0001"], ["V10.down", "V2.down"]),
        (["--to", "0"], ["V10.down", "V2.down", "V1.down"]),
    ],
)
def test_downgrade_runs_the_newest_or_all_above_the_version_named(
    scripts: Scripts, folder: Path, connection: Connection, arguments: list[str], ran: list[str]
) -> None:
    write_trail(folder, 1, 2, 10)
    assert scripts("db_downgrade.sh", "--yes", "--sql-dir", folder, *arguments).returncode == 0
    assert trail(connection) == ran


def test_downgrade_to_the_newest_version_does_nothing(scripts: Scripts, folder: Path, connection: Connection) -> None:
    write_trail(folder, 1, 2)
    assert scripts("db_downgrade.sh", "--yes", "--sql-dir", folder, "--to", "2").returncode == 0
    assert tables(connection) == []


@pytest.mark.parametrize("name", ALL)
def test_a_dry_run_lists_the_files_and_needs_no_server(scripts: Scripts, name: str, tmp_path: Path) -> None:
    done = scripts(name, "--dry-run", PGHOST=str(tmp_path))
    assert done.returncode == 0
    assert done.stdout.count(".sql (one transaction)") == 1
    assert done.stderr == ""


def test_a_dry_run_lists_them_in_order_and_says_which_have_no_transaction(scripts: Scripts, folder: Path) -> None:
    write_trail(folder, 1, 2, 10)
    (folder / "V2.up.sql").write_text("-- harness: no-transaction because it vacuums\nvacuum;\n")
    assert scripts("db_upgrade.sh", "--sql-dir", folder, "--dry-run").stdout.splitlines() == [
        f"{folder}/V1.up.sql (one transaction)",
        f"{folder}/V2.up.sql (no transaction around it)",
        f"{folder}/V10.up.sql (one transaction)",
    ]


@pytest.mark.parametrize("name", ALL)
def test_help_is_printed_without_a_server(scripts: Scripts, name: str) -> None:
    done = scripts(name, "--help", PGHOST="/nowhere")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: {name} ")


def test_a_file_that_fails_leaves_nothing_of_itself_and_keeps_the_files_before_it(
    scripts: Scripts, folder: Path, connection: Connection
) -> None:
    (folder / "V1.up.sql").write_text("create table first (id int);\n")
    (folder / "V2.up.sql").write_text("create table second (id int);\nselect 1 / 0;\ncreate table third (id int);\n")
    (folder / "V3.up.sql").write_text("create table fourth (id int);\n")
    done = scripts("db_upgrade.sh", "--sql-dir", folder)
    assert done.returncode == 1
    assert f"{folder}/V2.up.sql:2: ERROR:  " in done.stderr
    assert tables(connection) == ["first"]


def test_an_error_that_only_the_commit_finds_fails_the_run(
    scripts: Scripts, folder: Path, connection: Connection
) -> None:
    (folder / "V1.up.sql").write_text(
        "create table t (id int primary key, up int references t deferrable initially deferred);\n"
        "insert into t values (1, 2);\n"
    )
    assert scripts("db_upgrade.sh", "--sql-dir", folder).returncode == 1
    assert tables(connection) == []


def test_a_file_that_says_so_runs_without_a_transaction(scripts: Scripts, folder: Path, connection: Connection) -> None:
    # A vacuum cannot run inside one.
    file = folder / "V1.up.sql"
    file.write_text("create table if not exists t (id int);\nvacuum t;\n")
    assert scripts("db_upgrade.sh", "--sql-dir", folder).returncode == 1
    assert tables(connection) == []
    file.write_text("-- harness: no-transaction\n" + file.read_text())
    assert scripts("db_upgrade.sh", "--sql-dir", folder).returncode == 0
    assert tables(connection) == ["t"]


def test_a_setting_that_a_file_leaves_behind_does_not_reach_the_next(scripts: Scripts, folder: Path) -> None:
    (folder / "V1.up.sql").write_text("create schema s;\nset search_path = s;\nset lock_timeout = 0;\n")
    (folder / "V2.up.sql").write_text(
        "do $$ begin\n"
        "assert current_schema() = 'public', current_schema();\n"
        "assert current_setting('lock_timeout') = '1234ms', current_setting('lock_timeout');\n"
        "end $$;\n"
    )
    done = scripts("db_upgrade.sh", "--sql-dir", folder, "--lock-timeout", "1234ms")
    assert done.returncode == 0, done.stderr


def test_a_persons_psqlrc_is_not_read(scripts: Scripts) -> None:
    Path(scripts.environment["HOME"], ".psqlrc").write_text("\\set AUTOCOMMIT off\n\\echo from psqlrc\n")
    done = scripts("db_upgrade.sh")
    assert done.returncode == 0
    assert "psqlrc" not in done.stdout + done.stderr


def test_the_files_are_read_as_utf_8_whatever_the_locale(
    scripts: Scripts, folder: Path, connection: Connection
) -> None:
    (folder / "seed.sql").write_text("create table t as select 'perché' as word;\n", encoding="utf-8")
    assert scripts("db_seed.sh", "--sql-dir", folder, PGCLIENTENCODING="LATIN1").returncode == 0
    assert connection.execute("select word from t").fetchall() == [("perché",)]


def test_the_scripts_work_from_any_folder_through_a_link_and_with_spaces_in_their_path(
    scripts: Scripts, folder: Path, tmp_path: Path, connection: Connection
) -> None:
    here = folder / "our scripts"
    here.mkdir()
    for file in SCRIPTS.glob("*.sh"):
        (here / file.name).write_bytes(file.read_bytes())
        (here / file.name).chmod(0o755)
    (folder / "sql").mkdir()
    write_trail(folder / "sql", 1)
    link = tmp_path / "upgrade"
    link.symlink_to(here / "db_upgrade.sh")
    for command in (here / "db_upgrade.sh", link):
        # A CDPATH makes cd print where it went.
        environment = dict(scripts.environment) | {"CDPATH": str(tmp_path)}
        subprocess.run([command], cwd="/", env=environment, check=True, capture_output=True)
    assert trail(connection) == ["V1.up", "V1.up"]


def test_the_folder_of_sql_can_be_relative(scripts: Scripts, folder: Path, connection: Connection) -> None:
    write_trail(folder, 1)
    assert scripts("db_upgrade.sh", "--sql-dir", ".", cwd=folder).returncode == 0
    assert trail(connection) == ["V1.up"]


def test_downgrade_without_a_terminal_wants_yes(scripts: Scripts, connection: Connection) -> None:
    assert scripts("db_upgrade.sh").returncode == 0
    done = scripts("db_downgrade.sh")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "--yes" in done.stderr
    assert len(tables(connection)) == 11


@pytest.mark.parametrize(("answer", "status"), [("yes", 0), ("y", 2), ("no", 2), ("", 2)])
def test_downgrade_asks_at_a_terminal_and_goes_on_only_after_yes(
    scripts: Scripts, connection: Connection, database: str, answer: str, status: int
) -> None:
    assert scripts("db_upgrade.sh").returncode == 0
    ours, theirs = pty.openpty()
    try:
        os.write(ours, f"{answer}\n".encode())
        done = subprocess.run(
            [SCRIPTS / "db_downgrade.sh"],
            env=dict(scripts.environment),
            stdin=theirs,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == status
    # Before it asks it says where, and what would run.
    assert database in done.stdout
    assert "V0001.down.sql" in done.stdout
    assert len(tables(connection)) == (0 if status == 0 else 11)
