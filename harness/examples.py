"""A folder of migrations in one readable text: files parted by `-- file: NAME` lines. Rules' examples are kept so."""

from __future__ import annotations

import re
from pathlib import Path

_FILE = re.compile(r"^-- file: (\S+)\n", re.MULTILINE)


def unpack(text: str, folder: Path) -> tuple[Path, ...]:
    """Write the files of `text` into `folder`, and return their paths; what stands before the first is a heading."""
    pieces = _FILE.split(text)[1:]
    written = []
    for name, content in zip(pieces[::2], pieces[1::2], strict=True):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
        written.append(file)
    return tuple(written)
