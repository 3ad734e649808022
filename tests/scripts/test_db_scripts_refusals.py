"""Each thing that can be wrong before the first statement gets one clear line and status 2."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from harness.servers.address import Address
from tests.scripts.conftest import Scripts, url

ALL = [("db_upgrade.sh", []), ("db_downgrade.sh", ["--yes"]), ("db_seed.sh", [])]
each_script = pytest.mark.parametrize(("name", "arguments"), ALL, ids=[name for name, _ in ALL])


def one_line(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Expect status 2, nothing on standard output, and one line of our own that holds `words`."""
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("db_")
    assert [word for word in words if word not in done.stderr] == []


@each_script
def test_without_psql(scripts: Scripts, tmp_path: Path, name: str, arguments: list[str]) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("bash", "dirname", "readlink", "sort", "cut", "uniq", "grep", "tr", "sed", "cat"):
        found = shutil.which(tool)
        assert found
        (tools / tool).symlink_to(found)
    one_line(scripts(name, *arguments, PATH=str(tools)), "psql", "PATH")


@each_script
def test_without_a_server(scripts: Scripts, tmp_path: Path, name: str, arguments: list[str]) -> None:
    one_line(scripts(name, *arguments, PGHOST=str(tmp_path)), "cannot connect", str(tmp_path))


@each_script
def test_with_a_wrong_password(scripts: Scripts, address: Address, name: str, arguments: list[str]) -> None:
    done = scripts(name, *arguments, PGPASSWORD="wrong-secret")
    one_line(done, "password authentication failed", address.owner)
    assert "wrong-secret" not in done.stderr


def test_without_a_password_nothing_is_asked(scripts: Scripts) -> None:
    one_line(scripts("db_upgrade.sh", PGPASSWORD=None), "no password supplied")


def test_with_a_database_that_is_not_there(scripts: Scripts) -> None:
    one_line(scripts("db_upgrade.sh", PGDATABASE="nowhere_to_be_found"), "nowhere_to_be_found")


def test_a_server_that_refuses_the_port_is_one_line_too(scripts: Scripts) -> None:
    """libpq's own message has two lines."""
    one_line(scripts("db_upgrade.sh", PGHOST="127.0.0.1", PGPORT="1"), "127.0.0.1", "port 1")


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("db_upgrade.sh", ["--to", "7"], ["no version 7", "V1 V2"]),
        ("db_downgrade.sh", ["--yes", "--to", "7"], ["no version 7", "V1 V2"]),
        ("db_upgrade.sh", ["--to", "0"], ["no version 0"]),
        ("db_upgrade.sh", ["--to", "two"], ["not a version: two"]),
        ("db_upgrade.sh", ["--to", "1; drop table users"], ["not a version"]),
        ("db_upgrade.sh", ["--to", "99999999999999999999"], ["not a version"]),
        ("db_upgrade.sh", ["--to"], ["--to needs a value"]),
        ("db_upgrade.sh", ["--yes"], ["unknown argument: --yes"]),
        ("db_seed.sh", ["--to", "1"], ["unknown argument: --to"]),
        ("db_upgrade.sh", ["V1"], ["unknown argument: V1"]),
        ("db_upgrade.sh", ["--lock-timeout", "soon"], ["--lock-timeout", "soon"]),
        ("db_upgrade.sh", ["--lock-timeout", "1'; drop table users; --"], ["--lock-timeout"]),
        ("db_seed.sh", [], ["missing file", "seed.sql"]),
        ("db_downgrade.sh", ["--yes", "--to", "0"], ["missing file", "V1.down.sql"]),
    ],
)
def test_a_wrong_argument_or_a_missing_file(
    scripts: Scripts, folder: Path, name: str, arguments: list[str], words: list[str]
) -> None:
    for file in ("V1.up.sql", "V2.up.sql", "V2.down.sql"):
        (folder / file).write_text("select 1;\n")
    one_line(scripts(name, "--sql-dir", folder, *arguments), *words)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], ["no V*.up.sql"]),
        (["V1.up.sql", "V0001.up.sql"], ["same version 1"]),
        (["V1.up.sql", "V2_more.up.sql"], ["not named like V0001.up.sql", "V2_more.up.sql"]),
    ],
)
def test_a_folder_that_cannot_be_understood(scripts: Scripts, folder: Path, files: list[str], words: list[str]) -> None:
    for file in files:
        (folder / file).write_text("select 1;\n")
    one_line(scripts("db_upgrade.sh", "--sql-dir", folder), *words)


def test_a_folder_that_is_not_there(scripts: Scripts, folder: Path) -> None:
    one_line(scripts("db_upgrade.sh", "--sql-dir", folder / "gone"), "no such folder", "gone")


def test_nothing_runs_where_a_later_file_is_missing(scripts: Scripts, folder: Path) -> None:
    (folder / "V1.up.sql").write_text("select 1;\n")
    (folder / "V2.up.sql").mkdir()
    one_line(scripts("db_upgrade.sh", "--sql-dir", folder), "missing file", "V2.up.sql")


MARK = "hunter2"


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        # Each is a slip of the hand in which libpq's own message would quote the secret or a part of it.
        (f"postgres://u:{MARK}", ["DATABASE_URL"]),
        (f"postgres://u:{MARK}/name", ["DATABASE_URL"]),
        (f"postgres://u:x@{MARK}@localhost/name", ["DATABASE_URL", "%40"]),
        (f"postgres://u:x/{MARK}@localhost/name", ["DATABASE_URL", "%2F"]),
        (f"postgres://u:{MARK}%zz@localhost/name", ["DATABASE_URL", "%25"]),
        (f"postgres://u:{MARK}%0@localhost/name", ["DATABASE_URL", "%25"]),
        (f"postgres://u:{MARK}%00@localhost/name", ["DATABASE_URL", "%25"]),
        (f"postgres://u:x@[{MARK}/name", ["DATABASE_URL"]),
        (f"postgres://localhost/name?password={MARK}", ["DATABASE_URL", "PGPASSWORD"]),
        (f"postgres://localhost/name?sslmode=disable&sslpassword={MARK}", ["DATABASE_URL"]),
        (f"postgres://localhost/name?{MARK}", ["DATABASE_URL"]),
        (f"postgresql+psycopg://u:{MARK}@localhost/name", ["DATABASE_URL", "postgresql://"]),
        (f"host=localhost password={MARK}", ["DATABASE_URL", "postgresql://"]),
        (f"postgres://u:{MARK}@127.0.0.1:1/name", ["cannot connect", "127.0.0.1"]),
    ],
)
def test_a_broken_url_is_refused_without_quoting_its_secret(scripts: Scripts, broken: str, words: list[str]) -> None:
    done = scripts("db_upgrade.sh", DATABASE_URL=broken)
    one_line(done, *words)
    assert MARK not in done.stderr


def test_a_wrong_password_in_a_url_is_not_printed(scripts: Scripts, address: Address, database: str) -> None:
    done = scripts("db_upgrade.sh", DATABASE_URL=url(address, database, password=MARK))
    one_line(done, "password authentication failed")
    assert MARK not in done.stderr
