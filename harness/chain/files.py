"""Reads a file as SQL text, or says what is wrong with it, where, and how to mend it."""

from __future__ import annotations

import codecs
import stat
from pathlib import Path

from harness.finding import FileError

MAX_BYTES = 32 * 1024 * 1024

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def shown_path(path: Path, root: Path | None = None) -> str:
    """Return `path` as reports show it: relative to `root` (the working directory) where it lies in it."""
    base = (root or Path.cwd()).absolute().as_posix()
    absolute = path.absolute().as_posix()  # as text: there may be thousands, and pathlib takes its time
    if absolute == base:
        return "."
    below = base if base.endswith("/") else f"{base}/"
    return absolute.removeprefix(below) if absolute.startswith(below) else path.as_posix()


def read_text(path: Path, *, shown: str | None = None, max_bytes: int = MAX_BYTES) -> str:
    """Return the text of a UTF-8 file without its byte-order mark, its line ends as they are.

    `shown` is how errors name the file. Raises `FileError` for a file that is missing, a folder, unreadable, larger
    than `max_bytes` (found without reading it), binary, or not UTF-8.
    """
    shown = shown_path(path) if shown is None else shown
    raw = _read_bytes(path, shown, max_bytes)
    if raw.startswith(_UTF16):
        raise FileError(
            "the file is UTF-16, which psql cannot read",
            want="UTF-8",
            mend=f"iconv -f utf-16 -t utf-8 '{shown}' > '{shown}.utf8' and put that in its place",
            path=shown,
            line=1,
        )
    nul = raw.find(b"\0")
    if nul >= 0:
        raise FileError(
            f"a NUL byte at offset {nul}: this is a binary file, or a damaged one",
            want="SQL text",
            mend="restore the file, or move it out of the folder if it is no SQL (a pg_dump -Fc archive becomes SQL"
            " with pg_restore -f)",
            path=shown,
            line=_line(raw, nul),
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # utf-8-sig counts from behind the mark
        offset = error.start + (len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0)
        raise FileError(
            f"not UTF-8: byte 0x{raw[offset]:02x} at offset {offset}",
            want="UTF-8",
            mend=f"find out its encoding and convert it: iconv -f latin1 -t utf-8 '{shown}'",
            path=shown,
            line=_line(raw, offset),
        ) from error


def _line(raw: bytes, offset: int) -> int:
    return raw.count(b"\n", 0, offset) + 1


def _read_bytes(path: Path, shown: str, max_bytes: int) -> bytes:
    try:
        facts = path.stat()
        if stat.S_ISDIR(facts.st_mode):
            raise FileError(
                "a folder with the name of an SQL file", want="a file", mend="rename the folder", path=shown
            )
        if not stat.S_ISREG(facts.st_mode):
            raise FileError(
                "not a regular file (a pipe, socket or device)", want="a file", mend="move it away", path=shown
            )
        if facts.st_size > max_bytes:
            raise _too_large(shown, facts.st_size, max_bytes)
        with path.open("rb") as file:
            raw = file.read(max_bytes + 1)
    except OSError as error:
        raise _unreadable(path, shown, error) from error
    if len(raw) > max_bytes:  # it grew in between
        raise _too_large(shown, len(raw), max_bytes)
    return raw


def _too_large(shown: str, size: int, max_bytes: int) -> FileError:
    return FileError(
        f"the file has {_megabytes(size)}, the limit is {_megabytes(max_bytes)}",
        want=f"at most {_megabytes(max_bytes)}",
        mend="load bulk data by other means than a migration, or raise max-file-size in [tool.harness]",
        path=shown,
    )


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MiB" if size >= 1024 * 1024 else f"{size} bytes"


def _unreadable(path: Path, shown: str, error: OSError) -> FileError:
    if isinstance(error, FileNotFoundError) and path.is_symlink():
        have, mend = f"a symbolic link to {path.readlink()}, which does not exist", "restore its target or remove it"
    elif isinstance(error, FileNotFoundError):
        have, mend = "no such file", "check the path"
    elif isinstance(error, PermissionError):
        have, mend = "no permission to read it", f"chmod +r '{shown}', or run as a user who may read it"
    else:
        have, mend = f"cannot be read: {error.strerror or error}", "see to the file system, then run again"
    return FileError(have, want="a readable file", mend=mend, path=shown)
