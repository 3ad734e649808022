"""What stands already is told of, whatever else the file got wrong before."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from harness.cli import main


def test_a_table_made_twice_is_told_of_behind_another_mistake(tmp_path: Path) -> None:
    (tmp_path / "V0001.up.sql").write_text(
        "create table a (id int primary key);\n"
        "create table b (a_id int references a, x int references missing);\n"
        "create table a (id int);\n"
    )
    done = CliRunner().invoke(main, ["check", str(tmp_path), "--static", "--select", "declared-twice"])
    assert "V0001.up.sql:3  a  [declared-twice]" in done.output
