"""`harness check` as a person runs it: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.examples import unpack

ROOT = Path(__file__).parents[1]

FINE = """
-- file: V0001.up.sql
create table if not exists invoices (id integer primary key);
-- file: V0001.down.sql
drop table if exists invoices;
"""
BROKEN = """
-- file: V0001.up.sql
create table if not exists invoices (id integer primary key);
create tabel lines (id integer primary key);
-- file: V0001.down.sql
drop table if exists invoices;
"""
UNGUARDED = """
-- file: V0001.up.sql
create table invoices (id integer primary key);
-- file: V0001.down.sql
drop table if exists invoices;
"""


def check(folder: Path | str, *options: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "harness", "check", str(folder), "--server", "embedded", *options],
        cwd=cwd or ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | {"COLUMNS": "120"},
    )


def chain(tmp_path: Path, text: str) -> Path:
    unpack(text, tmp_path / "chain")
    return tmp_path / "chain"


@pytest.fixture
def nothing_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the command a temporary folder of its own, and see that nothing of ours is in it afterwards."""
    place = tmp_path / "t"
    place.mkdir()
    place.chmod(0o711)
    tmp_path.chmod(0o711)
    monkeypatch.setenv("TMPDIR", str(place))
    yield
    assert [path.name for path in place.iterdir()] == []


def test_a_chain_that_holds_exits_0(tmp_path: Path) -> None:
    done = check(chain(tmp_path, FINE))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "holds:" in done.stdout
    assert "PostgreSQL" in done.stdout
    assert done.stderr == ""


def test_a_finding_exits_1_and_says_where_what_and_the_mend(tmp_path: Path) -> None:
    done = check(chain(tmp_path, UNGUARDED))
    assert done.returncode == 1
    assert "V0001.up.sql:1  invoices  [up-reruns]  error" in done.stdout
    assert "mend: create table if not exists invoices (id integer primary key);" in done.stdout


def test_an_error_of_the_sql_is_a_finding_at_its_line_and_the_rest_is_not_green(tmp_path: Path) -> None:
    done = check(chain(tmp_path, BROKEN), "--format", "json")
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert [(found["rule"], found["line"]) for found in report["findings"]] == [("up-applies", 2)]
    assert report["checks"]["failed"] == 1
    assert {blocked["rule"] for blocked in report["blocked"]} >= {"up-reruns", "down-restores", "unwinds"}


def test_a_milder_failure_can_be_asked_to_fail_too(tmp_path: Path) -> None:
    text = (
        "-- file: 000001_a.up.sql\ncreate table a (id integer);\n-- file: 000001_a.down.sql\ndrop table if exists a;\n"
    )
    folder = chain(tmp_path, text)
    assert check(folder).returncode == 0
    assert check(folder, "--fail-on", "warning").returncode == 1


def test_the_json_report_has_format_1_and_its_keys(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    done = check(chain(tmp_path, UNGUARDED), "--format", "json", "--output", str(file))
    assert done.returncode == 1
    report = json.loads(file.read_text())
    assert report["format"] == 1
    assert report["server"]["kind"] == "embedded"
    assert report["migrations"] == 1
    assert report["statements"] == 2
    assert report["understood"] == 2
    keys = {"object", "kind", "path", "line", "accepted", "rejected", "sqlstates", "proofs", "undecided"}
    assert all(set(each) == keys for each in report["evidence"])
    (key,) = (each for each in report["evidence"] if each["kind"] == "primary key")
    assert (key["rejected"], key["sqlstates"], key["undecided"]) == (3, {"23505": 2, "42809": 1}, [])
    assert set(report["findings"][0]) == {"rule", "severity", "path", "line", "object", "have", "want", "mend", "try"}
    assert {"total", "server", "collect", "apply"} <= set(report["seconds"])


def test_every_item_is_asked_the_same_in_two_processes(tmp_path: Path) -> None:
    one, two = (
        json.loads(check(chain(tmp_path, UNGUARDED), "--format", "json", *options).stdout)
        for options in ((), ("-n", "2"))
    )
    assert one["findings"] == two["findings"]
    assert one["checks"] == two["checks"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("nothing.txt", b"hello", "no SQL file in this folder"),
        ("V0001.up.sql", b"create table t (a text default 'caf\xe9');", "not UTF-8"),
        ("V0001.up.sql", b"\x7fELF\x00\x00\x01", "NUL"),
        ("unknown.sql", b"select 1;", "layout"),
    ],
)
@pytest.mark.usefixtures("nothing_left")
def test_what_cannot_be_read_exits_2_with_a_mend(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    folder = tmp_path / "chain"
    folder.mkdir()
    (folder / name).write_bytes(content)
    done = check(folder)
    assert done.returncode == 2, done.stdout
    assert says in done.stdout
    assert "mend: " in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_file_of_50_mb_is_refused_by_its_size(tmp_path: Path) -> None:
    folder = chain(tmp_path, FINE)
    with (folder / "V0002.up.sql").open("wb") as file:
        file.truncate(50 * 2**20)
    done = check(folder)
    assert done.returncode == 2
    assert "V0002.up.sql" in done.stdout
    assert "max-file-size" in done.stdout


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--server", "nonsense"), "nonsense"),
        (("--server", "binaries:/nowhere"), "/nowhere"),
        (("--select", "no-such-rule"), "no-such-rule"),
        (("--layout", "no-such-layout"), "no-such-layout"),
        (("--output", "/nowhere/report.txt"), "/nowhere/report.txt"),
        (("--statement-timeout", "nan"), "nan"),
        (("--statement-timeout", "0"), "0 seconds"),
        (("--statement-timeout", "1e30"), "1e+30"),
    ],
)
def test_an_option_that_cannot_be_used_exits_2_with_a_mend(tmp_path: Path, options: tuple[str, ...], says: str) -> None:
    done = check(chain(tmp_path, FINE), *options)
    assert done.returncode == 2
    assert says in done.stdout
    assert "mend: " in done.stdout


