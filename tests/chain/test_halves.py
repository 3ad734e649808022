"""goose and dbmate files come apart at their markers, and lines stay where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.chain import Chain, read_chain
from harness.finding import FileError

GOOSE = """\
-- a comment
-- harness: ignore-file[unwinds] because it cannot
-- +goose Up
create table t (a int);
-- +goose StatementBegin
do $$ begin
    null;
end $$;
-- +goose StatementEnd

-- +goose Down
-- harness: ignore[down-reruns] because it cannot
drop table t;
"""

DBMATE = """\
-- migrate:up transaction:false
create index concurrently i on t (a);

-- migrate:down
drop index i;
"""


def _chain(folder: Path, text: str) -> Chain:
    (folder / "1_a.sql").write_bytes(text.encode())
    return read_chain(folder, root=folder)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_halves_of_a_goose_file_keep_their_lines(tmp_path: Path, end: str) -> None:
    chain = _chain(tmp_path, GOOSE.replace("\n", end))
    (migration,) = chain.migrations
    assert migration.down is not None
    assert chain.layout == "goose"
    assert [(item.path, item.line) for item in migration.up.statements] == [("1_a.sql", 4), ("1_a.sql", 6)]
    assert [(item.path, item.line) for item in migration.down.statements] == [("1_a.sql", 13)]
    assert [ignore.rule for ignore in migration.down.statements[0].ignores] == ["down-reruns"]
    for script in (migration.up, migration.down):
        assert script.text.count("\n") == GOOSE.count("\n")
        assert [(ignore.rule, ignore.line) for ignore in script.ignores] == [("unwinds", 2)]
        assert script.transactional
    assert "drop" not in migration.up.text
    assert "create" not in migration.down.text
    assert chain.findings == ()


def test_the_halves_of_a_dbmate_file_have_their_own_transactions(tmp_path: Path) -> None:
    chain = _chain(tmp_path, DBMATE)
    (migration,) = chain.migrations
    assert migration.down is not None
    assert chain.layout == "dbmate"
    assert [(item.line, item.text) for item in migration.up.statements] == [
        (2, "create index concurrently i on t (a);")
    ]
    assert [(item.line, item.text) for item in migration.down.statements] == [(5, "drop index i;")]
    assert (migration.up.transactional, migration.down.transactional) == (False, True)


def test_goose_may_do_without_transactions(tmp_path: Path) -> None:
    (migration,) = _chain(tmp_path, "-- +goose NO TRANSACTION\n-- +goose up\nselect 1;\n-- +goose down\n").migrations
    assert migration.down is not None
    assert (migration.up.transactional, migration.down.transactional) == (False, False)
    assert migration.down.statements == ()


@pytest.mark.parametrize("text", ["-- +goose Up\nselect 1;\n", "-- migrate:up\nselect 1;\n"])
def test_a_file_without_its_down_marker_has_no_down(tmp_path: Path, text: str) -> None:
    chain = _chain(tmp_path, text)
    assert chain.migrations[0].down is None
    assert [finding.rule for finding in chain.findings] == ["down-exists"]


def test_a_numbered_file_without_markers_is_a_stray(tmp_path: Path) -> None:
    (tmp_path / "2_b.sql").write_text("select 1;\n")
    chain = _chain(tmp_path, GOOSE)
    assert [(finding.rule, finding.path) for finding in chain.findings] == [("stray-file", "2_b.sql")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("-- +goose Up\n-- +goose Up\n", 2),
        ("-- +goose Up\n\n-- +goose StatementBegin\nselect 1;\n", 3),
        ("-- +goose Up\nselect 1;\n-- +goose StatementEnd\n", 3),
        ("-- +goose Up\n-- +goose Sideways\n", 2),
        ("-- +goose ENVSUB ON\n-- +goose Up\nselect '${X}';\n", 1),
        ("-- migrate:up\n-- migrate:down\n-- migrate:down\n", 3),
        ("-- migrate:up transactions:off\n", 1),
    ],
)
def test_markers_in_disorder_are_refused_on_their_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(FileError) as caught:
        _chain(tmp_path, text)
    assert (caught.value.finding.path, caught.value.finding.line) == ("1_a.sql", line)
