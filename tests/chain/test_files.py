"""A file is read as text, or refused with its place and a mend."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from harness.chain.files import MAX_BYTES, read_text
from harness.finding import FileError, HarnessError


def _refusal(path: Path, **options: int) -> FileError:
    with pytest.raises(FileError) as caught:
        read_text(path, shown="sql/f.sql", **options)
    assert caught.value.finding.path == "sql/f.sql"
    assert caught.value.finding.mend
    assert str(caught.value).startswith("sql/f.sql")
    return caught.value


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "f.sql"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfselect 1;\r\n", "select 1;\r\n"),
        ("select 'ä€😀';\n".encode(), "select 'ä€😀';\n"),
        (b"a\rb\r\nc\n", "a\rb\r\nc\n"),
    ],
)
def test_the_text_is_read_as_it_is_without_its_byte_order_mark(tmp_path: Path, content: bytes, text: str) -> None:
    assert read_text(_file(tmp_path, content)) == text


@pytest.mark.parametrize(("mark", "offset"), [(b"", 12), (b"\xef\xbb\xbf", 15)])
def test_a_file_that_is_not_utf8_is_refused_at_its_byte(tmp_path: Path, mark: bytes, offset: int) -> None:
    found = _refusal(_file(tmp_path, mark + b"select 1;\n--\xe4\n")).finding
    assert found.line == 2
    assert found.have == f"not UTF-8: byte 0xe4 at offset {offset}"


def test_a_binary_file_is_refused_at_its_first_nul(tmp_path: Path) -> None:
    found = _refusal(_file(tmp_path, b"PGDMP\n\x01\x0e\0\xff")).finding
    assert found.line == 2
    assert "offset 8" in found.have


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_utf16_file_is_refused_by_name(tmp_path: Path, encoding: str) -> None:
    assert "UTF-16" in _refusal(_file(tmp_path, "\ufeffselect 1;".encode(encoding))).finding.have


def test_a_file_of_50_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "f.sql"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # NUL bytes, had they been read
    assert _refusal(path).finding.have == "the file has 47.7 MiB, the limit is 32.0 MiB"
    assert MAX_BYTES == 32 * 1024 * 1024


def test_the_limit_can_be_set(tmp_path: Path) -> None:
    path = _file(tmp_path, b"select 1;")
    assert read_text(path, max_bytes=9) == "select 1;"
    assert _refusal(path, max_bytes=8).finding.have == "the file has 9 bytes, the limit is 8 bytes"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert "no such file" in _refusal(tmp_path / "none.sql").finding.have
    assert "folder" in _refusal(tmp_path).finding.have
    os.mkfifo(tmp_path / "pipe.sql")
    assert "not a regular file" in _refusal(tmp_path / "pipe.sql").finding.have
    (tmp_path / "link.sql").symlink_to("gone.sql")
    assert "link to gone.sql, which does not exist" in _refusal(tmp_path / "link.sql").finding.have
    (tmp_path / "loop.sql").symlink_to("loop.sql")
    assert "cannot be read" in _refusal(tmp_path / "loop.sql").finding.have


def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, b"select 1;")
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        assert "no permission" in _refusal(path).finding.have
    finally:
        os.seteuid(user)


def test_a_refusal_is_one_of_the_harness_errors(tmp_path: Path) -> None:
    with pytest.raises(HarnessError) as caught:
        read_text(tmp_path / "none.sql")
    assert caught.value.finding.rule == "unreadable-file"