@pytest.mark.usefixtures("nothing_left")
def test_an_endless_loop_is_a_finding_within_its_time_limit(tmp_path: Path) -> None:
    text = FINE.replace(
        "-- file: V0001.down", "do $$ begin loop perform pg_sleep(0.05); end loop; end $$;\n-- file: V0001.down"
    )
    done = check(chain(tmp_path, text), "--statement-timeout", "1")
    assert done.returncode == 1
    assert "V0001.up.sql:2" in done.stdout
    assert "57014" in done.stdout


def test_a_file_that_switches_its_timeout_off_is_cancelled_all_the_same(tmp_path: Path) -> None:
    loop = "set statement_timeout = 0;\ndo $$ begin loop perform pg_sleep(0.05); end loop; end $$;\n"
    done = check(
        chain(tmp_path, FINE.replace("-- file: V0001.down", f"{loop}-- file: V0001.down")), "--statement-timeout", "1"
    )
    assert done.returncode == 1
    assert "V0001.up.sql:3" in done.stdout


def test_an_extension_that_the_server_lacks_is_answered_with_a_server_that_has_it(tmp_path: Path) -> None:
    text = FINE.replace(
        "-- file: V0001.up.sql\n", "-- file: V0001.up.sql\ncreate extension if not exists no_such_extension;\n"
    )
    done = check(chain(tmp_path, text))
    assert done.returncode == 1
    assert "--server" in done.stdout


def test_meta_commands_need_leave(tmp_path: Path) -> None:
    folder = chain(tmp_path, FINE.replace("create table", "\\set name invoices\ncreate table"))
    refused = check(folder)
    assert refused.returncode == 2
    assert "V0001.up.sql:1" in refused.stdout
    assert "--allow-psql" in refused.stdout
    allowed = check(folder, "--allow-psql")
    assert allowed.returncode == 0, allowed.stdout
    assert "run by psql as a whole" in allowed.stdout


def test_a_blocked_question_whose_cause_was_not_asked_exits_2(tmp_path: Path) -> None:
    done = check(chain(tmp_path, BROKEN), "--select", "down-restores")
    assert done.returncode == 2
    assert "not asked" in done.stdout


def test_a_suppressed_finding_does_not_fail_and_is_counted(tmp_path: Path) -> None:
    text = UNGUARDED.replace("create table", "-- harness: ignore[up-reruns] because it runs once\ncreate table")
    done = check(chain(tmp_path, text), "--select", "up-reruns")
    assert done.returncode == 0, done.stdout
    assert "1 suppressed" in done.stdout


def test_a_suppression_that_excuses_nothing_is_reported(tmp_path: Path) -> None:
    text = FINE.replace("create table", "-- harness: ignore[up-reruns] because it was so once\ncreate table")
    done = check(chain(tmp_path, text))
    assert "V0001.up.sql:1 ignores [up-reruns]" in done.stdout


def test_explain_knows_every_rule_and_refuses_others() -> None:
    listed = subprocess.run([sys.executable, "-m", "harness", "explain"], capture_output=True, text=True, check=True)
    assert "fk-index" in listed.stdout
    one = subprocess.run(
        [sys.executable, "-m", "harness", "explain", "fk-index"], capture_output=True, text=True, check=True
    )
    assert "## The mend" in one.stdout
    none = subprocess.run(
        [sys.executable, "-m", "harness", "explain", "nope"], capture_output=True, text=True, check=False
    )
    assert none.returncode == 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("nothing_left")
def test_an_interrupted_run_exits_2_and_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    loop = "do $$ begin loop perform pg_sleep(0.05); end loop; end $$;\n"
    folder = chain(tmp_path, FINE.replace("-- file: V0001.down", f"{loop}-- file: V0001.down"))
    command = [sys.executable, "-m", "harness", "check", str(folder), "--server", "embedded"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stdout is not None
        for line in process.stdout:  # the header comes when the server is up
            if line.startswith("PostgreSQL"):
                break
        process.send_signal(number)
        process.communicate(timeout=60)
    assert process.returncode == 2
